import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { QueryResult } from '../../../../pipelines/metrics/types.ts'
import { Twin } from '../../../components/chart/twin.tsx'
import classes from '../../../components/figures/figures.module.css'
import { FiguresTable } from '../../../components/figures/figures-table.tsx'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { groupKey } from '../../../components/figures/series.ts'
import { useIntent, usePress } from '../../../components/figures/use-press.ts'
import { useTwin } from '../../../components/figures/use-twin.ts'
import { BarRow } from '../../../components/ui/bar-row.tsx'
import { Change } from '../../../components/ui/change.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { type FigureRow, figureRows, isTooFew } from '../../../lib/api/figure-rows.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useView } from '../../../lib/search/use-view.ts'
import type { PanelProps } from './panel.tsx'

const SHOWN = 40
const ASKED = 1000

/** The metric by group over the whole range, a bar each, the highest first. */
export function RankedBars(props: PanelProps) {
  const { metric, question, base } = props
  const { filters } = useView()
  const query = useQuery(figuresQuery({ ...base, metrics: [metric.id], by: question.by, limit: ASKED }))
  return (
    <QueryState query={query} room={292} holds>
      {(result) =>
        result.rowCount === 0 ? (
          <NoFigures filtered={filters.length > 0} />
        ) : (
          <Bars {...props} result={result} />
        )
      }
    </QueryState>
  )
}

function Bars({ metric, question, result }: PanelProps & { result: QueryResult }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const twin = useTwin()
  const { by } = question
  const rows = figureRows(result)
  const shown = rows.slice(0, SHOWN)
  const most = Math.max(...shown.map((row) => figureIn(row, metric.min_n, metric.id) ?? 0))
  const name = metric.label[format.language]
  return (
    <Twin
      {...twin}
      grouped
      summary={t('desk.barSummary', {
        metric: name,
        dimension: by.map(catalog.dimensionLabel).join(', '),
        count: rows.length,
      })}
      legend={
        rows.length > SHOWN && <span>{t('explore.largest', { shown: SHOWN, count: rows.length })}</span>
      }
      chart={
        <ul className={classes.bars}>
          {shown.map((row) => (
            <Bar
              key={groupKey(row.cell, by)}
              row={row}
              most={most}
              metric={metric}
              by={by}
              compared={result.meta.previous !== null}
            />
          ))}
        </ul>
      }
      table={
        <FiguresTable
          caption={name}
          rows={rows}
          metrics={[metric]}
          by={by}
          grain={null}
          compared={result.meta.previous !== null}
        />
      }
      hint={<p className={classes.hint}>{t('explore.hint.bars')}</p>}
    />
  )
}

interface BarProps {
  row: FigureRow
  most: number
  metric: PanelProps['metric']
  by: readonly string[]
  compared: boolean
}

function Bar({ row, most, metric, by, compared }: BarProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const press = usePress()
  const intend = useIntent()
  const figure = row.figures[metric.id] ?? { value: null, n: 0, previous: null }
  const value = figureIn(row, metric.min_n, metric.id)
  const scale = (part: number | null) => (part === null || most <= 0 ? null : part / most)
  const text = isTooFew(figure, metric.min_n)
    ? t('state.tooFew')
    : value === null
      ? t('value.missing')
      : format.value(value, metric.unit)
  return (
    <BarRow
      label={by.map((dimension) => catalog.valueLabel(dimension, row.cell[dimension] ?? null)).join(' · ')}
      share={scale(value)}
      before={compared && value !== null ? scale(figure.previous) : null}
      value={text}
      aside={
        compared && (
          <Change value={value} previous={figure.previous} unit={metric.unit} better={metric.better} />
        )
      }
      title={t('figure.n', { n: format.number(figure.n) })}
      onIntent={() => intend(row.cell)}
      onPress={(kind) => press({ metric: metric.id, time: null, cell: row.cell }, kind)}
    />
  )
}

function figureIn(row: FigureRow, minN: number, metric: string): number | null {
  const figure = row.figures[metric]
  return figure && !isTooFew(figure, minN) ? figure.value : null
}
