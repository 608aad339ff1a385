import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import { heatOf } from '../../../components/chart/heat/heat.ts'
import { HeatGrid } from '../../../components/chart/heat/heat-grid.tsx'
import classes from '../../../components/figures/figures.module.css'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { usePress } from '../../../components/figures/use-press.ts'
import { Notice } from '../../../components/ui/notice.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { figureRows } from '../../../lib/api/figure-rows.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { HEAT } from '../question.ts'
import type { PanelProps } from './panel.tsx'

/** The metric by weekday and hour of the reporting zone: a chart that is its own table. */
export function Heat({ metric, base }: PanelProps) {
  const { t } = useTranslation()
  const { filters } = useView()
  const able = HEAT.every((dimension) => metric.dimensions.includes(dimension))
  const { compare: _, ...rest } = base
  const query = useQuery({ ...figuresQuery({ ...rest, metrics: [metric.id], by: HEAT }), enabled: able })
  if (!able) return <Notice title={t('desk.heat.unable')}>{t('desk.heat.unableHint')}</Notice>
  return (
    <QueryState query={query} room={292} holds>
      {(result) =>
        result.rowCount === 0 ? (
          <NoFigures filtered={filters.length > 0} />
        ) : (
          <HeatTable result={result} metric={metric} />
        )
      }
    </QueryState>
  )
}

function HeatTable({ result, metric }: { result: QueryResult; metric: CatalogMetric }) {
  const { t } = useTranslation()
  const format = useFormat()
  const press = usePress()
  return (
    <>
      <HeatGrid
        caption={t('desk.heat.caption', { metric: metric.label[format.language] })}
        unit={metric.unit}
        cells={heatOf(figureRows(result), metric.id, metric.min_n, metric.unit === 'count')}
        lineName={(day, length) => format.weekday(Number(day), length)}
        onPress={({ line, hour }, kind) =>
          press(
            { metric: metric.id, time: null, cell: { day_of_week: line, hour_of_day: String(hour) } },
            kind,
          )
        }
      />
      <p className={classes.hint}>{t('explore.hint.heat')}</p>
    </>
  )
}
