/** Which bucket suits a range: enough marks to see a shape, few enough to read. */
import type { Grain } from '../../../pipelines/metrics/types.ts'
import type { ResolvedRange } from './range.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const AT_MOST: readonly (readonly [Grain, number])[] = [
  ['hour', 3 * DAY],
  ['day', 100 * DAY],
  ['week', 800 * DAY],
]

export const GRAINS: readonly Grain[] = ['hour', 'day', 'week', 'month']

export function grainFor(range: ResolvedRange): Grain {
  return AT_MOST.find(([, length]) => range.to - range.from <= length)?.[0] ?? 'month'
}
