import { invalid } from '../errors.ts'
import type { CompiledCalendar } from './compile.ts'
import { lastWhere, openMsBefore } from './elapsed.ts'

/** What is due when the time runs out exactly at closing: that instant, or the next opening. */
export const DEADLINE_MODES = ['close', 'next_open'] as const
export type DeadlineMode = (typeof DEADLINE_MODES)[number]

/**
 * Instant (Unix milliseconds) at which so many open milliseconds have passed since `fromMs`: the first such instant, or
 * with `next_open` the first open one. Throws `invalid` where it lies outside the compiled range.
 * @example deadlineMs(calendar, Date.parse('2026-03-06T16:30Z'), 3_600_000) // Monday, half an hour after opening
 */
export function deadlineMs(
  calendar: CompiledCalendar,
  fromMs: number,
  durationMs: number,
  mode: DeadlineMode = 'close',
): number {
  const due = deadlineWithin(calendar, fromMs, durationMs, mode)
  if (due !== null) return due
  const end = new Date(calendar.toMs).toISOString()
  throw invalid(`The calendar is compiled until ${end} and has fewer open hours until then`)
}

/** As `deadlineMs`; null where the deadline lies behind the compiled range. */
export function deadlineWithin(
  calendar: CompiledCalendar,
  fromMs: number,
  durationMs: number,
  mode: DeadlineMode,
): number | null {
  const openMs = openMsBefore(calendar, fromMs) + durationMs
  if (mode === 'close' && durationMs <= 0) return fromMs
  const interval =
    calendar.intervals[
      lastWhere(calendar.intervals, (one) =>
        mode === 'close' ? one.openMsBefore < openMs : one.openMsBefore <= openMs,
      )
    ]
  if (!interval) return null
  const due = interval.opensAtMs + openMs - interval.openMsBefore
  return due < interval.closesAtMs || (mode === 'close' && due === interval.closesAtMs) ? due : null
}
