/** A query input, checked against the catalog and resolved to instants. */
import { invalid } from '../errors.ts'
import { BIN } from './bins.ts'
import { spineSize } from './bucketing.ts'
import { type Catalog, type Dimension, dimensionOf, type Metric, metricOf } from './catalog.ts'
import type { Range } from './compare.ts'
import { requireDimension } from './predicate.ts'
import { parseInstant } from './range.ts'
import type { Comparison, Filter, Grain, QueryInput } from './types.ts'
import { CELL_MS, zoneOf } from './zone.ts'

export interface Question {
  metrics: readonly Metric[]
  by: readonly Dimension[]
  filters: readonly Filter[]
  range: Range
  compare: Comparison | null
  limit: number | null
  binned: boolean
}

/** What the answer depends on besides the question. */
export interface Moment {
  now: Date
  /** Instant that the facts have been brought up to. */
  asOfMs: number
  /** First and last cohort instant of the metrics asked for; needed when an end of the range is absent. */
  extent: { firstMs: number; lastMs: number } | null
}

export const MAX_METRICS = 20
export const MAX_DIMENSIONS = 4
export const MAX_BUCKETS = 50_000

const GRAINS: readonly string[] = ['hour', 'day', 'week', 'month'] satisfies Grain[]
const COMPARISONS: readonly string[] = ['previous', 'year'] satisfies Comparison[]

/** Throws `invalid` naming the field for anything unknown, unsupported, unreadable or too large. */
export function questionOf(catalog: Catalog, input: QueryInput, moment: Moment): Question {
  const metrics = [...new Set(input.metrics)].map((id) => metricOf(catalog, id))
  const isBinned = input.bins !== undefined && input.bins !== null
  const by = [...new Set([...(input.by ?? []), ...(isBinned ? [BIN] : [])])].map((id) =>
    dimensionOf(catalog, id),
  )
  const filters = input.filters ?? []
  if (metrics.length === 0) throw invalid('no metric asked for', { metrics: 'at least one' })
  if (metrics.length > MAX_METRICS) throw invalid('too many metrics', { metrics: `at most ${MAX_METRICS}` })
  if (by.length > MAX_DIMENSIONS) throw invalid('too many dimensions', { by: `at most ${MAX_DIMENSIONS}` })
  for (const metric of metrics) {
    for (const dimension of by) requireDimension(catalog, metric, dimension.id, 'by')
    for (const filter of filters) requireDimension(catalog, metric, filter.dimension, 'filters')
  }
  const limit = input.limit ?? null
  if (limit !== null && !(Number.isInteger(limit) && limit > 0)) {
    throw invalid('limit must be a positive whole number', { limit: 'a positive whole number' })
  }
  if (limit !== null && input.grain) {
    throw invalid('a limit goes without a grain', { limit: 'not together with grain' })
  }
  return {
    metrics,
    by,
    filters,
    range: rangeOf(input, moment),
    compare: compareOf(input),
    limit,
    binned: isBinned,
  }
}

/** The half-open range in instants, its zone and grain. */
export function rangeOf(input: Pick<QueryInput, 'from' | 'to' | 'tz' | 'grain'>, moment: Moment): Range {
  const zone = zoneOf(input.tz ?? 'UTC')
  const grain = input.grain ?? null
  if (grain !== null && !GRAINS.includes(grain)) {
    throw invalid(`unknown grain ${grain}`, { grain: `one of ${GRAINS.join(', ')}` })
  }
  const from = input.from === undefined ? null : parseInstant(input.from, 'from', zone, moment.now)
  const to = input.to === undefined ? null : parseInstant(input.to, 'to', zone, moment.now)
  if (from !== null && to !== null && from >= to) {
    throw invalid('the range ends before it starts', { from: 'must be before to' })
  }
  const { fromMs, toMs } = wholeHistory(from, to, moment)
  if (grain && spineSize(grain, fromMs, toMs) > MAX_BUCKETS) {
    throw invalid(`too many buckets of one ${grain} in this range`, {
      grain: 'narrow the range or coarsen the grain',
    })
  }
  return { fromMs, toMs, zone, grain, horizonMs: moment.asOfMs + 1 }
}

/** An absent end is the quarter of an hour in which the data begins, or what the facts know: never before the other end. */
function wholeHistory(
  from: number | null,
  to: number | null,
  moment: Moment,
): { fromMs: number; toMs: number } {
  const { firstMs, lastMs } = moment.extent ?? { firstMs: moment.asOfMs, lastMs: moment.asOfMs - 1 }
  const end = to ?? Math.max(moment.asOfMs, lastMs + 1)
  const fromMs = from ?? Math.min(firstMs - (firstMs % CELL_MS), end)
  return { fromMs, toMs: to ?? Math.max(end, fromMs) }
}

function compareOf(input: QueryInput): Comparison | null {
  const compare = input.compare ?? null
  if (compare !== null && !COMPARISONS.includes(compare)) {
    throw invalid(`unknown comparison ${compare}`, { compare: `one of ${COMPARISONS.join(', ')}` })
  }
  return compare
}
