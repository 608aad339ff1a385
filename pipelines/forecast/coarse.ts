/** Quiet queues: where most intervals are empty, longer ones are forecast and spread out over their parts. */
import type { Foreseen } from './foresee.ts'
import type { Grid } from './grid.ts'
import { countQuantile } from './poisson.ts'

/** Share of empty intervals above which they are too short to tell a level from. */
const MOST_EMPTY = 0.3
const LOOK_BACK_DAYS = 91
const MOST_VOLUME = 0.8
/** Minutes that intervals may grow to: all divide a day. */
const LENGTHS = [30, 60, 120, 240, 480, 1440] as const
/** Days' worth of an even spread that a profile over the parts has to outweigh. */
const EVEN = 2

interface Open {
  grid: Grid
  open: Uint8Array
}

/** How many intervals make one that is mostly not empty; 1 where they are so already. */
export function coarseness(grid: Grid, open: Uint8Array): number {
  if (!grid.values.some((value) => value > 0)) return 1
  const options = [1, ...LENGTHS.map((length) => length / grid.stepMinutes)].filter(
    (times) => times >= 1 && Number.isInteger(times) && grid.slots % times === 0,
  )
  return options.find((times) => emptyShare(coarsen(grid, open, times).grid) <= MOST_EMPTY) ?? grid.slots
}

/** Of the slots of the day that carry most of the volume: quiet nights make no queue quiet. */
function emptyShare({ slots: m, values }: Grid): number {
  const sums = new Float64Array(m)
  const known = new Float64Array(m)
  const empty = new Float64Array(m)
  let total = 0
  for (let i = Math.max(0, values.length - LOOK_BACK_DAYS * m); i < values.length; i++) {
    const value = values[i] as number
    if (Number.isNaN(value)) continue
    const s = i % m
    sums[s] = (sums[s] as number) + value
    known[s] = (known[s] as number) + 1
    if (value === 0) empty[s] = (empty[s] as number) + 1
    total += value
  }
  const busiest = Array.from(sums.keys()).sort((a, b) => (sums[b] as number) - (sums[a] as number))
  let carried = 0
  let n = 0
  let none = 0
  for (const s of busiest) {
    if (carried >= MOST_VOLUME * total) break
    carried += sums[s] as number
    n += known[s] as number
    none += empty[s] as number
  }
  return n === 0 ? 0 : none / n
}

/** The grid in intervals of `times` parts; those that are not wholly known are unknown. */
export function coarsen(grid: Grid, open: Uint8Array, times: number): Open {
  if (times === 1) return { grid, open }
  const slots = grid.slots / times
  const values = new Float64Array(grid.days * slots)
  const coarseOpen = new Uint8Array(open.length / times)
  for (let cell = 0; cell < coarseOpen.length; cell++) {
    let sum = 0
    let isKnown = true
    for (let i = cell * times; i < (cell + 1) * times; i++) {
      if (!open[i]) continue
      coarseOpen[cell] = 1
      if (i < grid.values.length) sum += grid.values[i] as number
      if (Number.isNaN(grid.values[i] as number)) isKnown = false
    }
    if (cell < values.length) values[cell] = isKnown ? sum : Number.NaN
  }
  return { grid: { ...grid, stepMinutes: grid.stepMinutes * times, slots, values }, open: coarseOpen }
}

/**
 * What was foreseen for long intervals, over their parts: the mean as parts share it on average, quantiles as those of counts
 * with that mean and the spread of the whole.
 */
export function spreadOut(
  foreseen: Foreseen,
  coarse: Open,
  grid: Grid,
  open: Uint8Array,
  days: number,
  times: number,
  shares: readonly number[],
): Pick<Foreseen, 'mean' | 'average' | 'quantiles'> {
  const m = grid.slots
  const cells = foreseen.mean.length * times
  const profile = profileOf(grid)
  const unit = smallest(grid)
  const out = {
    mean: new Float64Array(cells),
    average: new Float64Array(cells),
    quantiles: shares.map(() => new Float64Array(cells)),
  }
  for (let whole = 0; whole < foreseen.mean.length; whole++) {
    if (!coarse.open[days * coarse.grid.slots + whole]) continue
    let weight = 0
    for (let i = whole * times; i < (whole + 1) * times; i++)
      if (open[days * m + i]) weight += profile[i % m] as number
    const mean = (foreseen.mean[whole] as number) / unit
    const excess =
      mean > 0 ? Math.max(0, ((foreseen.deviation[whole] as number) / unit) ** 2 - mean) / mean ** 2 : 0
    for (let i = whole * times; i < (whole + 1) * times; i++) {
      if (!open[days * m + i]) continue
      const share = (profile[i % m] as number) / weight
      const part = mean * share
      out.mean[i] = part * unit
      out.average[i] = (foreseen.average[whole] as number) * share
      shares.forEach((p, q) => {
        ;(out.quantiles[q] as Float64Array)[i] = unit * countQuantile(part, part + excess * part * part, p)
      })
    }
  }
  return out
}

/** Mean of each slot of the day, smoothed over the hour around, and a little evened out. */
function profileOf(grid: Grid): Float64Array {
  const m = grid.slots
  const sums = new Float64Array(m)
  let total = 0
  for (let i = 0; i < grid.values.length; i++) {
    const value = grid.values[i] as number
    if (Number.isNaN(value)) continue
    sums[i % m] = (sums[i % m] as number) + value
    total += value
  }
  const around = Math.max(1, Math.round(60 / grid.stepMinutes))
  const even = (EVEN * total) / Math.max(1, grid.days) / m
  return sums.map((_, s) => {
    let sum = 0
    for (let k = -around; k <= around; k++) sum += sums[(s + k + m) % m] as number
    return sum / (2 * around + 1) + even + Number.MIN_VALUE
  })
}

/** What one contact counts as: the smallest value above 0. */
function smallest(grid: Grid): number {
  let least = Number.POSITIVE_INFINITY
  for (const value of grid.values) if (value > 0 && value < least) least = value
  return Number.isFinite(least) ? least : 1
}
