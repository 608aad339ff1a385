import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import { pressOf } from '../../../components/chart/overlay/press.ts'
import { Notice } from '../../../components/ui/notice.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { figureRows } from '../../../lib/api/figure-rows.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useView } from '../../../lib/search/use-view.ts'
import { HEAT } from '../question.ts'
import { DAYS, type HeatCell, HOURS, heatOf } from '../shape/heat.ts'
import { usePress } from '../use-press.ts'
import classes from './heat.module.css'
import { NoFigures } from './no-figures.tsx'
import type { PanelProps } from './panel.tsx'
import panels from './panels.module.css'
import { STRONG_FROM } from './strong-from.ts'

/** The metric by weekday and hour of the reporting zone: a chart that is its own table. */
export function Heat({ metric, base }: PanelProps) {
  const { t } = useTranslation()
  const { filters } = useView()
  const able = HEAT.every((dimension) => metric.dimensions.includes(dimension))
  const { compare: _, ...rest } = base
  const query = useQuery({ ...figuresQuery({ ...rest, metrics: [metric.id], by: HEAT }), enabled: able })
  if (!able) return <Notice title={t('explore.heat.unable')}>{t('explore.heat.unableHint')}</Notice>
  return (
    <QueryState query={query} skeleton={<Skeleton height={292} radius={0} />}>
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
  const cells = heatOf(figureRows(result), metric.id, metric.min_n, metric.unit === 'count')
  return (
    <>
      <div className={classes.scroller}>
        <table className={classes.table}>
          <caption className="pg-hidden">
            {t('explore.heat.caption', { metric: metric.label[format.language] })}
          </caption>
          <thead>
            <tr>
              <td />
              {HOURS.map((hour) => (
                <th key={hour} scope="col">
                  {hour % 3 === 0 ? hour : <span className="pg-hidden">{hour}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {DAYS.map((day, index) => (
              <tr key={day}>
                <th scope="row">{format.weekday(day)}</th>
                {cells[index]?.map((cell) => (
                  <Cell key={cell.hour} cell={cell} metric={metric} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <HeatScale cells={cells.flat()} unit={metric.unit} />
      <p className={panels.hint}>{t('explore.hint.heat')}</p>
    </>
  )
}

function Cell({ cell, metric }: { cell: HeatCell; metric: CatalogMetric }) {
  const { t } = useTranslation()
  const format = useFormat()
  const press = usePress()
  const text =
    cell.value === null
      ? cell.n > 0
        ? t('state.tooFew')
        : t('value.missing')
      : format.value(cell.value, metric.unit)
  const where = `${format.weekday(cell.day, 'long')} ${cell.hour}:00`
  const label = `${where}: ${text}, ${t('figure.n', { n: format.number(cell.n) })}`
  const mark = { day_of_week: String(cell.day), hour_of_day: String(cell.hour) }
  return (
    <td>
      <button
        type="button"
        className={classes.cell}
        data-none={cell.level === null || undefined}
        data-strong={(cell.level ?? 0) > STRONG_FROM || undefined}
        style={
          cell.level === null
            ? {}
            : { background: `color-mix(in oklab, var(--pg-heat-1) ${cell.level * 100}%, var(--pg-heat-0))` }
        }
        aria-label={label}
        title={label}
        onClick={(event) => press({ metric: metric.id, time: null, cell: mark }, pressOf(event))}
      >
        {cell.value !== null && metric.unit !== 'seconds' && format.tick(cell.value, metric.unit)}
      </button>
    </td>
  )
}

/** What the palest and the strongest shade stand for. */
function HeatScale({ cells, unit }: { cells: readonly HeatCell[]; unit: string }) {
  const format = useFormat()
  const at = (level: number) => cells.find((cell) => cell.level === level)?.value
  const [low, high] = [at(0), at(1)]
  if (typeof low !== 'number' || typeof high !== 'number') return null
  return (
    <p className={classes.scale}>
      {format.value(low, unit)}
      <span aria-hidden />
      {format.value(high, unit)}
    </p>
  )
}
