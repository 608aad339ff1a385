import type { Calendar } from '../calendars/calendar.ts'
import { compileDays } from '../calendars/compile.ts'
import { DAY_MS } from '../calendars/days.ts'
import { elapsedMs } from '../calendars/elapsed.ts'

/**
 * Seconds that a calendar is open in each of so many intervals from an instant (Unix milliseconds) on.
 * @example openSecondsOf(calendar, Date.parse('2026-11-30T08:00Z'), 1800, 2) // [1800, 1800]
 */
export function openSecondsOf(
  calendar: Calendar,
  startMs: number,
  stepS: number,
  intervals: number,
): number[] {
  const endMs = startMs + intervals * stepS * 1000
  const compiled = compileDays(calendar, Math.floor(startMs / DAY_MS) - 2, Math.floor(endMs / DAY_MS) + 2)
  return Array.from({ length: intervals }, (_, i) => {
    const from = startMs + i * stepS * 1000
    return elapsedMs(compiled, from, from + stepS * 1000) / 1000
  })
}
