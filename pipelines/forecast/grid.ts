/** A series on a grid of local days × slots of the day, so that a weekday's 9:15 stands where it stood last week. */
import { DAY_MS } from '../calendars/days.ts'
import { invalid } from '../errors.ts'
import { localClock } from './local-clock.ts'

export interface Grid {
  zone: string
  /** Minutes of an interval; divides a day. */
  stepMinutes: number
  /** Intervals in a local day: 96 at 15 minutes, 1 at a day. */
  slots: number
  /** Local day number (days since 1970-01-01) of the first row. */
  firstDay: number
  days: number
  /** `days × slots`, what arrived in an interval; NaN where nothing is known. */
  values: Float64Array
  /** Instant at which the last known interval ends. */
  endMs: number
}

/** Times that a grid cannot do without: more days than this are cut off at the old end. */
const MAX_DAYS = 5 * 366

/**
 * Lays instants and values on local days. The hour that daylight saving repeats falls on its slots twice and is averaged,
 * the one it skips stays unknown. `times` are starts of intervals in Unix milliseconds, in order.
 */
export function buildGrid(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  { zone, stepMinutes, untilMs }: { zone: string; stepMinutes: number; untilMs?: number },
): Grid {
  if (1440 % stepMinutes !== 0) throw invalid(`${stepMinutes} minutes do not divide a day`)
  if (times.length === 0) throw invalid('The series has no values')
  const slots = 1440 / stepMinutes
  const stepMs = stepMinutes * 60_000
  const lastMs = times[times.length - 1] as number
  const endMs = Math.max(lastMs + stepMs, untilMs ?? 0)
  const wallOf = localClock(zone, times[0] as number, endMs)
  const lastDay = Math.floor(wallOf(endMs - 1) / DAY_MS)
  const firstDay = Math.max(Math.floor(wallOf(times[0] as number) / DAY_MS), lastDay - MAX_DAYS)
  const days = lastDay - firstDay + 1
  const sums = new Float64Array(days * slots)
  const counts = new Uint16Array(days * slots)
  for (let i = 0; i < times.length; i++) {
    const value = values[i] as number
    if (!Number.isFinite(value)) continue
    const wall = wallOf(times[i] as number)
    const day = Math.floor(wall / DAY_MS)
    if (day < firstDay) continue
    const cell = (day - firstDay) * slots + Math.floor((wall - day * DAY_MS) / stepMs)
    sums[cell] = (sums[cell] as number) + value
    counts[cell] = (counts[cell] as number) + 1
  }
  const grid = sums.map((sum, i) => (counts[i] === 0 ? Number.NaN : sum / (counts[i] as number)))
  return { zone, stepMinutes, slots, firstDay, days, values: grid, endMs }
}

/** Monday is 0. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7
