import ICAL from 'ical.js'
import { invalid } from '../errors.ts'
import { dayOf, isoOf } from './days.ts'
import { yearlyDays, yearlyRule } from './ical-yearly.ts'

export interface ImportedHoliday {
  date: string
  name: string
}

export interface ImportedHolidays {
  /** By date; two events on one date are one holiday with both names. */
  holidays: ImportedHoliday[]
  /** Events that are no holidays, and why. */
  leftOut: string[]
}

const MOST_BYTES = 5_000_000
const MOST_DAYS = 366

/**
 * Holidays of an iCalendar file (RFC 5545): its all-day events, of one day or several, once or every year; repeated ones
 * for the years `fromYear` to `toYear`. Throws `invalid` with the reason where the file cannot be read.
 * @example holidaysOfIcal(bytes, 2026, 2028).holidays[0] // { date: '2026-12-24', name: 'Christmas Eve' }
 */
export function holidaysOfIcal(bytes: Uint8Array, fromYear: number, toYear: number): ImportedHolidays {
  const events = eventsOf(bytes)
  const leftOut: string[] = []
  const names = new Map<number, string[]>()
  // An event that replaces one occurrence of another takes that occurrence's place.
  const replaced = new Set(events.flatMap((event) => keyOfReplaced(event) ?? []))
  for (const event of events) {
    const name = nameOf(event)
    const why = whyNot(event)
    if (why !== null) {
      leftOut.push(`${name}: ${why}`)
      continue
    }
    const first = dayIn(event, 'dtstart', name)
    const length = lengthOf(event, first, name)
    const uid = String(event.getFirstPropertyValue('uid') ?? '')
    for (const start of startsOf(event, first, name, fromYear, toYear)) {
      if (!event.hasProperty('recurrence-id') && replaced.has(`${uid}/${start}`)) continue
      for (let day = start; day < start + length; day++) {
        const known = names.get(day)
        if (!known) names.set(day, [name])
        else if (!known.includes(name)) known.push(name)
      }
    }
  }
  const days = [...names].sort(([a], [b]) => a - b)
  return { holidays: days.map(([day, all]) => ({ date: isoOf(day), name: all.join(', ') })), leftOut }
}

type Component = InstanceType<typeof ICAL.Component>

function eventsOf(bytes: Uint8Array): Component[] {
  if (bytes.length > MOST_BYTES) throw invalid(`The file is larger than ${MOST_BYTES} bytes`)
  const text = textOf(bytes)
  if (!/^\s*BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 1000))) {
    throw invalid('The file is no iCalendar: it does not begin with BEGIN:VCALENDAR')
  }
  const events = parsed(text).flatMap((calendar) => calendar.getAllSubcomponents('vevent'))
  if (events.length === 0) throw invalid('The file has no events')
  return events
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw invalid('The file is not text in UTF-8')
  }
}

/** The calendars of a file, which may hold several. */
function parsed(text: string): Component[] {
  try {
    const found = ICAL.parse(text) as unknown[]
    const calendars = typeof found[0] === 'string' ? [found] : found
    return calendars.map((calendar) => new ICAL.Component(calendar as never))
  } catch (error) {
    throw invalid(`The file cannot be read as iCalendar: ${(error as Error).message}`)
  }
}

/** Why an event closes no whole day, or null. */
function whyNot(event: Component): string | null {
  if (String(event.getFirstPropertyValue('status')).toUpperCase() === 'CANCELLED') return 'it is cancelled'
  const start = rawOf(event, 'dtstart')
  if (start !== null && start.type !== 'date') {
    return 'it has a time of day: hours of a date belong into date_hours'
  }
  if (event.hasProperty('rdate')) return 'it repeats on a list of dates (RDATE)'
  if (!event.hasProperty('rrule')) return null
  if (event.getAllProperties('rrule').length > 1) return 'it has several rules of repetition'
  const rule = yearlyRule(event.getFirstPropertyValue('rrule') as InstanceType<typeof ICAL.Recur>)
  return typeof rule === 'string' ? rule : null
}

function startsOf(
  event: Component,
  first: number,
  name: string,
  fromYear: number,
  toYear: number,
): readonly number[] {
  const recur = event.getFirstPropertyValue('rrule')
  if (recur === null) return [first]
  const rule = yearlyRule(recur as InstanceType<typeof ICAL.Recur>)
  if (typeof rule === 'string') throw invalid(`${name}: ${rule}`)
  const excluded = new Set(event.getAllProperties('exdate').flatMap((one) => one.getValues().map(dayOfTime)))
  return yearlyDays(rule, first, fromYear, toYear).filter((day) => !excluded.has(day))
}

function lengthOf(event: Component, first: number, name: string): number {
  const length = event.hasProperty('dtend')
    ? dayIn(event, 'dtend', name) - first
    : event.hasProperty('duration')
      ? (event.getFirstPropertyValue('duration') as InstanceType<typeof ICAL.Duration>).toSeconds() / 86_400
      : 1
  // Some programs write the last day itself, which makes one day end where it begins.
  const days = length === 0 ? 1 : length
  if (!Number.isInteger(days) || days < 1) throw invalid(`${name}: it ends before it begins, or within a day`)
  if (days > MOST_DAYS) throw invalid(`${name}: it lasts longer than a year`)
  return days
}

function dayIn(event: Component, property: 'dtstart' | 'dtend', name: string): number {
  const raw = rawOf(event, property)
  const day = raw?.type === 'date' ? dayOf(raw.text) : null
  if (day !== null) return day
  throw invalid(
    `${name}: ${property.toUpperCase()} ${raw === null ? 'is missing' : `is no date from 1970 to 2199: ${raw.text}`}`,
  )
}

/** As it stands in the file: the library turns the 30th of February into the 2nd of March. */
function rawOf(event: Component, property: string): { type: string; text: string } | null {
  const raw = event.getFirstProperty(property)?.toJSON() as [string, object, string, unknown] | undefined
  return raw ? { type: raw[2], text: String(raw[3]) } : null
}

function keyOfReplaced(event: Component): string | null {
  const raw = rawOf(event, 'recurrence-id')
  const day = raw && dayOf(raw.text.slice(0, 10))
  return day === null ? null : `${event.getFirstPropertyValue('uid') ?? ''}/${day}`
}

function dayOfTime(time: unknown): number | null {
  return dayOf(String(time).slice(0, 10))
}

function nameOf(event: Component): string {
  const summary = String(event.getFirstPropertyValue('summary') ?? '')
  return summary.replace(/\s+/g, ' ').trim() || 'Holiday'
}
