import type { Demand } from '../demand.ts'
import type { Random } from './random.ts'

/** `mean`: as many as expected, by chance more or fewer; `quantiles`: days that are busy or quiet altogether, as forecast. */
export type Sampling = 'mean' | 'quantiles'

export interface Arrival {
  at: number
  interval: number
}

/** One draw of arrivals over the demand, in order, in seconds since its start. While closed only with `whileClosed`. */
export function* arrivals(
  demand: Demand,
  sampling: Sampling,
  whileClosed: boolean,
  random: Random,
): Generator<Arrival> {
  const perDay = Math.max(1, Math.round(86_400 / demand.stepS))
  let luck = 0.5
  for (const [interval, mean] of demand.mean.entries()) {
    if (interval % perDay === 0) luck = random.uniform()
    const [from, to] = openPart(demand, interval, whileClosed)
    if (to <= from) continue
    const begins = interval * demand.stepS
    if (sampling === 'quantiles' && demand.quantiles) {
      for (const at of scattered(quantileOf(demand.quantiles, interval, luck, mean), random)) {
        yield { at: begins + from + at * (to - from), interval }
      }
      continue
    }
    const gap = (to - from) / mean
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

function scattered(expected: number, random: Random): number[] {
  const count = Math.floor(expected + random.uniform())
  return Array.from({ length: count }, () => random.uniform()).sort((a, b) => a - b)
}

/** Contacts at a level between the forecast's quantiles; beyond the outermost ones as at them. */
function quantileOf(
  quantiles: NonNullable<Demand['quantiles']>,
  interval: number,
  level: number,
  mean: number,
): number {
  const known = Object.keys(quantiles)
    .map((key) => ({ level: Number(key), value: quantiles[key]?.[interval] ?? mean }))
    .sort((a, b) => a.level - b.level)
  const above = known.findIndex((one) => one.level >= level)
  if (above === -1) return known.at(-1)?.value ?? mean
  const [low, high] = [known[above - 1], known[above]]
  if (!low || !high) return high?.value ?? mean
  return low.value + ((high.value - low.value) * (level - low.level)) / (high.level - low.level)
}
