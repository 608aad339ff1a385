import type { Demand } from '../demand.ts'
import type { Random } from './random.ts'

export interface Arrival {
  at: number
  interval: number
}

/**
 * One draw of arrivals over the demand, in order, in seconds since its start: by chance about what is expected, times how busy the day
 * is altogether (`dayVariance` per day, as of `dayVariances`). While closed only with `whileClosed`.
 */
export function* arrivals(
  demand: Demand,
  dayVariance: readonly number[],
  whileClosed: boolean,
  random: Random,
): Generator<Arrival> {
  const perDay = intervalsPerDay(demand.stepS)
  let busy = 1
  for (const [interval, mean] of demand.mean.entries()) {
    if (interval % perDay === 0) busy = busyness(dayVariance[interval / perDay] ?? 0, random)
    const [from, to] = openPart(demand, interval, whileClosed)
    if (to <= from) continue
    const begins = interval * demand.stepS
    const gap = (to - from) / (mean * busy)
    for (let at = from + gap * random.exponential(); at < to; at += gap * random.exponential()) {
      yield { at: begins + at, interval }
    }
  }
}

/** Where in the interval it is open: at its end before an open one that follows a closed one, else from its beginning. */
export function openPart({ openS, stepS }: Demand, interval: number, whileClosed: boolean): [number, number] {
  const open = openS[interval] ?? stepS
  if (open === 0) return whileClosed ? [0, stepS] : [0, 0]
  const opens = (openS[interval - 1] ?? 0) === 0 && (openS[interval + 1] ?? 0) > 0
  return opens ? [stepS - open, stepS] : [0, open]
}

/** Quantiles between which so many standard deviations of a normal distribution lie. */
const WIDTHS = [
  { low: '0.1', high: '0.9', deviations: 2.5631 },
  { low: '0.05', high: '0.95', deviations: 3.2897 },
] as const

/**
 * Variance of how busy each day is altogether, around 1: what the quantiles of a forecast's counts spread beyond the chance that
 * Poisson counts have anyway. Zero for each day where nothing is known, or where chance explains it all.
 */
export function dayVariances({ mean, quantiles, stepS }: Demand): number[] {
  const perDay = intervalsPerDay(stepS)
  const days = Math.ceil(mean.length / perDay)
  const width = WIDTHS.find(({ low, high }) => quantiles?.[low] && quantiles[high])
  if (!width || !quantiles) return Array<number>(days).fill(0)
  return Array.from({ length: days }, (_, day) => {
    let [excess, square] = [0, 0]
    for (let i = day * perDay; i < Math.min(mean.length, (day + 1) * perDay); i++) {
      const expected = mean[i] ?? 0
      const spread = (quantiles[width.high]?.[i] ?? expected) - (quantiles[width.low]?.[i] ?? expected)
      excess += (spread / width.deviations) ** 2 - expected
      square += expected ** 2
    }
    return square > 0 ? Math.min(MOST_VARIANCE, Math.max(0, excess / square)) : 0
  })
}

const MOST_VARIANCE = 1
const intervalsPerDay = (stepS: number) => Math.max(1, Math.round(86_400 / stepS))
const busyness = (variance: number, random: Random) =>
  variance > 1e-6 ? variance * random.gamma(1 / variance) : 1
