import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pressOf } from '../../../components/chart/overlay/press.ts'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { usePress } from '../../../components/figures/use-press.ts'
import { Notice } from '../../../components/ui/notice.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { type Figure, figureRows, isTooFew } from '../../../lib/api/figure-rows.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import type { PanelProps } from '../panels/panel.tsx'
import classes from './pivot.module.css'
import { type Cell, keyOf, type Pivot, pivotOf } from './pivot.ts'

/** The metric by two or three dimensions: the last one across, the others down, every total a figure of the server's. */
export function PivotTable({ metric, question, base }: PanelProps) {
  const { t } = useTranslation()
  const { by } = question
  const { compare: _, ...rest } = base
  const able = by.length >= 2
  const ask = (dimensions: readonly string[]) => ({
    ...figuresQuery({ ...rest, metrics: [metric.id], by: dimensions }),
    enabled: able,
  })
  const cells = useQuery(ask(by))
  const byRow = useQuery(ask(by.slice(0, -1)))
  const byColumn = useQuery(ask(by.slice(-1)))
  const whole = useQuery(ask([]))
  if (!able) return <Notice title={t('desk.pivot.two')}>{t('desk.pivot.twoHint')}</Notice>
  const others = [byRow, byColumn, whole].map((query) => query.data && figureRows(query.data))
  const [rows, columns, all] = others
  return (
    <QueryState query={cells} room={320} holds>
      {(result) =>
        result.rowCount === 0 ? (
          <NoFigures filtered={(base.filters ?? []).length > 0} />
        ) : rows && columns && all ? (
          <Grid
            pivot={pivotOf(
              { cells: figureRows(result), byRow: rows, byColumn: columns, whole: all },
              metric.id,
              by,
            )}
            metric={metric}
            by={by}
          />
        ) : (
          <Skeleton height={320} radius={0} />
        )
      }
    </QueryState>
  )
}

function Grid({ pivot, metric, by }: { pivot: Pivot; metric: CatalogMetric; by: readonly string[] }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const press = usePress()
  const across = by.at(-1) ?? ''
  const down = by.slice(0, -1)
  const text = (figure: Figure | null) => {
    if (!figure || (figure.value === null && figure.n === 0)) return t('value.missing')
    if (isTooFew(figure, metric.min_n) || figure.value === null) return t('state.tooFew')
    return format.value(figure.value, metric.unit)
  }
  const name = (cell: Cell) =>
    Object.entries(cell)
      .map(([dimension, value]) => catalog.valueLabel(dimension, value))
      .join(' · ')
  const mark = (cell: Cell, figure: Figure | null) => (
    <td key={JSON.stringify(cell)}>
      <button
        type="button"
        className={classes.mark}
        title={t('figure.n', { n: format.number(figure?.n ?? 0) })}
        onClick={(event) => press({ metric: metric.id, time: null, cell }, pressOf(event))}
      >
        {text(figure)}
      </button>
    </td>
  )
  return (
    <>
      <section
        className={classes.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t('chart.tableOf', { caption: metric.label[format.language] })}
      >
        <table className={classes.table}>
          <thead>
            <tr>
              {down.map((dimension) => (
                <th key={dimension} scope="col">
                  {catalog.dimensionLabel(dimension)}
                </th>
              ))}
              {pivot.columns.map(({ cell }) => (
                <th key={keyOf(cell, [across])} scope="col">
                  {name(cell)}
                </th>
              ))}
              <th scope="col">{t('desk.pivot.all')}</th>
            </tr>
          </thead>
          <tbody>
            {pivot.rows.map((row) => (
              <tr key={keyOf(row.cell, down)}>
                {down.map((dimension) => (
                  <th key={dimension} scope="row">
                    {catalog.valueLabel(dimension, row.cell[dimension] ?? null)}
                  </th>
                ))}
                {row.figures.map((figure, index) =>
                  mark({ ...row.cell, ...pivot.columns[index]?.cell }, figure),
                )}
                {mark(row.cell, row.total)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={down.length}>
                {t('desk.pivot.all')}
              </th>
              {pivot.columns.map(({ cell, total }) => mark(cell, total))}
              {mark({}, pivot.total)}
            </tr>
          </tfoot>
        </table>
      </section>
      <p className={classes.note}>
        {t('desk.pivot.note')} <span data-screen>{t('explore.hint.bars')}</span>{' '}
        {pivot.moreRows + pivot.moreColumns > 0 &&
          t('desk.pivot.more', { rows: pivot.moreRows, columns: pivot.moreColumns })}
      </p>
    </>
  )
}
