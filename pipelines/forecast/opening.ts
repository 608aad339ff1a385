/** When a queue takes contacts: from its calendar, or from where the record never has any. */
import { type Grid, weekdayOf } from './grid.ts'

const LOOK_BACK_DAYS = 182
/** A slot of the week with values on fewer of its days than this is taken for closed. */
const LEAST_SHARE = 0.1

/** Slots in which a local day is open; null where the calendar has nothing to say. */
export type OpenSlots = (day: number) => Uint8Array | null

/** `(days of the grid + horizon) × slots`. */
export function openGrid(grid: Grid, horizon: number, calendar: OpenSlots | null): Uint8Array {
  const m = grid.slots
  const days = grid.days + horizon
  const open = new Uint8Array(days * m)
  const weekly = calendar ? null : weeklyOpening(grid)
  for (let d = 0; d < days; d++) {
    const w = weekdayOf(grid.firstDay + d)
    const row = calendar?.(grid.firstDay + d) ?? weekly?.subarray(w * m, (w + 1) * m)
    if (row) open.set(row, d * m)
    else open.fill(1, d * m, (d + 1) * m)
  }
  return open
}

/** Per day, whether it is open at all. */
export function openDays(open: Uint8Array, slots: number): Uint8Array {
  const out = new Uint8Array(open.length / slots)
  for (let d = 0; d < out.length; d++) out[d] = open.subarray(d * slots, (d + 1) * slots).includes(1) ? 1 : 0
  return out
}

/** A weekday that never came up says nothing and counts as open when any other is. */
function weeklyOpening(grid: Grid): Uint8Array {
  const m = grid.slots
  const seen = new Uint16Array(7 * m)
  const withData = new Uint16Array(7)
  const came = new Uint16Array(7)
  const gone = daysOfGaps(grid)
  for (let d = Math.max(0, grid.days - LOOK_BACK_DAYS); d < grid.days; d++) {
    if (gone[d]) continue
    const w = weekdayOf(grid.firstDay + d)
    came[w] = (came[w] as number) + 1
    let any = false
    for (let s = 0; s < m; s++) {
      if (Number.isNaN(grid.values[d * m + s] as number)) continue
      any = true
      seen[w * m + s] = (seen[w * m + s] as number) + 1
    }
    if (any) withData[w] = (withData[w] as number) + 1
  }
  const known = [0, 1, 2, 3, 4, 5, 6].filter((w) => (withData[w] as number) > 0.1 * (came[w] as number))
  const opens = (w: number, s: number) =>
    (seen[w * m + s] as number) > LEAST_SHARE * (withData[w] as number) ? 1 : 0
  return Uint8Array.from({ length: 7 * m }, (_, i) => {
    const [w, s] = [Math.floor(i / m), i % m]
    if (came[w] === 0) return known.length === 0 || known.some((other) => opens(other, s)) ? 1 : 0
    return known.includes(w) ? opens(w, s) : 0
  })
}

/** Days in holes of a week or more: those say nothing of the weekdays that fall in them. */
function daysOfGaps(grid: Grid): Uint8Array {
  const m = grid.slots
  const gone = new Uint8Array(grid.days)
  for (let d = 0, since = 0; d <= grid.days; d++) {
    const row = grid.values.subarray(d * m, (d + 1) * m)
    if (d < grid.days && row.every((value) => Number.isNaN(value))) continue
    if (d - since >= 7) gone.fill(1, since, d)
    since = d + 1
  }
  return gone
}

/**
 * Exports that write only intervals in which something came: no zero anywhere, and holes inside days that have values. Their
 * holes are zeros. Returns how many it filled in.
 */
export function fillOmittedZeros(grid: Grid): number {
  const m = grid.slots
  const weekly = weeklyOpening(grid)
  const holes: number[] = []
  let known = 0
  for (let d = 0; d < grid.days; d++) {
    const row = grid.values.subarray(d * m, (d + 1) * m)
    if (!row.some((value) => !Number.isNaN(value))) continue
    const w = weekdayOf(grid.firstDay + d)
    for (let s = 0; s < m; s++) {
      if (row[s] === 0) return 0
      if (!Number.isNaN(row[s] as number)) known += 1
      else if (weekly[w * m + s]) holes.push(d * m + s)
    }
  }
  if (holes.length < 0.25 * (holes.length + known)) return 0
  for (const hole of holes) grid.values[hole] = 0
  return holes.length
}
