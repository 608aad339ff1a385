/** Spikes of the first days, before the record has taught what to expect of a weekday. */
import { medianOf } from '../median.ts'
import type { Grid } from './grid.ts'

/** Days whose intervals are looked at, and days they are compared with. */
const EARLY_DAYS = 11
const COMPARED_DAYS = 21
/** An interval that far above its like (√ scale), and above what usually comes where anything does, is a spike. */
const FAR = 3
const FEWEST_LIKE = 3

/**
 * Cells that stand far out, with what to take for them (√ scale): the median of the same slot on the other first days, or of the
 * intervals around where there are no three. What came as high on another such weekday is none.
 */
export function earlySpikes(
  grid: Grid,
  days: number,
  open: Uint8Array,
  special: (day: number) => boolean,
): Map<number, number> {
  const m = grid.slots
  const compared = Math.min(days, COMPARED_DAYS)
  const root = (day: number, slot: number): number => {
    const value = grid.values[day * m + slot]
    if (value === undefined || !open[day * m + slot] || special(day)) return Number.NaN
    return Math.sqrt(Math.max(0, value))
  }
  const all: number[] = []
  for (let d = 0; d < compared; d++) for (let s = 0; s < m; s++) all.push(root(d, s))
  const positive = medianOf(all.filter((y) => y > 0))
  const spikes = new Map<number, number>()
  for (let d = 0; d < Math.min(days, EARLY_DAYS); d++) {
    for (let s = 0; s < m; s++) {
      const y = root(d, s)
      if (!(y > FAR * positive)) continue
      const others = Array.from({ length: compared }, (_, other) => other).filter((other) => other !== d)
      const sameSlot = others.map((other) => root(other, s)).filter((value) => !Number.isNaN(value))
      const around = [-2, -1, 1, 2].map((k) => root(d, s + k)).filter((value) => !Number.isNaN(value))
      const like = sameSlot.length >= FEWEST_LIKE - 1 ? sameSlot : around
      if (like.length < FEWEST_LIKE - 1) continue
      const sameWeekday = others.filter((other) => (other - d) % 7 === 0).map((other) => root(other, s))
      const usual = medianOf(like)
      if (y > FAR * usual && !sameWeekday.some((value) => y <= FAR * value)) spikes.set(d * m + s, usual)
    }
  }
  return spikes
}
