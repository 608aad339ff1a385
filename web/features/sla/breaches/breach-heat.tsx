import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import { heatOf } from '../../../components/chart/heat/heat.ts'
import { HeatGrid } from '../../../components/chart/heat/heat-grid.tsx'
import { Twin } from '../../../components/chart/twin.tsx'
import figures from '../../../components/figures/figures.module.css'
import { FiguresTable } from '../../../components/figures/figures-table.tsx'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { usePress } from '../../../components/figures/use-press.ts'
import { useTwin } from '../../../components/figures/use-twin.ts'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { figureRows } from '../../../lib/api/figure-rows.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import type { Base } from '../use-base.ts'
import { linesOf } from './lines.ts'

const BY = ['team', 'hour_of_day'] as const
const SHOWN = 16

/** Where and at which hour promises were broken, the team with the most first. */
export function BreachHeat({ base }: { base: Base }) {
  const { t } = useTranslation()
  const metric = useCatalog().metric('sla_breached')
  const { compare: _, ...rest } = base
  const query = useQuery(figuresQuery({ ...rest, metrics: ['sla_breached', 'sla_attainment'], by: BY }))
  if (!metric) return null
  return (
    <Section title={t('sla.heat.title')} note={t('sla.heat.note')}>
      <QueryState query={query} skeleton={292} holds>
        {(result) =>
          result.rowCount === 0 ? (
            <NoFigures filtered={base.filters.length > 0} />
          ) : (
            <Picture result={result} metric={metric} />
          )
        }
      </QueryState>
    </Section>
  )
}

function Picture({ result, metric }: { result: QueryResult; metric: CatalogMetric }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const press = usePress()
  const twin = useTwin()
  const rows = figureRows(result)
  const teams = linesOf(rows, 'team', metric.id)
  const values = teams.slice(0, SHOWN)
  const caption = t('sla.heat.caption')
  const attainment = catalog.metric('sla_attainment')
  return (
    <Twin
      {...twin}
      summary={t('sla.heat.summary', { count: teams.length })}
      legend={
        teams.length > SHOWN && <span>{t('explore.largest', { shown: SHOWN, count: teams.length })}</span>
      }
      grouped
      chart={
        <HeatGrid
          wide
          caption={caption}
          unit={metric.unit}
          cells={heatOf(rows, metric.id, metric.min_n, true, { dimension: 'team', values })}
          lineName={(team) => catalog.valueLabel('team', team)}
          onPress={({ line, hour }, kind) =>
            press({ metric: metric.id, time: null, cell: { team: line, hour_of_day: String(hour) } }, kind)
          }
        />
      }
      table={
        <FiguresTable
          caption={caption}
          rows={rows}
          metrics={attainment ? [metric, attainment] : [metric]}
          by={BY}
          grain={null}
          compared={false}
          maxHeight={420}
        />
      }
      hint={<p className={figures.hint}>{t('explore.hint.heat')}</p>}
    />
  )
}
