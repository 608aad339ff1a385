/** The page's filters applied to the risk list, as far as its rows carry the dimension. */
import type { Filter } from '../../../../pipelines/metrics/types.ts'
import type { AtRiskRow } from '../../../../pipelines/pegel.ts'

const CARRIED = ['team', 'assignee', 'priority', 'channel', 'tier', 'target'] as const
type Carried = (typeof CARRIED)[number]

const carries = (dimension: string): dimension is Carried =>
  (CARRIED as readonly string[]).includes(dimension)

export interface FilteredRows {
  rows: readonly AtRiskRow[]
  /** Dimensions of filters that could not be applied. */
  unused: readonly string[]
}

export function filterRows(rows: readonly AtRiskRow[], filters: readonly Filter[]): FilteredRows {
  const usable = filters.filter(({ dimension }) => carries(dimension))
  const keep = (row: AtRiskRow) =>
    usable.every(
      ({ dimension, values, exclude = false }) => values.includes(row[dimension as Carried]) !== exclude,
    )
  return {
    rows: rows.filter(keep),
    unused: filters.filter((filter) => !usable.includes(filter)).map(({ dimension }) => dimension),
  }
}
