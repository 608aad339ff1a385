/** The days of a roster and its intervals, as instants: a day of a clock change is 23 or 25 hours long. */
import { WEEKDAYS } from '../../calendars/calendar.ts'
import { DAY_MS, dayOf, isoOf, minutesOf } from '../../calendars/days.ts'
import { wallClock } from '../../calendars/zone.ts'

export interface Day {
  date: string
  weekday: (typeof WEEKDAYS)[number]
  startMs: number
  /** Which calendar week, Monday first, 0 for that of the first day. */
  week: number
}

export interface Horizon {
  days: Day[]
  startMs: number
  endMs: number
  stepMs: number
  /** Intervals from `startMs` to `endMs`. */
  slots: number
  /** Instant of a wall time on the day of that number (0 the first); minutes may go beyond 24 h. */
  instant(day: number, minutes: number): number
  slotAt(ms: number): number
}

export function horizonOf(input: {
  zone: string
  from: string
  days: number
  step_minutes: number
}): Horizon {
  const first = dayOf(input.from) as number
  const spare = 3 * DAY_MS
  const clock = wallClock(input.zone, first * DAY_MS - spare, (first + input.days) * DAY_MS + spare)
  const instant = (day: number, minutes: number) => clock((first + day) * DAY_MS + minutes * 60_000)
  const mondayOffset = weekdayOf(first)
  const days = Array.from(
    { length: input.days },
    (_, i): Day => ({
      date: isoOf(first + i),
      weekday: WEEKDAYS[weekdayOf(first + i)] as Day['weekday'],
      startMs: instant(i, 0),
      week: Math.floor((mondayOffset + i) / 7),
    }),
  )
  const startMs = instant(0, 0)
  const endMs = instant(input.days, 0)
  const stepMs = input.step_minutes * 60_000
  return {
    days,
    startMs,
    endMs,
    stepMs,
    slots: Math.ceil((endMs - startMs) / stepMs),
    instant,
    slotAt: (ms) => (ms - startMs) / stepMs,
  }
}

/** Instant of `at`, which is local to the zone where it has no offset. */
export function readAt(at: string, zone: string): number {
  if (/(Z|[+-]\d{2}:\d{2})$/.test(at)) return Date.parse(at)
  const wall = dayOf(at.slice(0, 10))
  if (wall === null) return Number.NaN
  return wallClock(
    zone,
    wall * DAY_MS - DAY_MS,
    wall * DAY_MS + 2 * DAY_MS,
  )(wall * DAY_MS + minutesOf(at.slice(11, 16)) * 60_000)
}

/** 0 is Monday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7
