import { Temporal } from 'temporal-polyfill'
import { type Calendar, WEEKDAYS } from './calendar.ts'
import { publicHolidays } from './holidays.ts'

/** One stretch in which the calendar is open; `openSecondsBefore` are the open seconds since the first stretch. */
export interface OpenInterval {
  opensAtMs: number
  closesAtMs: number
  openSecondsBefore: number
}

type Stretch = readonly [string, string]

/**
 * Unfolds a calendar into open stretches over local dates `[fromDate, toDate]` (ISO dates, inclusive).
 * Real seconds: an hour that daylight saving skips is not there, a repeated one is there twice.
 * Stretches that touch are joined, so a closing instant is one at which work really stops.
 */
export function compileCalendar(calendar: Calendar, fromDate: string, toDate: string): OpenInterval[] {
  const last = Temporal.PlainDate.from(toDate)
  const closed = new Set([...calendar.holidays, ...publicHolidays(calendar, fromDate, toDate)])
  const intervals: OpenInterval[] = []
  for (
    let date = Temporal.PlainDate.from(fromDate);
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    for (const [open, close] of hoursOf(calendar, date, closed)) {
      const opensAtMs = instantMs(date, open, calendar.zone)
      const closesAtMs = instantMs(date, close, calendar.zone)
      const previous = intervals.at(-1)
      if (previous && previous.closesAtMs >= opensAtMs)
        previous.closesAtMs = Math.max(previous.closesAtMs, closesAtMs)
      else if (closesAtMs > opensAtMs) intervals.push({ opensAtMs, closesAtMs, openSecondsBefore: 0 })
    }
  }
  let seconds = 0
  for (const interval of intervals) {
    interval.openSecondsBefore = seconds
    seconds += (interval.closesAtMs - interval.opensAtMs) / 1000
  }
  return intervals
}

function hoursOf(
  calendar: Calendar,
  date: Temporal.PlainDate,
  closed: ReadonlySet<string>,
): readonly Stretch[] {
  const iso = date.toString()
  const special = calendar.date_hours[iso]
  if (special) return special
  if (closed.has(iso)) return []
  const weekday = WEEKDAYS[date.dayOfWeek - 1]
  return (weekday && calendar.week[weekday]) ?? []
}

/** A wall time in the gap moves forward to the first valid instant; an ambiguous one is its first occurrence. */
function instantMs(date: Temporal.PlainDate, time: string, zone: string): number {
  const wall =
    time === '24:00'
      ? date.add({ days: 1 }).toPlainDateTime()
      : date.toPlainDateTime(Temporal.PlainTime.from(time))
  const zoned = wall.toZonedDateTime(zone, { disambiguation: 'compatible' })
  if (zoned.toPlainDateTime().equals(wall)) return zoned.epochMilliseconds
  const before = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  return before.getTimeZoneTransition('next')?.epochMilliseconds ?? zoned.epochMilliseconds
}
