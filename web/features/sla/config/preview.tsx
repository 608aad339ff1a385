import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { WhatIfResult } from '../../../../pipelines/sla/what-if.ts'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { ApiError } from '../../../lib/api/problem.ts'
import { whatIfQuery } from '../what-if/run-what-if.ts'
import { Shifts } from '../what-if/shifts.tsx'
import { usePast } from '../what-if/use-past.ts'
import classes from './config.module.css'
import type { Kind } from './get-config.ts'

const WAIT_MS = 500
const DAYS = 30

interface PreviewInput {
  kind: Kind
  id: string
  body: object
  /** What is there already, in the same form; null for a new one. */
  start: object | null
}

/** What the last days would have been with this body; asked once it is left alone for a moment. */
export function usePreview({ kind, id, body, start }: PreviewInput) {
  const changed = start === null || JSON.stringify(body) !== JSON.stringify(start)
  const [settled] = useDebouncedValue(JSON.stringify([{ kind, id, body }]), WAIT_MS)
  const query = useQuery({
    ...whatIfQuery({ ...usePast(DAYS), changes: changed ? JSON.parse(settled) : [] }),
  })
  return { query, changed, error: query.error }
}

interface PreviewProps {
  query: ReturnType<typeof usePreview>['query']
  changed: boolean
}

/** Before saving: how many of the last days' clocks would have gone otherwise. */
export function Preview({ query, changed }: PreviewProps) {
  const { t } = useTranslation()
  const refused = query.error instanceof ApiError && query.error.status === 400
  return (
    <section className={classes.preview} aria-label={t('sla.form.preview')} aria-live="polite">
      <h3>{t('sla.form.preview')}</h3>
      {refused ? (
        <p className={classes.quiet}>{t('sla.form.previewRefused')}</p>
      ) : (
        <QueryState query={query} room={160}>
          {(result: WhatIfResult) => <Shifts result={result} tried={changed} />}
        </QueryState>
      )}
      <p className={classes.quiet}>{t('sla.form.previewHint')}</p>
    </section>
  )
}
