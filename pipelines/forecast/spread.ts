/** How far off the combination was at past origins: its spread by volume and by lead time, for means and intervals. */
import { BUCKETS, bucketOf } from './backtest.ts'
import type { Cleaned } from './clean.ts'
import type { Grid } from './grid.ts'
import type { Trials } from './trials.ts'

export interface Spread {
  /** Variance of √ errors around their mean, at √ forecast `f`. */
  variance(f: number): number
  /** √-scale value that the share `p` of outcomes does not exceed, at √ forecast `f` and a lead of `lead` days. */
  quantile(f: number, lead: number, p: number): number
}

const BINS = 12
/** Origins that make their errors worth more than a planner's rule. */
const FEWEST_ORIGINS = 4
/** Where no error was ever seen: a day's level is good to a quarter, as planners find it. */
const PRIOR_LEVEL = 0.25
/** How much wider the intervals of a bucket are that was never tried than those of the one before it. */
const UNTRIED = 1.2

/** Days after which the errors of a bucket tell something new: they hang together within a bucket's span. */
const APART = [2, 4, 7, 14, 28] as const

interface Errors {
  f: ArrayLike<number>
  r: Float64Array
  bucket: ArrayLike<number>
}

/**
 * Errors are pooled over volume and lead time, and taken to be as likely to either side: what was too high on one stretch
 * is no reason to expect the next one lower. Few stretches tried make wider intervals, as with Student's distribution.
 */
export function spreadOf(grid: Grid, cleaned: Cleaned, trials: Trials): Spread {
  const trusted = new Set(trials.origin).size >= FEWEST_ORIGINS
  const own = trusted ? triedErrors(trials) : inSample(grid, cleaned)
  const { centres, variances, squares } = byVolume(own)
  const scale = (f: number) =>
    Math.sqrt(interpolate(centres, squares, f) + (trusted ? 0 : (PRIOR_LEVEL * f) ** 2 / 4))
  const sizes: Float64Array[] = []
  const widen: number[] = []
  const evidence: number[] = []
  for (let bucket = 0; bucket < BUCKETS.length; bucket++) {
    const tries = sizesOf(own, scale, trusted ? bucket : null)
    const tried = tries.length > 0 || bucket === 0
    sizes[bucket] = tried ? tries : (sizes[bucket - 1] as Float64Array)
    widen[bucket] = tried ? 1 : UNTRIED * (widen[bucket - 1] as number)
    evidence[bucket] = tried ? evidenceOf(trials, bucket) : (evidence[bucket - 1] as number)
  }
  return {
    variance: (f) => interpolate(centres, variances, f),
    quantile(f, lead, p) {
      const bucket = bucketOf(lead)
      const size = rank(sizes[bucket] as Float64Array, Math.abs(2 * p - 1))
      const factor = (widen[bucket] as number) * (1 + (size * size + 1) / (4 * (evidence[bucket] as number)))
      return Math.max(0, f + Math.sign(p - 0.5) * size * factor * scale(f))
    },
  }
}

/** Sizes of errors in units of their scale, ascending. */
function sizesOf({ f, r, bucket }: Errors, scale: (f: number) => number, only: number | null): Float64Array {
  const sizes: number[] = []
  for (let i = 0; i < r.length; i++) {
    if (only !== null && bucket[i] !== only) continue
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

function triedErrors({ f, y, lead }: Trials): Errors {
  return { f, r: y.map((value, i) => Math.sqrt(value) - (f[i] as number)), bucket: lead.map(bucketOf) }
}

/** With nothing tried, the errors of the evening before. */
function inSample(grid: Grid, cleaned: Cleaned): Errors {
  const said: number[] = []
  const r: number[] = []
  for (let i = 0; i < cleaned.x.length; i++) {
    const y = grid.values[i] as number
    const f = cleaned.expected[i] as number
    if (Number.isNaN(y) || Number.isNaN(f) || !cleaned.open[i]) continue
    said.push(f)
    r.push(Math.sqrt(Math.max(0, y)) - f)
  }
  return { f: said, r: Float64Array.from(r), bucket: said.map(() => 0) }
}

function byVolume({ f, r }: Errors): { centres: number[]; variances: number[]; squares: number[] } {
  const order = Uint32Array.from(r.keys()).sort((a, b) => (f[a] as number) - (f[b] as number))
  const centres: number[] = []
  const variances: number[] = []
  const squares: number[] = []
  const bins = Math.max(1, Math.min(BINS, Math.floor(order.length / 30)))
  for (let b = 0; b < bins; b++) {
    const part = order.subarray(
      Math.floor((b * order.length) / bins),
      Math.floor(((b + 1) * order.length) / bins),
    )
    if (part.length === 0) continue
    let centre = 0
    let sum = 0
    let square = 0
    for (const i of part) {
      centre += f[i] as number
      sum += r[i] as number
      square += (r[i] as number) ** 2
    }
    centres.push(centre / part.length)
    squares.push(square / part.length)
    variances.push(Math.max(0, square / part.length - (sum / part.length) ** 2))
  }
  return { centres, variances, squares }
}

function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  const n = xs.length
  if (n === 0) return 0
  if (x <= (xs[0] as number)) return ((ys[0] as number) * Math.max(0, x)) / Math.max(xs[0] as number, 1e-300)
  if (x >= (xs[n - 1] as number)) return (ys[n - 1] as number) * (x / Math.max(xs[n - 1] as number, 1e-300))
  let k = 1
  while ((xs[k] as number) < x) k += 1
  const [a, b] = [xs[k - 1] as number, xs[k] as number]
  const share = b > a ? (x - a) / (b - a) : 0
  return (ys[k - 1] as number) + share * ((ys[k] as number) - (ys[k - 1] as number))
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
