import { invalid } from '../errors.ts'
import { type Calendar, holidayDate, type Stretch, WEEKDAYS } from './calendar.ts'
import { DAY_MS, dayOf, instantMs, isoOf, minutesOf } from './days.ts'
import { publicHolidays } from './holidays.ts'
import { wallClock } from './zone.ts'

/** One stretch in which the calendar is open; `openMsBefore` is the open time since the calendar's first stretch. */
export interface OpenInterval {
  opensAtMs: number
  closesAtMs: number
  openMsBefore: number
}

/** A calendar's open stretches in order; says nothing about instants outside `[fromMs, toMs)`. */
export interface CompiledCalendar {
  fromMs: number
  toMs: number
  intervals: readonly OpenInterval[]
}

/**
 * Unfolds a calendar into open stretches over local dates `[fromDate, toDate]` (ISO dates from 1970 to 2199, inclusive).
 * Real time: an hour that daylight saving skips is not there, a repeated one is there twice.
 * Stretches that touch are joined, so a closing instant is one at which work really stops.
 * @example compileCalendar(defaultCalendar, '2026-01-01', '2026-12-31').intervals[0]
 */
export function compileCalendar(calendar: Calendar, fromDate: string, toDate: string): CompiledCalendar {
  const [first, last] = [dayOf(fromDate), dayOf(toDate)]
  if (first === null || last === null) throw invalid(`No dates from 1970 to 2199: ${fromDate}, ${toDate}`)
  return compileDays(calendar, first, last)
}

/** As `compileCalendar`, by day numbers, which may lie outside the years of dates: nothing is a holiday there. */
export function compileDays(calendar: Calendar, first: number, last: number): CompiledCalendar {
  const instantOf = wallClock(calendar.zone, first * DAY_MS, last * DAY_MS)
  const hoursOf = hoursByDay(calendar, first, last)
  const open: Span[] = []
  for (let day = first; day <= last; day++) {
    for (const [opens, closes] of hoursOf(day)) {
      const from = instantOf(day * DAY_MS + opens * MINUTE_MS)
      const to = instantOf(day * DAY_MS + closes * MINUTE_MS)
      const previous = open.at(-1)
      if (previous && previous.to >= from) previous.to = Math.max(previous.to, to)
      else if (to > from) open.push({ from, to })
    }
  }
  const pauses = calendar.pauses
    .map(([from, to]) => ({ from: instantMs(from) ?? 0, to: instantMs(to) ?? 0 }))
    .sort((a, b) => a.from - b.from)
  return {
    fromMs: instantOf(first * DAY_MS),
    toMs: instantOf((last + 1) * DAY_MS),
    intervals: counted(pauses.length === 0 ? open : without(open, pauses)),
  }
}

const MINUTE_MS = 60_000

interface Span {
  from: number
  to: number
}

type Minutes = readonly [opens: number, closes: number]

/** The stretches of a day in minutes since midnight, in order. */
function hoursByDay(calendar: Calendar, first: number, last: number): (day: number) => readonly Minutes[] {
  const week = WEEKDAYS.map((weekday) => inMinutes(calendar.week[weekday] ?? []))
  const special = new Map(
    Object.entries(calendar.date_hours).map(([date, stretches]) => [dayOf(date), inMinutes(stretches)]),
  )
  const closedFrom = closures(calendar, first, last)
  return (day) => {
    const own = special.get(day)
    if (own) return own
    // 1970-01-01 was a Thursday.
    const usual = week[(((day + 3) % 7) + 7) % 7] as readonly Minutes[]
    const closes = closedFrom.get(day)
    if (closes === undefined) return usual
    return usual.filter(([from]) => from < closes).map(([from, to]) => [from, Math.min(to, closes)])
  }
}

/** Day → minute from which it is a holiday. */
function closures(calendar: Calendar, first: number, last: number): Map<number, number> {
  const closed = new Map<number, number>()
  const close = (date: string, minute: number): void => {
    const day = dayOf(date)
    if (day !== null) closed.set(day, Math.min(minute, closed.get(day) ?? minute))
  }
  for (const holiday of calendar.holidays) close(holidayDate(holiday), 0)
  if (calendar.public_holidays) {
    const { country, region, except } = calendar.public_holidays
    const years = [first, last].map((day) => Number(isoOf(day).slice(0, 4))) as [number, number]
    for (const { date, fromMinute } of publicHolidays(country, region, ...years)) {
      if (!except.includes(date)) close(date, fromMinute)
    }
  }
  return closed
}

function inMinutes(stretches: readonly Stretch[]): Minutes[] {
  return stretches
    .map(([open, close]): Minutes => [minutesOf(open), minutesOf(close)])
    .sort((a, b) => a[0] - b[0])
}

/** What is left of open spans where the pauses, in order and apart, are cut out. */
function without(open: readonly Span[], pauses: readonly Span[]): Span[] {
  const left: Span[] = []
  let next = 0
  for (const { from, to } of open) {
    while (next < pauses.length && (pauses[next] as Span).to <= from) next += 1
    let at = from
    for (let i = next; i < pauses.length && (pauses[i] as Span).from < to; i++) {
      const pause = pauses[i] as Span
      if (pause.from > at) left.push({ from: at, to: pause.from })
      at = pause.to
    }
    if (at < to) left.push({ from: at, to })
  }
  return left
}

function counted(spans: readonly Span[]): OpenInterval[] {
  let openMs = 0
  return spans.map(({ from, to }) => {
    const interval = { opensAtMs: from, closesAtMs: to, openMsBefore: openMs }
    openMs += to - from
    return interval
  })
}
