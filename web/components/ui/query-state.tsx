import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../lib/api/problem.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { Notice } from './notice.tsx'
import classes from './query-state.module.css'

interface QueryStateProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'dataUpdatedAt' | 'isPlaceholderData' | 'refetch'>
  /** What stands there the first time. */
  skeleton: ReactNode
  children: (data: T) => ReactNode
}

/** One of: a skeleton, the picture, the last picture with a word that it is old, an error with a way to try again. */
export function QueryState<T>({ query, skeleton, children }: QueryStateProps<T>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data, error, dataUpdatedAt, isPlaceholderData } = query
  if (data === undefined) {
    if (error) return <Failure error={error} onRetry={() => void query.refetch()} />
    return (
      <div aria-busy>
        <span className="pg-hidden">{t('state.loading')}</span>
        {skeleton}
      </div>
    )
  }
  return (
    <div className={classes.picture} aria-busy={isPlaceholderData || undefined}>
      {error && (
        <p className={classes.stale} role="status">
          {t('state.stale', { time: format.instant(dataUpdatedAt || Date.now(), 'timeSeconds') })}
        </p>
      )}
      {children(data)}
    </div>
  )
}

export function Failure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation()
  const unreachable = error instanceof ApiError && error.status === 0
  return (
    <Notice
      tone={unreachable ? 'unreachable' : 'error'}
      title={t('state.error')}
      action={
        <Button variant="default" size="xs" onClick={onRetry}>
          {t('state.retry')}
        </Button>
      }
    >
      {unreachable ? t('state.unreachable') : error.message}
    </Notice>
  )
}
