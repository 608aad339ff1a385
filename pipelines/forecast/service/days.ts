import { createHash } from 'node:crypto'
import type { Calendar } from '../../calendars/calendar.ts'
import { DAY_MS } from '../../calendars/days.ts'
import { holdingAt, readTimelines } from '../../config/timeline.ts'
import { annotationsIn } from '../../config/verbs/annotations-in.ts'
import type { Reader } from '../../engine/port.ts'
import type { MetricsContext } from '../../metrics/context.ts'
import type { Filter } from '../../metrics/types.ts'
import { calendarDays } from '../calendar-days.ts'
import type { SpecialDay } from '../special-days.ts'
import { markDays } from './marked-days.ts'
import type { Queue } from './queue.ts'
import { touchedUnder } from './touched.ts'

export interface QueueDays {
  zone: string
  /** Holidays and marked days by local day number. */
  special: Map<number, SpecialDay>
  /** Share of the contacts that each mark touches, by its id. */
  shares: Map<string, number>
}

const AHEAD_DAYS = 400
const BACK_DAYS = 1100

/** What a queue lets through, as filters. */
export const filtersOf = ({ team, channel }: Pick<Queue, 'team' | 'channel'>): Filter[] => [
  { dimension: 'team', values: [team] },
  { dimension: 'channel', values: [channel] },
]

/**
 * The zone of the calendar (of the team that filters leave, else the default one) and the special days of what they let through. Business hours close nothing here: customers write at any
 * hour, and when they never do the record shows it. What a person expects of a mark holds over a holiday; of two marks the one that says what it expects. A mark of
 * a part of the contacts, such as a brand, counts by the share of that part.
 */
export async function daysOf(
  context: MetricsContext,
  filters: readonly Filter[],
  nowMs: number,
): Promise<QueueDays> {
  const calendar = await calendarOf(context.engine, onlyTeam(filters), nowMs)
  const today = Math.floor(nowMs / DAY_MS)
  const { special } = calendarDays(calendar, today - BACK_DAYS, today + AHEAD_DAYS, 15)
  const marked = await annotationsIn(context, { tz: calendar.zone, filters })
  const touched = await touchedUnder(
    context,
    filters,
    marked.map(({ scope }) => scope),
    nowMs,
  )
  const counting = marked.map((mark) => ({ ...mark, touched: touched(mark.scope) }))
  markDays(special, counting, calendar.zone)
  const shares = new Map(counting.map(({ id, touched: { share } }) => [id, share]))
  return { zone: calendar.zone, special, shares }
}

/** The same for the same special days: a forecast made under other ones is out of date. */
export const printOf = ({ zone, special }: Pick<QueueDays, 'zone' | 'special'>): string =>
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
