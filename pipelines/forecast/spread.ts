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

interface Errors {
  f: number[]
  r: number[]
  bucket: number[]
}

export function spreadOf(grid: Grid, cleaned: Cleaned, trials: Trials): Spread {
  const trusted = new Set(trials.origin).size >= FEWEST_ORIGINS
  const own = trusted ? triedErrors(trials) : inSample(grid, cleaned)
  const { centres, variances } = byVolume(own)
  const scale = (f: number) =>
    Math.sqrt(interpolate(centres, variances, f) + (trusted ? 0 : (PRIOR_LEVEL * f) ** 2 / 4))
  const sorted: Float64Array[] = BUCKETS.map((_, bucket) => {
    const z: number[] = []
    for (let i = 0; i < own.f.length; i++) {
      if (trusted && own.bucket[i] !== bucket) continue
      const s = scale(own.f[i] as number)
      if (s > 0) z.push((own.r[i] as number) / s)
    }
    return Float64Array.from(z).sort()
  })
  const widen: number[] = []
  for (let bucket = 0; bucket < BUCKETS.length; bucket++) {
    const tried = (sorted[bucket] as Float64Array).length > 0
    widen[bucket] = tried || bucket === 0 ? 1 : UNTRIED * (widen[bucket - 1] as number)
    if (!tried && bucket > 0) sorted[bucket] = sorted[bucket - 1] as Float64Array
  }
  return {
    variance: (f) => interpolate(centres, variances, f),
    quantile(f, lead, p) {
      const bucket = bucketOf(lead)
      const z = rank(sorted[bucket] as Float64Array, p)
      return Math.max(0, f + z * (widen[bucket] as number) * scale(f))
    },
  }
}

function triedErrors({ f, y, lead }: Trials): Errors {
  return {
    f: [...f],
    r: Array.from(y, (value, i) => Math.sqrt(value) - (f[i] as number)),
    bucket: Array.from(lead, bucketOf),
  }
}

/** With nothing tried, the errors of the evening before. */
function inSample(grid: Grid, cleaned: Cleaned): Errors {
  const out: Errors = { f: [], r: [], bucket: [] }
  for (let i = 0; i < cleaned.x.length; i++) {
    const y = grid.values[i] as number
    const f = cleaned.expected[i] as number
    if (Number.isNaN(y) || Number.isNaN(f) || !cleaned.open[i]) continue
    out.f.push(f)
    out.r.push(Math.sqrt(Math.max(0, y)) - f)
    out.bucket.push(0)
  }
  return out
}

function byVolume({ f, r }: Errors): { centres: number[]; variances: number[] } {
  const order = Uint32Array.from(f.keys()).sort((a, b) => (f[a] as number) - (f[b] as number))
  const centres: number[] = []
  const variances: number[] = []
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
    variances.push(Math.max(0, square / part.length - (sum / part.length) ** 2))
  }
  return { centres, variances }
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
