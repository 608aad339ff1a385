/** Day by day, what is believed of the record: gaps filled from the past, spikes clipped, days out of line set aside. */
import { earlySpikes } from './early-spikes.ts'
import type { Grid } from './grid.ts'
import { weekdayOf } from './grid.ts'
import type { History } from './history.ts'

export interface Anomaly {
  /** Index of the day. */
  day: number
  /** Its volume as a multiple of what was expected. */
  ratio: number
}

export interface Cleaned extends History {
  anomalies: Anomaly[]
  /** Open days without any value. */
  missingDays: number[]
  /** Intervals whose value was clipped, as cells of the grid. */
  spikes: number[]
}

/** Weekly gain of the expectation once a weekday is known, and daily gain of the level. */
const PROFILE_GAIN = 0.15
const LEVEL_GAIN = 0.3
/** Deviations beyond which an interval is clipped, and a day is set aside. */
const CLIP = 8
/** Nine times what usually comes, where anything does, is no spike on a quiet queue. */
const FAR = 3
const DAY_LIMIT = 5
const SMALLEST_LIMIT = 0.35

/**
 * One pass over the days of `grid`, `days` of which are history. Causal: day t depends on days up to t, but for gaps before
 * a weekday was ever seen. `special(day)` says which days follow rules of their own and teach nothing about usual ones.
 */
export function clean(
  grid: Grid,
  days: number,
  open: Uint8Array,
  opens: Uint8Array,
  special: (day: number) => boolean,
): Cleaned {
  const m = grid.slots
  const x = new Float64Array(days * m)
  const expected = new Float64Array(days * m).fill(Number.NaN)
  const weight = new Float64Array(days)
  const found: Pick<Cleaned, 'anomalies' | 'missingDays' | 'spikes'> = {
    anomalies: [],
    missingDays: [],
    spikes: [],
  }
  const base = Array.from({ length: 7 }, () => new Float64Array(m).fill(Number.NaN))
  const seen = new Float64Array(7)
  const firstWeekday = weekdayOf(grid.firstDay)
  let level = 1
  let noise = Number.NaN
  let spread = 0.15
  /** Usual √ of an interval in which anything came. */
  let positive = Number.NaN
  let strange: number[] = []
  const early = earlySpikes(grid, days, open, special)
  for (let d = 0; d < days; d++) {
    if (!opens[d]) continue
    const weekday = (firstWeekday + d) % 7
    const profile = base[weekday] as Float64Array
    const e = expected.subarray(d * m, (d + 1) * m)
    for (let s = 0; s < m; s++) {
      if (open[d * m + s]) e[s] = level * known(base, profile, s)
    }
    const row = x.subarray(d * m, (d + 1) * m)
    let count = 0
    let cross = 0
    let square = 0
    for (let s = 0; s < m; s++) {
      const value = grid.values[d * m + s] as number
      if (!open[d * m + s] || Number.isNaN(value)) {
        row[s] = Number.NaN
        continue
      }
      count += 1
      const usual = early.get(d * m + s)
      let y = usual ?? Math.sqrt(Math.max(0, value))
      if (usual !== undefined) found.spikes.push(d * m + s)
      const wanted = e[s] as number
      if (!Number.isNaN(wanted)) {
        const most = Math.max(wanted * 1.5 + CLIP * noise, FAR * positive)
        if (d > 10 && !special(d) && y > most) {
          found.spikes.push(d * m + s)
          y = most
        }
        cross += y * wanted
        square += wanted * wanted
      }
      row[s] = y
      if (y > 0) positive += Number.isNaN(positive) ? 0 : 0.01 * (y - positive)
      if (y > 0 && Number.isNaN(positive)) positive = y
    }
    const ratio = square > 0 ? cross / square : 1
    if (count === 0) {
      found.missingDays.push(d)
      row.set(e)
      continue
    }
    if (special(d)) {
      row.set(e)
      continue
    }
    const deviation = Math.log(Math.max(ratio, 0.05))
    const limit = Math.max(DAY_LIMIT * spread, SMALLEST_LIMIT)
    // What the noise of its intervals alone does to a day's ratio: much on quiet queues.
    const chance = square > 0 ? noise / Math.sqrt(square) : 0
    const out = square > 0 && d > 10 && Math.abs(deviation) > limit && !(chance > 1 / DAY_LIMIT)
    if (out && !persistent(strange, d, deviation)) {
      strange = [...strange.slice(-2), Math.sign(deviation) * d]
      found.anomalies.push({ day: d, ratio: ratio * ratio })
      weight[d] = 0.1
      row.set(e)
      continue
    }
    weight[d] = 1
    spread += 0.05 * (1.25 * Math.min(Math.abs(deviation), limit) - spread)
    let residual = 0
    const gain = Math.max(PROFILE_GAIN, 1 / ((seen[weekday] as number) + 1))
    let baseCross = 0
    let baseSquare = 0
    for (let s = 0; s < m; s++) {
      if (!open[d * m + s]) continue
      const wanted = e[s] as number
      if (Number.isNaN(row[s] as number)) row[s] = wanted * ratio
      const y = row[s] as number
      if (Number.isNaN(y)) continue
      residual += Number.isNaN(wanted) ? 0 : Math.abs(y - ratio * wanted)
      const before = profile[s] as number
      if (!Number.isNaN(before)) {
        baseCross += y * before
        baseSquare += before * before
      }
      profile[s] = Number.isNaN(before) ? y : before + gain * (y - before)
    }
    seen[weekday] = (seen[weekday] as number) + 1
    if (square > 0) {
      const size = (1.25 * residual) / count
      noise = Number.isNaN(noise) ? size : noise + 0.1 * (size - noise)
    }
    if (baseSquare > 0) level += LEVEL_GAIN * (baseCross / baseSquare - level)
  }
  fillTheRest(x, open, days, m, base)
  return { days, slots: m, firstWeekday, x, expected, weight, open, opens, ...found }
}

/** The third strange day in a row to the same side is no stranger: the level has moved. */
function persistent(strange: readonly number[], day: number, deviation: number): boolean {
  const side = Math.sign(deviation)
  return (
    strange.length >= 2 && strange.slice(-2).every((at) => Math.sign(at) === side && day - Math.abs(at) <= 4)
  )
}

/** The weekday's own usual value, or that of the other weekdays where it was never seen. */
function known(base: readonly Float64Array[], own: Float64Array, slot: number): number {
  const value = own[slot] as number
  if (!Number.isNaN(value)) return value
  let sum = 0
  let n = 0
  for (const other of base) {
    const one = other[slot] as number
    if (Number.isNaN(one)) continue
    sum += one
    n += 1
  }
  return n === 0 ? Number.NaN : sum / n
}

/** Gaps before anything was known take what is known at the end. */
function fillTheRest(
  x: Float64Array,
  open: Uint8Array,
  days: number,
  m: number,
  base: readonly Float64Array[],
): void {
  const overall = new Float64Array(m)
  for (let s = 0; s < m; s++) overall[s] = known(base, base[0] as Float64Array, s)
  const finite = overall.filter((value) => !Number.isNaN(value))
  const mean = finite.length === 0 ? 0 : finite.reduce((a, b) => a + b, 0) / finite.length
  for (let i = 0; i < days * m; i++) {
    if (!open[i]) x[i] = 0
    else if (Number.isNaN(x[i] as number)) {
      const usual = overall[i % m] as number
      x[i] = Number.isNaN(usual) ? mean : usual
    }
  }
}
