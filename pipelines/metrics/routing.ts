/** Whether a metric is answered from its fact or from the fact's 15-minute rollup. */
import type { Metric } from './catalog.ts'
import type { Range } from './compare.ts'
import { type FactName, ROLLUP_DIMENSIONS } from './facts.ts'
import type { Question } from './question.ts'
import { CELL_MS, type OffsetSegment, offsetSegments } from './zone.ts'

/** Which facts are large enough for their rollup to pay off. */
export type Routing = (fact: FactName) => 'facts' | 'rollup'

/** Rows from which on a rollup is read instead of the fact. */
export const ROLLUP_FROM_ROWS = 2_000_000

const ROLLED_UP: ReadonlySet<string> = new Set(ROLLUP_DIMENSIONS)
const CLOCK: ReadonlySet<string> = new Set(['hour_of_day', 'day_of_week'])

/**
 * True when the metric decomposes, every dimension and filter is one of the rollup's, and no cell straddles an end of the
 * range, a change of the zone's offset, or a bucket.
 */
export function fitsRollup(
  question: Question,
  metric: Metric,
  from: Pick<Range, 'fromMs' | 'toMs'>,
): boolean {
  if (!('rollup' in metric) || !metric.rollup) return false
  const ids = [...question.by.map(({ id }) => id), ...question.filters.map(({ dimension }) => dimension)]
  if (!ids.every((id) => ROLLED_UP.has(id) || CLOCK.has(id))) return false
  const { horizonMs, zone } = question.range
  const ends = [from.fromMs, from.toMs >= horizonMs ? 0 : from.toMs]
  const segments = offsetSegments(zone, from.fromMs, from.toMs)
  return ends.every((ms) => ms % CELL_MS === 0) && segments.every(wholeCells)
}

function wholeCells({ fromMs, offsetMs }: OffsetSegment): boolean {
  return offsetMs % CELL_MS === 0 && (fromMs === Number.NEGATIVE_INFINITY || fromMs % CELL_MS === 0)
}
