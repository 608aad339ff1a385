/** A metric over time, ready to draw. */
import type { Grain } from '../../../../pipelines/metrics/types.ts'

export interface Series {
  key: string
  label: string
  /** Place in palette and shapes; a series keeps it whatever is shown beside it. */
  slot: number
  /** Dimension values that the series stands for. */
  cell: Readonly<Record<string, string | null>>
  values: readonly (number | null)[]
  n: readonly (number | null)[]
  previous: readonly (number | null)[] | null
}

export interface TimeSeriesData {
  grain: Grain
  unit: string
  /** ISO instants at which the buckets start. */
  buckets: readonly string[]
  /** First bucket that is not over. */
  incompleteFrom: string | null
  series: readonly Series[]
}

/** Position of the first bucket that is not over; the number of buckets when all are. */
export function completeCount({ buckets, incompleteFrom }: TimeSeriesData): number {
  if (incompleteFrom === null) return buckets.length
  const from = Date.parse(incompleteFrom)
  const found = buckets.findIndex((bucket) => Date.parse(bucket) >= from)
  return found === -1 ? buckets.length : found
}
