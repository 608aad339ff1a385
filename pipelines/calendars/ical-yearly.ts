/** Events that come every year: on the same date, or as the fourth Thursday of November. */
import type ICAL from 'ical.js'
import { DAY_MS, dayOf } from './days.ts'

export interface YearlyRule {
  interval: number
  /** Occurrences in all, or null for no end. */
  count: number | null
  /** Last day that it may begin on, or null. */
  until: number | null
  /** Of the start where null. */
  month: number | null
  /** Day of the month; negative ones count from its end. Of the start where null. */
  monthDay: number | null
  /** The nth weekday (0 is Sunday) of the month; negative ones count from its end. */
  weekday: { nth: number; day: number } | null
}

type Recur = InstanceType<typeof ICAL.Recur>

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const PARTS = ['BYMONTH', 'BYMONTHDAY', 'BYDAY']

/** The rule of RFC 5545 in these terms, or why it is not of this kind. */
export function yearlyRule(recur: Recur): YearlyRule | string {
  const unknown = `its rule is more than a date or a weekday of a month, once a year: ${recur.toString()}`
  if (recur.freq !== 'YEARLY') return `it repeats, but not every year: ${recur.toString()}`
  const parts = Object.entries(recur.parts as Record<string, (string | number)[]>)
  if (parts.some(([name, values]) => !PARTS.includes(name) || values.length !== 1)) return unknown
  const part = (name: string) => parts.find(([own]) => own === name)?.[1][0]
  const month = part('BYMONTH') ?? null
  const monthDay = part('BYMONTHDAY') ?? null
  const byDay = part('BYDAY') ?? null
  const [, nth, name] = /^([+-]?[1-5])(\w\w)$/.exec(String(byDay ?? '')) ?? []
  const weekday = nth && name ? { nth: Number(nth), day: WEEKDAYS.indexOf(name) } : null
  // Without a month, a day of the month would be every month's.
  if ((monthDay !== null || byDay !== null) && month === null) return unknown
  if (byDay !== null && (weekday === null || monthDay !== null)) return unknown
  return {
    interval: Math.max(1, recur.interval),
    count: recur.count ?? null,
    until: recur.until ? dayOf(recur.until.toString().slice(0, 10)) : null,
    month: month === null ? null : Number(month),
    monthDay: monthDay === null ? null : Number(monthDay),
    weekday,
  }
}

/** Days from `first` on that the rule names, in the years `fromYear` to `toYear`. A date that a year lacks is left out. */
export function yearlyDays(rule: YearlyRule, first: number, fromYear: number, toYear: number): number[] {
  const start = new Date(first * DAY_MS)
  const month = rule.month ?? start.getUTCMonth() + 1
  const days: number[] = []
  let seen = 0
  for (let year = start.getUTCFullYear(); year <= toYear; year += rule.interval) {
    const day = rule.weekday
      ? nthWeekday(year, month, rule.weekday)
      : monthDay(year, month, rule.monthDay ?? start.getUTCDate())
    if (day === null || day < first) continue
    if (rule.until !== null && day > rule.until) break
    seen += 1
    if (rule.count !== null && seen > rule.count) break
    if (year >= fromYear) days.push(day)
  }
  return days
}

function monthDay(year: number, month: number, day: number): number | null {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const date = day < 0 ? length + 1 + day : day
  return date >= 1 && date <= length ? Date.UTC(year, month - 1, date) / DAY_MS : null
}

function nthWeekday(year: number, month: number, { nth, day }: { nth: number; day: number }): number | null {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const edge = new Date(Date.UTC(year, month - 1, nth > 0 ? 1 : length)).getUTCDay()
  const date =
    nth > 0 ? 1 + ((day - edge + 7) % 7) + 7 * (nth - 1) : length - ((edge - day + 7) % 7) + 7 * (nth + 1)
  return monthDay(year, month, date < 1 ? 0 : date)
}
