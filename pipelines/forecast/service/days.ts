import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Calendar } from '../../calendars/calendar.ts'
import { DAY_MS } from '../../calendars/days.ts'
import { holdingAt, readTimelines } from '../../config/timeline.ts'
import { annotationsIn } from '../../config/verbs/annotations-in.ts'
import type { Reader } from '../../engine/port.ts'
import type { Filter } from '../../metrics/types.ts'
import { calendarDays } from '../calendar-days.ts'
import type { SpecialDay } from '../special-days.ts'
import type { Queue } from './queue.ts'

export interface QueueDays {
  zone: string
  /** Holidays and marked days by local day number. */
  special: Map<number, SpecialDay>
}

const AHEAD_DAYS = 400
const BACK_DAYS = 1100

/** What a queue lets through, as filters. */
export const filtersOf = ({ team, channel }: Pick<Queue, 'team' | 'channel'>): Filter[] => [
  ...(team === null ? [] : [{ dimension: 'team', values: [team] }]),
  ...(channel === null ? [] : [{ dimension: 'channel', values: [channel] }]),
]

/**
 * The zone of the calendar (of the team that filters leave, else the default one) and the special days of what they let through. Business hours close nothing here: customers write at any
 * hour, and when they never do the record shows it. What a person expects of a mark holds over a holiday; of two marks the one that says what it expects.
 */
export async function daysOf(
  context: { engine: Reader; now(): Date },
  filters: readonly Filter[],
  nowMs: number,
): Promise<QueueDays> {
  const calendar = await calendarOf(context.engine, onlyTeam(filters), nowMs)
  const today = Math.floor(nowMs / DAY_MS)
  const { special } = calendarDays(calendar, today - BACK_DAYS, today + AHEAD_DAYS, 15)
  const marked = await annotationsIn(context, { tz: calendar.zone, filters })
  for (const { kind, text, startsAt, endsAt, expected_effect_pct: effect } of marked) {
    if (kind === 'other' && effect === null) continue
    for (const [day, minutes] of localDays(startsAt, endsAt, calendar.zone)) {
      const there = special.get(day)
      if (there && (effect === null || there.expected !== undefined)) continue
      special.set(day, {
        class: kind,
        name: text,
        ...(effect === null ? {} : { expected: Math.max(0.01, 1 + effect / 100) }),
        ...(minutes === null ? {} : { minutes }),
      })
    }
  }
  return { zone: calendar.zone, special }
}

/** The same for the same special days: a forecast made under other ones is out of date. */
export const printOf = ({ zone, special }: QueueDays): string =>
  createHash('sha256')
    .update(JSON.stringify([zone, [...special].sort(([a], [b]) => a - b)]))
    .digest('hex')
    .slice(0, 16)

function onlyTeam(filters: readonly Filter[]): string | null {
  const found = filters.find(({ dimension, exclude }) => dimension === 'team' && !exclude)
  return found?.values.length === 1 ? (found.values[0] ?? null) : null
}

async function calendarOf(reader: Reader, team: string | null, nowMs: number): Promise<Calendar> {
  const { calendars } = await readTimelines(reader)
  const held = calendars.flatMap((timeline) => {
    const body = holdingAt(timeline, nowMs)?.body
    return body ? [{ id: timeline.id, body }] : []
  })
  const own = held.find(({ body }) => team !== null && body.teams.includes(team))
  const usual = own ?? held.find(({ id }) => id === 'default')
  if (!usual) throw new Error('the default calendar is missing')
  return usual.body
}

/** Local days that a stretch touches, with the minutes of those that it does not fill. */
function localDays(startsAt: string, endsAt: string, zone: string): [number, [number, number] | null][] {
  const start = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone)
  const end = Temporal.Instant.from(endsAt).toZonedDateTimeISO(zone)
  const first = dayNumber(start)
  const last = dayNumber(end)
  const days: [number, [number, number] | null][] = []
  for (let day = first; day <= last && day < first + AHEAD_DAYS; day++) {
    const from = day === first ? start.hour * 60 + start.minute : 0
    const to = day === last ? end.hour * 60 + end.minute : 1440
    if (to > from) days.push([day, from === 0 && to === 1440 ? null : [from, to]])
  }
  return days
}

const dayNumber = ({ year, month, day }: Temporal.ZonedDateTime): number =>
  Date.UTC(year, month - 1, day) / DAY_MS
