import { Button, Skeleton } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { CSSProperties, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../lib/api/problem.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { Notice } from './notice.tsx'
import classes from './query-state.module.css'
import { useLastError } from './use-last-error.ts'

export type Room = number | readonly [wide: number, narrow: number]

export interface QueryStateProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'dataUpdatedAt' | 'isPlaceholderData' | 'refetch'>
  /** Pixels in height that the picture has at least, on a wide page and on a narrow one: what is beneath stays where it is when it comes. */
  room?: Room
  /** No room is sure to do: in a `pg-in-order`, what is beneath shows itself once this is there. */
  holds?: boolean
  /** What stands there the first time, a number for an empty picture so many pixels high; one as high as the room unless told. */
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** One of: a skeleton, the picture, the last picture with a word that it is old, an error with a way to try again. */
export function QueryState<T>({ query, room = 0, holds = false, skeleton, children }: QueryStateProps<T>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data, dataUpdatedAt, isPlaceholderData } = query
  const error = useLastError(query)
  if (data === undefined) {
    if (error) return <Failure error={error} onRetry={() => void query.refetch()} />
    return (
      <div
        key="first"
        className={classes.first}
        style={heightsOf(room)}
        data-holds={holds || undefined}
        aria-busy
      >
        <span className="pg-hidden">{t('state.loading')}</span>
        {typeof skeleton === 'number' ? (
          <Skeleton height={skeleton} radius={0} />
        ) : (
          (skeleton ?? <Skeleton radius={0} className={classes.whole} />)
        )}
      </div>
    )
  }
  return (
    <div
      key="picture"
      className={classes.picture}
      style={heightsOf(room)}
      aria-busy={isPlaceholderData || undefined}
    >
      {error && (
        <p className={classes.stale} role="status">
          {t('state.stale', { time: format.instant(dataUpdatedAt || Date.now(), 'timeSeconds') })}{' '}
          <button type="button" onClick={() => void query.refetch()}>
            {t('state.retry')}
          </button>
        </p>
      )}
      {children(data)}
    </div>
  )
}

function heightsOf(room: Room): CSSProperties {
  const [wide, narrow] = typeof room === 'number' ? [room, room] : room
  return { '--wide': `${wide}px`, '--narrow': `${narrow}px` } as CSSProperties
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
