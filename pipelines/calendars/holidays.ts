import Holidays from 'date-holidays'
import type { Calendar } from './calendar.ts'

/** Dates (ISO) of the public holidays that the calendar observes, from the years of the range. */
export function publicHolidays(calendar: Calendar, fromDate: string, toDate: string): string[] {
  const observed = calendar.public_holidays
  if (!observed) return []
  const source = observed.region
    ? new Holidays(observed.country, observed.region, { types: ['public'] })
    : new Holidays(observed.country, { types: ['public'] })
  const dates: string[] = []
  for (let year = Number(fromDate.slice(0, 4)); year <= Number(toDate.slice(0, 4)); year++) {
    for (const holiday of source.getHolidays(year)) dates.push(holiday.date.slice(0, 10))
  }
  return dates
}
