/** What the day before says of the next ones: part of how far off the combination was then stays. */

import type { Backtest } from './backtest.ts'
import type { Cleaned } from './clean.ts'
import type { Grid } from './grid.ts'

/** The last day that is known before an origin, and what each member said of it on the evening before. */
export interface Eve {
  day: number
  /** By member, √ scale, one day. */
  said: readonly Float64Array[]
}

/** Share of yesterday's miss that is taken over for the next day, and what is left of it from day to day. */
const SHARE = 0.25
const KEEP = 0.5
/** Days back that count as yesterday: over a long weekend, not over a hole. */
const FARTHEST = 4
const FEWEST_EVES = 4

interface Miss {
  /** How far what came was off, as a share of the level on √ scale. */
  offset: number
  /** Variance that the offset would have from the noise of its intervals alone. */
  chance: number
}

export function eveOf(cleaned: Cleaned, origin: number): number | null {
  for (let d = origin - 1; d >= Math.max(0, origin - FARTHEST); d--)
    if (cleaned.opens[d] && cleaned.weight[d] === 1) return d
  return null
}

export class Yesterday {
  readonly #grid: Grid
  readonly #cleaned: Cleaned
  readonly #backtest: Backtest
  readonly #factor: Float64Array

  constructor(grid: Grid, cleaned: Cleaned, backtest: Backtest, factor: Float64Array) {
    this.#grid = grid
    this.#cleaned = cleaned
    this.#backtest = backtest
    this.#factor = factor
  }

  /**
   * The factor on the √ forecast of the day `lead` days on, as `eve`, weighed by `weights` of the members per bucket, tells it. Its miss
   * counts as far as misses are more than the noise of their intervals, by the eves of past origins, `except` one.
   */
  factors(eve: Eve | null, weights: readonly Float64Array[], except = -1): (lead: number) => number {
    const next = weights[0] as Float64Array
    const miss = eve && this.#miss(eve, next)
    if (!miss) return () => 1
    const others = this.#backtest.eves.flatMap((one, o) =>
      one && o !== except ? (this.#miss(one, next) ?? []) : [],
    )
    if (others.length < FEWEST_EVES) return () => 1
    const square = others.reduce((sum, { offset }) => sum + offset ** 2, 0)
    const chance = others.reduce((sum, one) => sum + one.chance, 0)
    const carried = square > 0 ? SHARE * Math.max(0, 1 - chance / square) * miss.offset : 0
    return (lead) => 1 + carried * KEEP ** lead
  }

  #miss({ day, said }: Eve, weights: Float64Array): Miss | null {
    const m = this.#grid.slots
    const off: number[] = []
    const expected: number[] = []
    for (let s = 0; s < m; s++) {
      const y = this.#grid.values[day * m + s] as number
      if (Number.isNaN(y) || !this.#cleaned.open[day * m + s]) continue
      let f = 0
      for (let k = 0; k < said.length; k++)
        f += (weights[k] as number) * ((said[k] as Float64Array)[s] as number)
      f *= this.#factor[day] as number
      off.push(Math.sqrt(Math.max(0, y)) - f)
      expected.push(f)
    }
    const square = expected.reduce((sum, f) => sum + f * f, 0)
    if (square === 0) return null
    const offset = expected.reduce((sum, f, i) => sum + f * (off[i] as number), 0) / square
    const noise =
      expected.reduce((sum, f, i) => sum + ((off[i] as number) - offset * f) ** 2, 0) / expected.length
    return { offset, chance: noise / square }
  }
}
