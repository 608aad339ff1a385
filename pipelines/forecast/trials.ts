import { type Backtest, bucketOf, counts } from './backtest.ts'
import type { Cleaned } from './clean.ts'
import { combine, weightsOf } from './combine.ts'
import type { Grid } from './grid.ts'
import type { Yesterday } from './yesterday.ts'

/** What the combination said at past origins and what came, one entry per interval. */
export interface Trials {
  /** √ of the forecast, and what came. */
  f: Float64Array
  y: Float64Array
  /** Days of lead, and the number of the origin. */
  lead: Uint8Array
  origin: Uint8Array
  slot: Uint16Array
  /** Index of the day that was forecast. */
  day: Int32Array
}

/** Each origin is weighed by what the others said of the members, so that no forecast has seen its own outcome. */
export function runTrials(
  grid: Grid,
  cleaned: Cleaned,
  backtest: Backtest,
  factor: Float64Array,
  yesterday: Yesterday,
): Trials {
  const m = grid.slots
  const f: number[] = []
  const y: number[] = []
  const lead: number[] = []
  const origin: number[] = []
  const slot: number[] = []
  const days: number[] = []
  backtest.origins.forEach(({ day, horizon }, o) => {
    const weights = weightsOf(backtest, o)
    const said = combine(
      backtest.said.map((one) => one[o] as Float64Array),
      weights,
      m,
    )
    const carried = yesterday.factors(backtest.eves[o] ?? null, weights, o)
    for (let h = 0; h < horizon; h++) {
      if (!counts(cleaned, day + h)) continue
      const lift = (factor[day + h] as number) * carried(h)
      for (let s = 0; s < m; s++) {
        const came = grid.values[(day + h) * m + s] as number
        if (Number.isNaN(came) || !cleaned.open[(day + h) * m + s]) continue
        f.push((said[h * m + s] as number) * lift)
        y.push(Math.max(0, came))
        lead.push(h)
        origin.push(o)
        slot.push(s)
        days.push(day + h)
      }
    }
  })
  return {
    f: Float64Array.from(f),
    y: Float64Array.from(y),
    lead: Uint8Array.from(lead),
    origin: Uint8Array.from(origin),
    slot: Uint16Array.from(slot),
    day: Int32Array.from(days),
  }
}

/** Error and bias per bucket of lead time as shares of the volume; null where nothing was tried. */
export function errorsByBucket(
  trials: Trials,
  mean: (f: number) => number,
): ({ wape: number; bias: number } | null)[] {
  const sums = [0, 1, 2, 3, 4].map(() => ({ off: 0, signed: 0, volume: 0 }))
  for (let i = 0; i < trials.f.length; i++) {
    const sum = sums[bucketOf(trials.lead[i] as number)]
    if (!sum) continue
    const error = mean(trials.f[i] as number) - (trials.y[i] as number)
    sum.off += Math.abs(error)
    sum.signed += error
    sum.volume += trials.y[i] as number
  }
  return sums.map(({ off, signed, volume }) =>
    volume > 0 ? { wape: off / volume, bias: signed / volume } : null,
  )
}
