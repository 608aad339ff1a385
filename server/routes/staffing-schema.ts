import { z } from '@hono/zod-openapi'
import { NO_CAPACITY } from '../../pipelines/staffing/capacity.ts'
import { REASONS } from '../../pipelines/staffing/demand.ts'
import { changedSettings, scenarioSchema } from '../../pipelines/staffing/scenario.ts'
import { subject } from './query-schema.ts'

const MOST = 3000

const share = (description: string) => z.number().nullable().openapi({ description })
const seconds = (description: string) => z.number().nullable().openapi({ description })

export const queueParam = z
  .string()
  .max(500)
  .openapi({ example: 'billing~whatsapp', description: 'team~channel; absent ones are empty' })

export const planSchema = z
  .strictObject({
    queue: queueParam,
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    stepMinutes: z.union([z.literal(15), z.literal(30), z.literal(60)]).optional(),
    column: z.enum(['mean', 'p50', 'p90', 'p95']).optional().openapi({
      description: 'What of the forecast to staff for; busy and quiet days are simulated for the mean',
    }),
    demand: z
      .strictObject({
        start: z.iso.datetime({ offset: true }),
        step_s: z.number().int().min(60).max(86_400),
        mean: z.array(z.number().min(0).max(1e7)).min(1).max(MOST),
      })
      .optional()
      .openapi({ description: 'Contacts per interval instead of the forecast' }),
    handle_time_s: z
      .number()
      .positive()
      .max(1e6)
      .optional()
      .openapi({ description: 'Of one conversation alone' }),
    settings: changedSettings
      .optional()
      .openapi({ type: 'object', description: 'Over those of the staffing profile, in its fields' }),
    scenarios: z
      .array(scenarioSchema)
      .max(12)
      .optional()
      .openapi({
        type: 'array',
        items: { type: 'object' },
        description: '{name, demand_factor, deflected, handle_time_factor, absent, settings}',
      }),
    plan: z
      .array(z.number().int().min(0).max(1e6))
      .max(MOST)
      .optional()
      .openapi({ description: 'People rostered per interval; what the base needs unless told' }),
    backlog: z
      .strictObject({
        contacts: z.number().min(0).max(1e7),
        within_s: z.number().positive().max(1e8).optional(),
      })
      .optional()
      .openapi({
        description: 'Contacts waiting when the plan begins, for work with a window; as measured unless told',
      }),
    runs: z
      .number()
      .int()
      .min(0)
      .max(200)
      .optional()
      .openapi({ description: 'Of the simulator, each scenario' }),
  })
  .openapi('StaffingQuestion')

const estimate = z
  .object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() })
  .nullable()
  .openapi('Estimate', { description: 'With the band that holds it in 95 of 100 cases' })

const numbers = z.array(z.number())
const shares = z.array(z.number().nullable())

const scenarioResult = z.object({
  name: z.string().openapi({ description: '`base` first' }),
  intervals: z.object({
    contacts: numbers,
    load: numbers.openapi({ description: 'Erlangs while open' }),
    agents: numbers.openapi({ description: 'People present that are needed' }),
    rostered: numbers.openapi({ description: 'With shrinkage' }),
    because: z.array(z.array(z.enum(REASONS))).openapi({ description: 'What one agent fewer would fail' }),
    serviceLevel: shares,
    waitS: shares,
    occupancy: shares,
    abandoned: shares,
    backlog: shares,
    planned: numbers,
    gap: numbers.openapi({ description: 'Planned less needed' }),
    plannedServiceLevel: shares,
    plannedWaitS: shares,
    simulatedServiceLevel: shares,
  }),
  total: z.object({
    contacts: z.number(),
    hours: z.number().openapi({ description: 'Rostered hours that are needed' }),
    peak: z.number(),
    plannedHours: z.number(),
    shortHours: z.number(),
    overHours: z.number(),
    serviceLevel: share('With the required staff'),
    plannedServiceLevel: share('With the plan'),
    plannedWaitS: seconds('With the plan'),
    plannedAbandoned: share('With the plan'),
    simulated: z
      .object({ serviceLevel: estimate, waitS: estimate, abandoned: estimate, occupancy: estimate })
      .nullable(),
  }),
})

export const planResultSchema = z
  .object({
    queue: z.object({ team: z.string().nullable(), channel: z.string().nullable() }),
    stepS: z.number(),
    forecastOriginAt: z.string().nullable(),
    untouchedBy: z
      .array(z.string())
      .openapi({ description: "Ids of annotations that touch none of the queue's contacts" }),
    profile: z.object({ id: z.string(), version: z.number().int() }),
    settings: z.record(z.string(), z.unknown()),
    handleTimeS: z.number(),
    handleTimeFrom: z.enum(['request', 'profile', 'measured']),
    time: z.array(z.string()),
    open: z.array(z.boolean()),
    band: z
      .object({ low: numbers, high: numbers })
      .nullable()
      .openapi({ description: '10 and 90 % quantiles of the contacts' }),
    backlog: z
      .object({ contacts: z.number(), withinS: z.number(), from: z.enum(['request', 'measured']) })
      .nullable()
      .openapi({ description: 'What waits when the plan begins; null where people wait in line' }),
    scenarios: z.array(scenarioResult),
  })
  .openapi('StaffingPlan')

export const expectedWaitSchema = z
  .object({
    queue: z.object({ team: z.string().nullable(), channel: z.string().nullable() }),
    asOf: z.string(),
    isOpen: z.boolean(),
    opensAt: z.string().nullable(),
    waiting: z.number().int().openapi({ description: 'Customers in line for a person' }),
    leftLastHour: z.number().int().openapi({ description: 'Who left the line in the last open hour' }),
    promises: z
      .array(
        z.object({
          share: z.number().openapi({ description: 'Of customers to whom it is to be kept' }),
          withinS: z.number().openapi({ description: 'Open seconds until a person answers' }),
          at: z.string().nullable().openapi({ description: 'The instant by which they have passed' }),
        }),
      )
      .nullable()
      .openapi({ description: 'null: too little is known, promise nothing' }),
    calibration: z
      .object({
        from: z.string(),
        to: z.string(),
        n: z.number().int().openapi({ description: 'Newcomers for whom promises were tried' }),
        held: z.array(
          z.object({
            share: z.number(),
            held: z.number().openapi({ description: 'Share to whom it was kept' }),
          }),
        ),
      })
      .openapi({ description: 'Promises as they would have been made at the time, against what came' }),
  })
  .openapi('ExpectedWait')

export const capacityInput = z
  .strictObject({
    from: z.iso.datetime({ offset: true }),
    to: z.iso.datetime({ offset: true }),
    filters: subject.filters,
  })
  .openapi('CapacityQuestion')

export const capacitySchema = z
  .object({
    time: z.array(z.string()),
    people: numbers.openapi({ description: 'On shift and not on a break, on average over the hour' }),
    contacts: numbers.openapi({
      description: 'That they can take while kept as busy as the staffing profiles allow, less shrinkage',
    }),
    open: z.array(z.boolean()).openapi({ description: 'Whether any of the queues is open' }),
    missing: z.enum(NO_CAPACITY).nullable().openapi({ description: 'Why there is none' }),
    covered: z
      .object({ dimension: z.enum(['team', 'channel']), values: z.array(z.string()) })
      .nullable()
      .openapi({
        description: 'Where people are rostered for a part only: a filter that asks for that part',
      }),
  })
  .openapi('StaffedCapacity')
