/** A team as its rosters are made for: people, shift patterns, on-call duties, rules, prices. */
import { z } from 'zod'
import { WEEKDAYS } from '../../calendars/calendar.ts'
import { dayOf } from '../../calendars/days.ts'
import { zoneOf } from '../../metrics/zone.ts'
import { rulesSchema } from './rules.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time such as 08:30')
export const date = z.string().refine((text) => dayOf(text) !== null, 'a date such as 2026-12-24')
const id = z.string().trim().min(1).max(80)
const weekdays = z.array(z.enum(WEEKDAYS)).min(1)
const quarters = z.number().min(0.25).max(24).multipleOf(0.25, 'quarters of an hour')
export const instant = z.iso.datetime({ offset: true, error: 'an instant such as 2026-12-07T06:00:00Z' })

const breakSchema = z
  .strictObject({
    minutes: z.number().int().min(15).max(120).multipleOf(15, 'quarters of an hour'),
    /** Earliest and latest beginning, hours after the shift begins. */
    from_hours: z.number().min(0).max(24),
    to_hours: z.number().min(0).max(24),
  })
  .refine(({ from_hours, to_hours }) => from_hours <= to_hours, 'from_hours is after to_hours')

/** A shift that people may be given; a flexible one begins within a window and has one of several lengths. */
export const patternSchema = z
  .strictObject({
    id,
    days: weekdays.default([...WEEKDAYS]),
    start: z.union([
      time,
      z.strictObject({ from: time, to: time, every: z.number().int().min(15).max(240).default(30) }),
    ]),
    /** Wall time at which it ends, on the next day where that is not after its start; or `hours`. */
    end: time.optional(),
    /** Hours of presence, breaks included. */
    hours: z
      .union([quarters, z.strictObject({ from: quarters, to: quarters, every: quarters.default(0.5) })])
      .optional(),
    /** `auto`: what the rule on breaks asks for, in the middle of the shift. */
    breaks: z.union([z.literal('auto'), z.array(breakSchema).max(3)]).default('auto'),
    /** How unpopular, for fairness: 0 or 1. */
    unpopular: z.union([z.boolean().transform(Number), z.number().int().min(0).max(1)]).default(0),
    skills: z.array(id).optional(),
  })
  .refine(({ end, hours }) => (end === undefined) !== (hours === undefined), {
    error: 'either end or hours',
    path: ['end'],
  })

export const personSchema = z.strictObject({
  id,
  name: z.string().trim().max(120).optional(),
  skills: z.array(id).default([]),
  /** Hours of a week without leave. */
  contract_hours: z.number().min(0).max(80).default(40),
  /** Ids of the patterns to choose from; absent: all. */
  patterns: z.array(id).optional(),
  /** When somebody can work at all; absent: always. On days that no entry names: never. */
  availability: z
    .array(z.strictObject({ days: weekdays, from: time.default('00:00'), to: time.default('24:00') }))
    .optional(),
  /** Whole days off, the last one included. */
  leave: z.array(z.strictObject({ from: date, to: date })).default([]),
  wishes: z
    .array(
      z.strictObject({
        want: z.enum(['off', 'work', 'pattern', 'not_pattern']),
        dates: z.array(date).optional(),
        days: weekdays.optional(),
        pattern: id.optional(),
        weight: z.number().positive().max(10).default(1),
      }),
    )
    .default([]),
  on_call: z.boolean().default(false),
  /** What went before the first day. */
  before: z
    .strictObject({
      last_end: instant.optional(),
      days_in_row: z.number().int().min(0).max(31).default(0),
      weekends: z.number().int().min(0).max(60).default(0),
      sundays: z.number().int().min(0).max(53).default(0),
      unpopular: z.number().int().min(0).max(60).default(0),
    })
    .prefault({}),
})

/** Standing by outside the shifts: rest in the sense of the law, so no hours count. */
export const dutySchema = z.strictObject({
  id,
  days: weekdays.default([...WEEKDAYS]),
  start: time,
  /** On the next day where that is not after its start. */
  end: time,
  people: z.number().int().min(1).max(20).default(1),
  skill: id.optional(),
  /** Most duties of a person in a calendar week. */
  per_week: z.number().int().min(1).max(7).default(3),
})

export const pricesSchema = z
  .strictObject({
    /** An hour of work. All prices are in its unit. */
    hour: z.number().nonnegative().max(1e6).default(1),
    /** An hour in which one agent is missing. */
    short: z.number().positive().max(1e6).default(20),
    /** The same for single skills. */
    short_by_skill: z.record(z.string(), z.number().positive().max(1e6)).default({}),
    /** An hour in which one agent is too many. */
    surplus: z.number().nonnegative().max(1e6).default(0.4),
    /** An on-call duty that nobody has. */
    duty: z.number().nonnegative().max(1e6).default(40),
  })
  .prefault({})

export const setupShape = {
  name: z.string().trim().max(120).optional(),
  zone: z
    .string()
    .refine((zone) => {
      try {
        return zoneOf(zone) !== ''
      } catch {
        return false
      }
    }, 'not an IANA time zone')
    .default('Europe/Berlin'),
  people: z.array(personSchema).max(500).default([]),
  patterns: z.array(patternSchema).max(60).default([]),
  on_call: z.array(dutySchema).max(20).default([]),
  /** Dates that count as Sundays. */
  holidays: z.array(date).default([]),
  rules: rulesSchema,
  prices: pricesSchema,
}

export const setupSchema = z.strictObject(setupShape).superRefine(checkNames)

/** What ids refer to must be there, once. */
export function checkNames(
  setup: Pick<Setup, 'people' | 'patterns' | 'on_call'>,
  context: z.RefinementCtx,
): void {
  const issue = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message })
  for (const list of ['people', 'patterns', 'on_call'] as const) {
    const seen = new Set<string>()
    setup[list].forEach((one, i) => {
      if (seen.has(one.id)) issue([list, i, 'id'], `there are two ${one.id}`)
      seen.add(one.id)
    })
  }
  const patterns = new Set(setup.patterns.map((one) => one.id))
  setup.people.forEach((person, i) => {
    person.patterns?.forEach((name, j) => {
      if (!patterns.has(name)) issue(['people', i, 'patterns', j], `there is no pattern ${name}`)
    })
    person.leave.forEach((leave, j) => {
      if (leave.from > leave.to) issue(['people', i, 'leave', j], 'ends before it begins')
    })
    person.wishes.forEach((wish, j) => {
      const named = wish.want === 'pattern' || wish.want === 'not_pattern'
      if (named !== (wish.pattern !== undefined))
        issue(['people', i, 'wishes', j], named ? 'names no pattern' : 'needs no pattern')
      if (wish.pattern !== undefined && !patterns.has(wish.pattern)) {
        issue(['people', i, 'wishes', j, 'pattern'], `there is no pattern ${wish.pattern}`)
      }
    })
  })
}

export type Setup = z.infer<typeof setupSchema>
export type Person = Setup['people'][number]
export type Pattern = Setup['patterns'][number]
export type Duty = Setup['on_call'][number]
