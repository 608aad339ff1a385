import { invalid } from '../errors.ts'
import type { CompiledCalendar, OpenInterval } from './compile.ts'

/**
 * Open milliseconds between two instants (Unix milliseconds); 0 where they are reversed.
 * Throws `invalid` for an instant outside the compiled range.
 * @example elapsedMs(calendar, Date.parse('2026-03-02T08:00Z'), Date.parse('2026-03-02T09:30Z')) // 5_400_000
 */
export function elapsedMs(calendar: CompiledCalendar, fromMs: number, toMs: number): number {
  const before = openMsBefore(calendar, fromMs)
  const until = openMsBefore(calendar, toMs)
  return Math.max(0, until - before)
}

/** Open milliseconds from the start of the compiled range to an instant. Throws `invalid` for one outside it. */
export function openMsBefore(calendar: CompiledCalendar, atMs: number): number {
  if (!(atMs >= calendar.fromMs && atMs < calendar.toMs)) {
    const [at, from, to] = [atMs, calendar.fromMs, calendar.toMs].map((ms) => new Date(ms).toISOString())
    throw invalid(`The calendar is compiled from ${from} to ${to}: ${at} lies outside`)
  }
  const interval = calendar.intervals[lastWhere(calendar.intervals, (one) => one.opensAtMs <= atMs)]
  return interval ? interval.openMsBefore + Math.min(atMs, interval.closesAtMs) - interval.opensAtMs : 0
}

/** Position of the last interval that the condition holds for, which holds for all before it; −1 for none. */
export function lastWhere(
  intervals: readonly OpenInterval[],
  holds: (interval: OpenInterval) => boolean,
): number {
  let low = 0
  let high = intervals.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(intervals[middle] as OpenInterval)) low = middle + 1
    else high = middle
  }
  return low - 1
}
