import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { ApiError } from '../../../lib/api/problem.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import classes from '../alerts.module.css'
import type { Past } from '../api.ts'
import { FiringTable } from './firing-table.tsx'
import { Strip } from './strip.tsx'

interface PastPreviewProps {
  query: UseQueryResult<Past>
  onTake: (enter: number) => void
}

/** When the rule would have fired, who would have been told, and a threshold that fires about twice a week. */
export function PastPreview({ query, onTake }: PastPreviewProps) {
  const { t } = useTranslation()
  const refused = query.error instanceof ApiError && query.error.status === 400
  return (
    <section className={classes.past} aria-label={t('alerts.past.title')} aria-live="polite">
      <h3>{t('alerts.past.title')}</h3>
      {refused ? (
        <p className={classes.quiet}>{t('alerts.past.waiting')}</p>
      ) : (
        <QueryState query={query} room={140}>
          {(past) => <Picture past={past} onTake={onTake} />}
        </QueryState>
      )}
    </section>
  )
}

function Picture({ past, onTake }: { past: Past; onTake: (enter: number) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { firings, dropped, notices, told, perWeek, worstDay, suggested, blind, words, stepMin } = past
  const count = firings.length + dropped
  const who = told.length > 0 ? told.join(', ') : t('alerts.past.nobody')
  return (
    <>
      <p>{words[format.language]}</p>
      <p>
        <strong data-count={count}>
          {count === 0
            ? t('alerts.past.never')
            : t('alerts.past.fired', { count, rate: format.number(Math.round(perWeek * 10) / 10) })}
        </strong>
      </p>
      <Strip past={past} />
      {notices.length > 0 && (
        <p className={classes.quiet}>{t('alerts.past.notices', { count: notices.length, who })}</p>
      )}
      {worstDay && worstDay.firings > 1 && (
        <p className={classes.quiet}>
          {t('alerts.past.worst', { date: format.date(worstDay.date), count: worstDay.firings })}
        </p>
      )}
      {blind.length > 0 && <p className={classes.quiet}>{t('alerts.past.blind', { count: blind.length })}</p>}
      {suggested && (
        <p className={classes.quiet}>
          {t('alerts.past.suggested', { value: suggested.text[format.language] })}{' '}
          <Button size="compact-xs" variant="default" onClick={() => onTake(suggested.enter)}>
            {t('alerts.past.take')}
          </Button>
        </p>
      )}
      {firings.length > 0 && (
        <details>
          <summary>{t('alerts.past.table')}</summary>
          <FiringTable past={past} />
        </details>
      )}
      <p className={classes.quiet}>{t('alerts.past.step', { count: stepMin })}</p>
    </>
  )
}
