/** How far off the combination was at past origins: its spread by volume and by lead time, for means and intervals. */
import { BUCKETS, bucketOf } from './backtest.ts'
import { byVolume, type Errors } from './by-volume.ts'
import type { Cleaned } from './clean.ts'
import type { Grid } from './grid.ts'
import type { Trials } from './trials.ts'
import { untriedSpread } from './untried-spread.ts'

export interface Spread {
  /** Variance of √ errors around their mean, at √ forecast `f`. */
  variance(f: number): number
  /** √-scale value that the share `p` of outcomes does not exceed, at √ forecast `f` and a lead of `lead` days. */
  quantile(f: number, lead: number, p: number): number
}

/** Origins that make their errors worth more than a planner's rule. */
const FEWEST_ORIGINS = 4
/** How much wider the intervals of a bucket are that was never tried than those of the one before it. */
const UNTRIED = 1.2

/** Days after which the errors of a bucket tell something new: they hang together within a bucket's span. */
const APART = [2, 4, 7, 14, 28] as const

/** Days of history at which half of the variance of errors is from having no more of it. */
const LEARNING_DAYS = 10

interface Tried extends Errors {
  bucket: ArrayLike<number>
}

/**
 * Errors are pooled over volume and lead time, and taken to be as likely to either side: what was too high on one stretch
 * is no reason to expect the next one lower. Few stretches tried make wider intervals, as with Student's distribution.
 */
export function spreadOf(grid: Grid, cleaned: Cleaned, trials: Trials): Spread {
  if (new Set(trials.origin).size < FEWEST_ORIGINS) return untriedSpread(grid, cleaned)
  const own = triedErrors(trials, cleaned.days)
  const { variance, square } = byVolume(own)
  const scale = (f: number) => Math.sqrt(square(f))
  const sizes: Float64Array[] = []
  const widen: number[] = []
  const evidence: number[] = []
  for (let bucket = 0; bucket < BUCKETS.length; bucket++) {
    const tries = sizesOf(own, scale, bucket)
    const tried = tries.length > 0 || bucket === 0
    sizes[bucket] = tried ? tries : (sizes[bucket - 1] as Float64Array)
    widen[bucket] = tried ? 1 : UNTRIED * (widen[bucket - 1] as number)
    evidence[bucket] = tried ? evidenceOf(trials, bucket) : (evidence[bucket - 1] as number)
  }
  return {
    variance,
    quantile(f, lead, p) {
      const bucket = bucketOf(lead)
      const size = rank(sizes[bucket] as Float64Array, Math.abs(2 * p - 1))
      const factor = (widen[bucket] as number) * (1 + (size * size + 1) / (4 * (evidence[bucket] as number)))
      return Math.max(0, f + Math.sign(p - 0.5) * size * factor * scale(f))
    },
  }
}

/** Sizes of errors in units of their scale, ascending. */
function sizesOf({ f, r, bucket }: Tried, scale: (f: number) => number, only: number): Float64Array {
  const sizes: number[] = []
  for (let i = 0; i < r.length; i++) {
    if (bucket[i] !== only) continue
    const s = scale(f[i] as number)
    if (s > 0) sizes.push(Math.abs(r[i] as number) / s)
  }
  return Float64Array.from(sizes).sort()
}

/** Stretches of days tried in a bucket that say something of their own. */
function evidenceOf({ lead, day }: Trials, bucket: number): number {
  const days = new Set<number>()
  for (let i = 0; i < day.length; i++) if (bucketOf(lead[i] as number) === bucket) days.add(day[i] as number)
  return Math.max(1.5, days.size / (APART[bucket] as number))
}

/** An origin with three weeks behind it errs more than the record with all its days does: errors are brought to its length. */
function triedErrors({ f, y, lead, day }: Trials, days: number): Tried {
  const r = y.map((value, i) => {
    const behind = (day[i] as number) - (lead[i] as number)
    const longer = Math.sqrt((1 + LEARNING_DAYS / days) / (1 + LEARNING_DAYS / behind))
    return longer * (Math.sqrt(value) - (f[i] as number))
  })
  return { f, r, bucket: lead.map(bucketOf) }
}

/** Quantile of sorted values by linear interpolation. */
function rank(sorted: Float64Array, p: number): number {
  const n = sorted.length
  if (n === 0) return 0
  const at = Math.max(0, Math.min(n - 1, p * (n + 1) - 1))
  const low = Math.floor(at)
  const a = sorted[low] as number
  const b = sorted[Math.min(n - 1, low + 1)] as number
  return a + (at - low) * (b - a)
}
