import { parse } from 'yaml'
import { z } from 'zod'
import { type Calendar, calendarSchema } from '../calendars/calendar.ts'
import { dayOf } from '../calendars/days.ts'
import { invalid } from '../errors.ts'
import type { SpecialDay } from './special-days.ts'

/** Business hours, holidays and marked events out of a file. */
export interface FileCalendar {
  zone: string
  calendar: Calendar
  /** False in a file of holidays and events only: hours are what the record shows. */
  hasHours: boolean
  events: Map<number, SpecialDay>
}

const date = z.string().refine((text) => dayOf(text) !== null, 'a date, as 2026-11-27')
const event = z.strictObject({
  /** One day, or a stretch of them, both ends in it. */
  date: date.optional(),
  from: date.optional(),
  to: date.optional(),
  /** Days of one kind are taken to be alike: campaign, outage, release. */
  kind: z.string().min(1),
  name: z.string().optional(),
  /** Multiple of a usual day, for kinds that the record does not know. */
  expected: z.number().positive().max(100).optional(),
})
const eventsSchema = z.array(event).default([])

const ALWAYS = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
)

/** YAML of a calendar as the configuration has it, alone or as an exported record, with `events` beside it. */
export function readCalendarFile(text: string): FileCalendar {
  const parsed: unknown = parse(text, { schema: 'core' })
  const one = Array.isArray(parsed) ? parsed.find((record) => record?.kind === 'calendar') : parsed
  const body = isRecord(one) && isRecord(one.body) ? one.body : one
  if (!isRecord(body)) throw invalid('The calendar file holds no calendar')
  const { events, ...rest } = body
  const hasHours = rest.week !== undefined || rest.date_hours !== undefined
  const calendar = calendarSchema.safeParse({ zone: 'UTC', ...(hasHours ? {} : { week: ALWAYS }), ...rest })
  if (!calendar.success) throw invalid(`The calendar: ${z.prettifyError(calendar.error)}`)
  const marked = eventsSchema.safeParse(events)
  if (!marked.success) throw invalid(`The calendar's events: ${z.prettifyError(marked.error)}`)
  return { zone: calendar.data.zone, calendar: calendar.data, hasHours, events: daysOf(marked.data) }
}

function daysOf(events: readonly z.infer<typeof event>[]): Map<number, SpecialDay> {
  const days = new Map<number, SpecialDay>()
  for (const { date: only, from, to, kind, name, expected } of events) {
    const first = dayOf(only ?? from ?? '')
    const last = dayOf(only ?? to ?? from ?? '')
    if (first === null || last === null) throw invalid('An event needs a date, or from and to')
    for (let day = first; day <= last; day++) {
      days.set(day, { class: kind, ...(name ? { name } : {}), ...(expected ? { expected } : {}) })
    }
  }
  return days
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
