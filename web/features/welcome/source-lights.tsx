import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SourceHealth } from '../../../pipelines/pegel.ts'
import { QueryState } from '../../components/ui/query-state.tsx'
import { sourcesQuery } from '../../lib/api/get-sources.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import classes from './welcome.module.css'

/** The connections of a kind that the server knows, each with a light that turns on with its first event. */
export function SourceLights({ kind }: { kind: string }) {
  return (
    <QueryState query={useQuery(sourcesQuery)} room={24}>
      {(sources) => (
        <Lights sources={sources.filter((source) => source.kind === kind && source.configured)} />
      )}
    </QueryState>
  )
}

function Lights({ sources }: { sources: readonly SourceHealth[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (sources.length === 0) return <p className={classes.none}>{t('welcome.source.none')}</p>
  return (
    <ul className={classes.lights} aria-label={t('welcome.source.list')}>
      {sources.map(({ name, lastEventAt }) => (
        <li key={name} className={classes.light} data-on={lastEventAt !== null || undefined}>
          <i aria-hidden />
          {lastEventAt === null
            ? t('welcome.source.waiting', { name })
            : t('welcome.source.on', { name, time: format.instant(lastEventAt, 'dateTime') })}
        </li>
      ))}
    </ul>
  )
}
