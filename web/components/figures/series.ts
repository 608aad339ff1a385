/** From rows to the series of a time chart: the largest groups, every bucket in its place. */
import type { Grain } from '../../../pipelines/metrics/types.ts'
import { type FigureRow, isTooFew } from '../../lib/api/figure-rows.ts'
import type { TimeSeriesData } from '../chart/time-series/data.ts'
import { SERIES_AT_MOST } from '../chart/tokens.ts'

export interface SeriesInput {
  rows: readonly FigureRow[]
  metric: string
  unit: string
  minN: number
  grain: Grain
  by: readonly string[]
  incompleteFrom: string | null
  compared: boolean
  label: (cell: FigureRow['cell']) => string
  /** Group keys in the order in which a neighbouring chart has given out colours and shapes. */
  order: readonly string[]
}

/** Groups by size (n over the range), the largest first. */
export function largestGroups(
  rows: readonly FigureRow[],
  metric: string,
  by: readonly string[],
): FigureRow['cell'][] {
  const sizes = new Map<string, { cell: FigureRow['cell']; n: number }>()
  for (const row of rows) {
    const key = groupKey(row.cell, by)
    const group = sizes.get(key) ?? { cell: row.cell, n: 0 }
    group.n += row.figures[metric]?.n ?? 0
    sizes.set(key, group)
  }
  return [...sizes.values()].sort((a, b) => b.n - a.n).map(({ cell }) => cell)
}

export function timeSeriesOf(input: SeriesInput): TimeSeriesData {
  const { rows, metric, by, minN } = input
  const buckets = [...new Set(rows.map(({ time }) => time ?? ''))].sort()
  const place = new Map(buckets.map((bucket, index) => [bucket, index]))
  const groups = largestGroups(rows, metric, by).slice(0, SERIES_AT_MOST)
  const keys = groups.map((cell) => groupKey(cell, by))
  const index = new Map(keys.map((key, at) => [key, at]))
  const slots = slotsOf(keys, input.order)
  const series = groups.map((cell, at) => ({
    key: groupKey(cell, by) || metric,
    label: input.label(cell),
    slot: slots[at] ?? at,
    cell,
    values: buckets.map((): number | null => null),
    n: buckets.map((): number | null => null),
    previous: input.compared ? buckets.map((): number | null => null) : null,
  }))
  for (const row of rows) {
    const one = series[index.get(groupKey(row.cell, by)) ?? -1]
    const at = place.get(row.time ?? '')
    const figure = row.figures[metric]
    if (!one || at === undefined || !figure) continue
    one.values[at] = isTooFew(figure, minN) ? null : figure.value
    one.n[at] = figure.n
    if (one.previous) one.previous[at] = figure.previous
  }
  return { grain: input.grain, unit: input.unit, buckets, incompleteFrom: input.incompleteFrom, series }
}

/** A group keeps the colour that it has next door; the others take what is left. */
export function slotsOf(keys: readonly string[], order: readonly string[]): number[] {
  const taken = order.slice(0, SERIES_AT_MOST)
  const left = Array.from({ length: SERIES_AT_MOST }, (_, slot) => slot).filter(
    (slot) => taken[slot] === undefined || !keys.includes(taken[slot]),
  )
  return keys.map((key) => (taken.includes(key) ? taken.indexOf(key) : (left.shift() ?? 0)))
}

export function groupKey(cell: FigureRow['cell'], by: readonly string[]): string {
  return by.map((dimension) => cell[dimension] ?? '\u0000').join('\u0001')
}
