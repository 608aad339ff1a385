import { type Calendar, holidayDate, WEEKDAYS } from '../calendars/calendar.ts'
import { dayOf, isoOf, minutesOf } from '../calendars/days.ts'
import { publicHolidays } from '../calendars/holidays.ts'
import { weekdayOf } from './grid.ts'
import type { OpenSlots } from './opening.ts'
import type { SpecialDay } from './special-days.ts'

/** What a calendar tells a forecast, by local day number. */
export interface CalendarDays {
  /** Slots of the week and of dates with hours of their own; holidays are special days instead. */
  open: OpenSlots
  special: Map<number, SpecialDay>
}

/** Reads a calendar for local days `from` to `to`, in slots of `stepMinutes`. */
export function calendarDays(
  calendar: Calendar,
  from: number,
  to: number,
  stepMinutes: number,
): CalendarDays {
  const week = WEEKDAYS.map((weekday) => slotsOf(calendar.week[weekday] ?? [], stepMinutes))
  const dates = new Map(
    Object.entries(calendar.date_hours).map(([date, hours]) => [dayOf(date), slotsOf(hours, stepMinutes)]),
  )
  const special = new Map<number, SpecialDay>()
  const partly = new Map<number, number>()
  for (const holiday of calendar.holidays) {
    const day = dayOf(holidayDate(holiday))
    const name = typeof holiday === 'string' ? {} : { name: holiday.name }
    if (day !== null) special.set(day, { class: 'holiday', closes: true, ...name })
  }
  if (calendar.public_holidays) {
    const { country, region, except } = calendar.public_holidays
    const years = [from, to].map((day) => Number(isoOf(day).slice(0, 4))) as [number, number]
    for (const { date, name, fromMinute } of publicHolidays(country, region, ...years)) {
      const day = dayOf(date)
      if (day === null || except.includes(date) || dates.has(day)) continue
      if (fromMinute > 0) partly.set(day, fromMinute)
      else if (!special.has(day)) special.set(day, { class: 'holiday', name, closes: true })
    }
  }
  return {
    special,
    open(day) {
      const usual = dates.get(day) ?? (week[weekdayOf(day)] as Uint8Array)
      const closes = partly.get(day)
      return closes === undefined ? usual : usual.map((one, s) => (s * stepMinutes < closes ? one : 0))
    },
  }
}

function slotsOf(stretches: readonly (readonly [string, string])[], stepMinutes: number): Uint8Array {
  const slots = new Uint8Array(1440 / stepMinutes)
  for (const [opens, closes] of stretches) {
    const from = Math.floor(minutesOf(opens) / stepMinutes)
    slots.fill(1, from, Math.ceil(minutesOf(closes) / stepMinutes))
  }
  return slots
}
