/** Cuts the time into eras, between two changes of calendars or policies, and says what holds in each. */
import { createHash } from 'node:crypto'
import type { Calendar } from '../calendars/calendar.ts'
import type { Policy } from '../config/policy.ts'
import { holdingAt, type Span, type Timeline } from '../config/timeline.ts'

export const DEFAULT_CALENDAR = 'default'
/** Stands for around the clock: no stretches are stored, positions are those of the epoch. */
export const ALWAYS = 0
/** The team that stands for all without a calendar of their own. */
export const ANY_TEAM = ''

export interface Timelines {
  calendars: readonly Timeline<Calendar>[]
  policies: readonly Timeline<Policy>[]
}

export interface CalendarVersion {
  calendarNo: number
  calendar: string
  version: number
  body: Calendar
}

export interface Era {
  eraNo: number
  fromMs: number
  toMs: number
  /** Team → calendar number; `ANY_TEAM` is always there. */
  calendars: ReadonlyMap<string, number>
  /** Calendar id → number of the version in force. */
  versions: ReadonlyMap<string, number>
  /** In the order in which they are tried. */
  policies: readonly PolicyVersion[]
}

export interface PolicyVersion {
  policyNo: number
  policy: string
  version: number
  body: Policy
}

export interface Eras {
  calendars: readonly CalendarVersion[]
  policies: readonly PolicyVersion[]
  eras: readonly Era[]
}

/**
 * Disjoint eras over `[-∞, ∞)`. A calendar number follows from the calendar's id and version alone, so it stays when
 * others come. Before its first version a calendar or policy is none.
 */
export function erasOf({ calendars: calendarTimelines, policies: policyTimelines }: Timelines): Eras {
  const calendars = calendarTimelines.flatMap(({ id, spans }) => spans.map((span) => numbered(id, span)))
  const policies = policyTimelines
    .flatMap(({ id, spans }) => spans.map((span) => ({ policy: id, version: span.version, body: span.body })))
    .map((one, policyNo) => ({ ...one, policyNo }))
  const spans = [...calendarTimelines, ...policyTimelines].flatMap((one): Span<unknown>[] => one.spans)
  const bounds = [...new Set(spans.flatMap(({ fromMs, toMs }) => [fromMs, toMs]))]
    .filter((at): at is number => at !== null)
    .sort((a, b) => a - b)
  const eras = [Number.NEGATIVE_INFINITY, ...bounds].map((fromMs, eraNo): Era => {
    const inForce = calendarTimelines.flatMap(({ id, spans }) => {
      const span = holdingAt({ id, spans }, fromMs)
      return span ? [numbered(id, span)] : []
    })
    return {
      eraNo,
      fromMs,
      toMs: bounds[eraNo] ?? Number.POSITIVE_INFINITY,
      versions: new Map(inForce.map((one) => [one.calendar, one.calendarNo])),
      calendars: new Map([
        ...inForce
          .filter(({ calendar }) => calendar === DEFAULT_CALENDAR)
          .map((one) => [ANY_TEAM, one.calendarNo] as const),
        ...inForce.flatMap((one) => one.body.teams.map((team) => [team, one.calendarNo] as const)),
      ]),
      policies: policyTimelines
        .flatMap(({ id, spans }) => {
          const span = holdingAt({ id, spans }, fromMs)
          return policies.filter((one) => one.policy === id && one.version === span?.version)
        })
        .sort((a, b) => a.body.position - b.body.position || (a.policy < b.policy ? -1 : 1)),
    }
  })
  return { calendars, policies, eras }
}

function numbered(calendar: string, { version, body }: Span<Calendar>): CalendarVersion {
  return { calendarNo: numberOf(`${calendar}:${version}`), calendar, version, body }
}

/** 48 bits of a hash: a number that no other name has. */
export const numberOf = (name: string): number =>
  1 + createHash('sha256').update(name).digest().readUIntBE(0, 6)
