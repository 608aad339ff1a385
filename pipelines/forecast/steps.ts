import { DAY_MS } from '../calendars/days.ts'
import { wallClock } from '../calendars/zone.ts'
import type { Grid } from './grid.ts'
import { localClock } from './local-clock.ts'

export interface Steps {
  /** Starts of the intervals in Unix milliseconds. */
  times: Float64Array
  /** Local day number and slot of each. */
  days: Int32Array
  slots: Uint16Array
  firstDay: number
  firstSlot: number
  lastDay: number
}

/** The next `count` intervals by the clock, from the end of the grid's record on; days begin at local midnight. */
export function stepsAhead(grid: Grid, count: number): Steps {
  const stepMs = grid.stepMinutes * 60_000
  const times = new Float64Array(count)
  const days = new Int32Array(count)
  const slots = new Uint16Array(count)
  const endMs = grid.endMs + (count + 2) * stepMs
  const wallOf = localClock(grid.zone, grid.endMs, endMs)
  const daily = grid.slots === 1
  const instantOf = wallClock(grid.zone, grid.endMs, endMs)
  // The end of a daily record may be an hour off midnight when the clocks changed on its last day.
  const first = Math.floor((wallOf(grid.endMs) + DAY_MS / 2) / DAY_MS)
  for (let i = 0; i < count; i++) {
    const ms = daily ? instantOf((first + i) * DAY_MS) : grid.endMs + i * stepMs
    const wall = daily ? (first + i) * DAY_MS : wallOf(ms)
    times[i] = ms
    days[i] = Math.floor(wall / DAY_MS)
    slots[i] = Math.floor((wall - (days[i] as number) * DAY_MS) / stepMs)
  }
  return {
    times,
    days,
    slots,
    firstDay: days[0] ?? 0,
    firstSlot: slots[0] ?? 0,
    lastDay: days.reduce((a, b) => Math.max(a, b), days[0] ?? 0),
  }
}
