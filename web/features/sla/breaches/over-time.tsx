import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Grain } from '../../../../pipelines/metrics/types.ts'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { SeriesPicture } from '../../../components/figures/series-picture.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { TARGETS } from '../targets.ts'
import type { Base } from '../use-base.ts'

const BY = ['target'] as const

/** The share of promises kept over time, a line per target. */
export function OverTime({ base, grain }: { base: Base; grain: Grain }) {
  const { t } = useTranslation()
  const metric = useCatalog().metric('sla_attainment')
  const query = useQuery(figuresQuery({ ...base, metrics: ['sla_attainment'], by: BY, grain }))
  if (!metric) return null
  return (
    <Section title={t('sla.overTime')} note={t('sla.overTimeNote')}>
      <QueryState query={query} room={380} holds>
        {(result) =>
          (result.data.sla_attainment__n ?? []).some((n) => Number(n) > 0) ? (
            <SeriesPicture
              metric={metric}
              result={result}
              by={BY}
              grain={grain}
              form="line"
              groups={new Set(result.data.target).size}
              order={TARGETS}
            />
          ) : (
            <NoFigures filtered={base.filters.length > 0} />
          )
        }
      </QueryState>
    </Section>
  )
}
