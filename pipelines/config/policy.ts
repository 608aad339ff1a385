import { z } from 'zod'

const MOST_MINUTES = 366 * 24 * 60

const priority = z.enum(['urgent', 'high', 'normal', 'low'])
const minutes = z
  .number()
  .int('whole minutes')
  .min(1, 'at least 1 minute')
  .max(MOST_MINUTES, 'at most 366 days, in minutes')

const pauses = z
  .array(z.enum(['new', 'pending', 'on_hold']))
  .refine((list) => new Set(list).size === list.length, 'each status once')

const target = z.strictObject({
  /** Per priority; a ticket of a priority without an entry is promised nothing. */
  minutes: z
    .partialRecord(priority, minutes)
    .refine((some) => Object.keys(some).length > 0, 'at least one priority'),
  /** `team`: the calendar of the ticket's team, else the default one; `always`: around the clock; else a calendar's id. */
  calendar: z.string().min(1).default('team'),
  /** Share of clocks that is to be met; what may be missed is the error budget. */
  goal: z.number().min(0.01, 'at least 1 %').max(0.9999, 'at most 99.99 %').default(0.9),
  /** Statuses in which the clock stands. */
  pauses: pauses.default([]),
})

const values = z.array(z.string().min(1).max(200).nullable()).min(1, 'at least one value')

/** Values of one attribute; null among them stands for "not set". Both must hold where both are stated. */
const condition = z
  .strictObject({ in: values.optional(), not_in: values.optional() })
  .refine((one) => one.in !== undefined || one.not_in !== undefined, 'state in or not_in')

/**
 * A promise to customers: which tickets it is made for, and how many minutes each target may take. Of the policies in
 * force the one with the smallest position whose conditions all hold applies; ties go by id.
 */
export const policySchema = z.strictObject({
  name: z.string().trim().min(1, 'a name').max(100),
  position: z.number().int('a whole number'),
  conditions: z
    .strictObject({
      source: condition.optional(),
      channel: condition.optional(),
      brand: condition.optional(),
      team: condition.optional(),
      tier: condition.optional(),
      topic: condition.optional(),
      priority: condition.optional(),
    })
    .default({}),
  targets: z
    .strictObject({
      first_response: target.optional(),
      next_response: target.optional(),
      resolution: target.extend({ pauses: pauses.default(['pending', 'on_hold']) }).optional(),
    })
    .refine((some) => Object.values(some).some((one) => one !== undefined), 'at least one target'),
})

export type Policy = z.infer<typeof policySchema>

/** What a folder starts with: for every ticket, in business hours. */
export const defaultPolicy: z.input<typeof policySchema> = {
  name: 'Default',
  position: 1000,
  conditions: {},
  targets: {
    first_response: { minutes: { urgent: 15, high: 30, normal: 60, low: 120 } },
    next_response: { minutes: { urgent: 30, high: 60, normal: 120, low: 240 } },
    resolution: { minutes: { urgent: 240, high: 480, normal: 960, low: 1920 } },
  },
}
