/** Distributions: the value that a duration is made of as one more dimension, `bin`, so that its bars are figures like any other. */
import { invalid } from '../errors.ts'
import { type Catalog, type Dimension, type Metric, metricOf } from './catalog.ts'
import type { Bins, QueryInput } from './types.ts'

export const BIN = 'bin'
export const MAX_EDGES = 200

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const times = (unit: number, steps: readonly number[]) => steps.map((step) => step * unit)

/** Durations that people name, each about 1.4 times the one before: evenly spaced on a logarithmic axis, as near as names allow. */
export const LADDER: readonly number[] = [
  ...[1, 1.5, 2, 3, 4, 6, 8, 10, 15, 20, 30, 45],
  ...times(MINUTE, [1, 1.5, 2, 3, 4, 6, 8, 10, 15, 20, 30, 45]),
  ...times(HOUR, [1, 1.5, 2, 3, 4, 6, 8, 12, 16]),
  ...times(DAY, [1, 1.5, 2, 3, 4, 5, 7, 10, 14, 21, 28, 42, 56, 84, 112, 168, 252, 364]),
]

/** A metric whose figure is taken over durations, one a row. */
export type Measured = Extract<Metric, { value: string }>

/** A catalog that knows the bins, and what they are of. */
export interface Binned {
  catalog: Catalog
  metric: Measured
  /** Ascending; the bins are `[0, e₁)`, `[e₁, e₂)`, …, `[eₙ, ∞)`. */
  edges: readonly number[]
}

/** Null without bins. Throws `invalid` for edges that do not ascend, and for anything but one metric of durations. */
export function binned(
  catalog: Catalog,
  { metrics, bins }: Pick<QueryInput, 'metrics' | 'bins'>,
): Binned | null {
  if (bins === undefined || bins === null) return null
  const edges = edgesOf(bins)
  const [id = '', ...others] = new Set(metrics)
  if (others.length > 0)
    throw invalid('bins are of one metric', { metrics: 'one metric where there are bins' })
  const metric = metricOf(catalog, id)
  if (!isMeasured(metric)) {
    throw invalid(`metric ${id} has no bins`, {
      bins: 'for metrics of durations that are measured row by row',
    })
  }
  const cut: Metric = { ...metric, dimensions: [...metric.dimensions, BIN] }
  return {
    catalog: {
      metrics: new Map([...catalog.metrics, [id, cut]]),
      dimensions: new Map([...catalog.dimensions, [BIN, dimensionFor(metric, edges)]]),
    },
    metric,
    edges,
  }
}

/** Whether the metric's rows can be cut by their value. */
export function isMeasured(metric: Metric): metric is Measured {
  return 'value' in metric && metric.unit === 'seconds'
}

/** Half-open `[from, to)` of the bin that begins at `from`; `to` is null for the last. */
export function binEnd(edges: readonly number[], from: number): number | null {
  return edges.find((edge) => edge > from) ?? null
}

function edgesOf(bins: Bins): readonly number[] {
  if (bins === 'log') return LADDER
  const ascending = bins.every((edge, index) => Number.isFinite(edge) && edge > (bins[index - 1] ?? 0))
  if (bins.length > 0 && bins.length <= MAX_EDGES && ascending) return bins
  throw invalid('edges of bins must ascend from above 0', {
    bins: `log, or up to ${MAX_EDGES} ascending numbers above 0`,
  })
}

function dimensionFor({ fact, value }: Measured, edges: readonly number[]): Dimension {
  const starts = [0, ...edges]
  return {
    id: BIN,
    label: { en: 'From', de: 'Ab' },
    description: { en: 'Where the bin begins', de: 'Wo die Klasse beginnt' },
    columns: { [fact]: startSql(value, starts) },
    values: starts.map((start) => ({ value: start, label: { en: String(start), de: String(start) } })),
    closed: true,
  }
}

/** The largest start that `value` is not below, found by halving; the starts are numbers that were checked. */
function startSql(value: string, starts: readonly number[]): string {
  if (starts.length <= 1) return `${starts[0] ?? 0}::double`
  const middle = starts.length >> 1
  const [low, high] = [startSql(value, starts.slice(0, middle)), startSql(value, starts.slice(middle))]
  return `case when ${value} < ${starts[middle]} then ${low} else ${high} end`
}
