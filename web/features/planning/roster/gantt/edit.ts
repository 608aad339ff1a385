/** Hand edits of shifts: instants move, breaks go along and stay inside. What was put by hand is pinned. */
import type { Shift } from '../../../../../pipelines/roster/model/roster.ts'
import { dateText, wallOf } from '../../../../lib/time/zone.ts'

export type Grip = 'whole' | 'start' | 'end'

const MINUTE = 60_000
/** No shift becomes shorter than this by dragging an end. */
const SHORTEST = 60 * MINUTE

/** Moves a shift, or one of its ends, by so many minutes. */
export function moved(shift: Shift, grip: Grip, minutes: number, zone: string): Shift {
  const by = minutes * MINUTE
  const start = Date.parse(shift.start)
  const end = Date.parse(shift.end)
  const from = grip === 'end' ? start : Math.min(start + by, grip === 'start' ? end - SHORTEST : start + by)
  const to = grip === 'start' ? end : Math.max(end + by, grip === 'end' ? start + SHORTEST : end + by)
  const carried = grip === 'whole' ? by : 0
  return {
    ...shift,
    pinned: true,
    date: dateText(wallOf(from, zone)),
    start: instant(from),
    end: instant(to),
    breaks: shift.breaks
      .map((one) => [Date.parse(one.start) + carried, Date.parse(one.end) + carried] as const)
      .filter(([a, b]) => a > from && b < to)
      .map(([a, b]) => ({ start: instant(a), end: instant(b) })),
  }
}

/** Stays where it is when the roster is made again, or no longer. */
export const pinned = (shift: Shift): Shift => ({ ...shift, pinned: !shift.pinned })

/** The same shift for somebody else. */
export const given = (shift: Shift, person: string): Shift => ({ ...shift, person, pinned: true })

/** Minutes that so many pixels mean, in whole steps. */
export function stepsOf(pixels: number, width: number, spanMs: number, stepMinutes: number): number {
  if (width <= 0) return 0
  return Math.round((pixels / width) * (spanMs / MINUTE / stepMinutes)) * stepMinutes
}

const instant = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z')
