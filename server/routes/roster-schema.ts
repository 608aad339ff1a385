import { z } from '@hono/zod-openapi'
import { assignmentSchema } from '../../pipelines/roster/model/roster.ts'

const any = z.record(z.string(), z.unknown())
const hours = (description: string) => z.number().openapi({ description })

export const askedSchema = z.union([
  z
    .strictObject({ problem: any })
    .openapi({ description: 'Team, period and requirement in one, as the command `roster` reads it' }),
  z
    .strictObject({
      team: z.string(),
      from: z.string(),
      days: z.number().int().optional(),
      step_minutes: z.number().int().optional(),
      requirement: z.array(any),
    })
    .openapi({ description: 'A team of the configuration (kind `roster_team`) for a period' }),
])

export const solveBody = z
  .object({
    ask: askedSchema,
    time_limit: z.number().min(1).max(600).default(20).openapi({ description: 'Seconds' }),
    explain: z.boolean().default(true).openapi({ description: 'Whether to look for the rules that bind' }),
  })
  .openapi('RosterSolve')

const findingSchema = z
  .object({
    rule: z.string(),
    person: z.string(),
    date: z.string().nullable(),
    hard: z.boolean(),
    cost: hours('In hours of pay'),
    code: z
      .string()
      .openapi({ description: 'Which sentence `message` is, for saying it in another language' }),
    values: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .openapi({ description: 'What the sentence fills in: hours, counts, dates, weekdays (`mon`), names' }),
    message: z.string(),
  })
  .openapi('RosterFinding')

export const checkSchema = z
  .object({
    legal: z.boolean(),
    findings: z.array(findingSchema),
    coverage: z.array(z.object({ at: z.string(), skill: z.string(), needed: z.number(), there: z.number() })),
    shortHours: hours('Agent-hours missing'),
    surplusHours: hours('Agent-hours too many'),
    costs: z.object({
      work: z.number(),
      short: z.number(),
      surplus: z.number(),
      rules: z.record(z.string(), z.number()),
      duties: z.number(),
      total: z.number(),
    }),
  })
  .openapi('RosterCheck')

const rosterSchema = z
  .object({
    status: z.enum(['within_gap', 'time_limit', 'cancelled']),
    cost: hours('In hours of pay'),
    bound: hours('No legal roster costs less'),
    gap: z.number(),
    seconds: z.number(),
    ...assignmentSchema.shape,
    check: checkSchema,
    binding: z.array(
      z.object({
        rule: z.string(),
        limit: z.number().nullable(),
        relaxed: z.number().nullable(),
        saves: hours('Hours of pay that a roster under the relaxed rule costs less'),
        shortHours: hours('Agent-hours fewer that are missing in it'),
      }),
    ),
    warnings: z.array(
      z.object({
        code: z.string(),
        about: z.array(z.string()),
        hours: z.array(z.number()),
        message: z.string(),
      }),
    ),
  })
  .openapi('SolvedRoster')

export const jobSchema = z
  .object({
    id: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    progress: z
      .object({
        phase: z.enum(['first', 'bound', 'combine', 'improve']),
        cost: z.number(),
        bound: z.number().nullable(),
        seconds: z.number(),
      })
      .nullable(),
    roster: rosterSchema.nullable(),
    error: z.string().nullable(),
    startedAt: z.string(),
  })
  .openapi('RosterJob')

export const startedSchema = jobSchema
  .extend({
    problem: any.openapi({ description: 'What is being solved, defaults filled in' }),
    team: z.object({ id: z.string(), version: z.number().int() }).nullable(),
  })
  .openapi('RosterJobStarted')

export const checkBody = z.object({ ask: askedSchema, ...assignmentSchema.shape }).openapi('RosterToCheck')

export const headSchema = z
  .object({
    id: z.string(),
    version: z.number().int(),
    author: z.string(),
    recordedAt: z.string(),
    name: z.string().nullable(),
    from: z.string(),
    days: z.number().int(),
    people: z.number().int(),
    shifts: z.number().int(),
  })
  .openapi('RosterHead')

export const storedSchema = z
  .object({
    id: z.string(),
    version: z.number().int(),
    author: z.string(),
    recordedAt: z.string(),
    roster: any.openapi({ description: 'As the kind `roster` of the configuration' }),
    check: checkSchema,
  })
  .openapi('StoredRoster')

export const saveBody = z
  .object({ roster: any, basedOn: z.number().int().min(0).optional(), note: z.string().max(500).optional() })
  .openapi('RosterToSave')

export const savedSchema = z
  .object({ id: z.string(), version: z.number().int(), legal: z.boolean() })
  .openapi('SavedRoster')
