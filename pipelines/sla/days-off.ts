/** The next days on which a calendar departs from its week: holidays, public ones among them, and days with hours of their own. */
import { type Calendar, holidayDate, type Stretch } from '../calendars/calendar.ts'
import { DAY_MS, isoOf } from '../calendars/days.ts'
import { publicHolidays } from '../calendars/holidays.ts'
import { holdingAt, readTimelines } from '../config/timeline.ts'
import type { Reader } from '../engine/port.ts'

export interface DayOff {
  date: string
  /** In the language in which it was stated, public holidays in their country's own. */
  name: string | null
  /** What is open on it; a half holiday cuts the week's hours at its own. Nothing on a full one. */
  hours: [string, string][]
}

const DAYS = 366
const SHOWN = 6
const WEEK = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/** Of every calendar in force, by id; the soonest days first, today's among them, at most six within a year. */
export async function daysOff(context: {
  engine: Reader
  now(): Date
}): Promise<{ calendar: string; days: DayOff[] }[]> {
  const { calendars } = await readTimelines(context.engine)
  const now = context.now().getTime()
  return calendars.flatMap((timeline) => {
    const body = holdingAt(timeline, now)?.body
    return body ? [{ calendar: timeline.id, days: nextDaysOff(body, now) }] : []
  })
}

/** Days that are closed by the week anyway are left out. */
export function nextDaysOff(calendar: Calendar, nowMs: number): DayOff[] {
  const today = localDate(nowMs, calendar.zone)
  const first = Date.parse(`${today}T00:00:00Z`) / DAY_MS
  const special = departures(calendar, Number(today.slice(0, 4)))
  return Array.from({ length: DAYS }, (_, index) => isoOf(first + index))
    .flatMap((date): DayOff[] => {
      const found = special.get(date)
      if (!found) return []
      const usual = calendar.week[WEEK[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'mon'] ?? []
      const hours = found.hours ?? until(usual, found.fromMinute)
      return usual.length === 0 && hours.length === 0
        ? []
        : [{ date, name: found.name, hours: hours.map(([open, close]) => [open, close]) }]
    })
    .slice(0, SHOWN)
}

interface Departure {
  name: string | null
  /** Hours of its own, which take the week's place. */
  hours: readonly Stretch[] | null
  /** Minute from which it is closed. */
  fromMinute: number
}

function departures({ holidays, public_holidays, date_hours }: Calendar, year: number) {
  const found = new Map<string, Departure>()
  if (public_holidays) {
    const { country, region, except } = public_holidays
    for (const { date, name, fromMinute } of publicHolidays(country, region, year, year + 1)) {
      if (!except.includes(date)) found.set(date, { name, hours: null, fromMinute })
    }
  }
  for (const holiday of holidays) {
    const date = holidayDate(holiday)
    const name = typeof holiday === 'string' ? (found.get(date)?.name ?? null) : holiday.name
    found.set(date, { name, hours: null, fromMinute: 0 })
  }
  for (const [date, hours] of Object.entries(date_hours)) {
    found.set(date, { name: found.get(date)?.name ?? null, hours, fromMinute: 0 })
  }
  return found
}

function until(hours: readonly Stretch[], minute: number): readonly Stretch[] {
  const end = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return hours
    .filter(([open]) => open < end)
    .map(([open, close]) => [open, close < end ? close : end] as const)
}

function localDate(ms: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(ms)
}
