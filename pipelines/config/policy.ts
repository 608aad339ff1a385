import { z } from 'zod'

const LONGEST_MINUTES = 366 * 24 * 60
const minutes = z.number().int().positive().max(LONGEST_MINUTES)
const byPriority = z.strictObject({ urgent: minutes, high: minutes, normal: minutes, low: minutes }).partial()
const target = (pauses: ('new' | 'pending' | 'on_hold')[]) =>
  z.strictObject({
    minutes: byPriority,
    calendar: z.string().min(1).default('team'),
    pauses: z.array(z.enum(['new', 'pending', 'on_hold'])).default(pauses),
  })
const values = z.array(z.string().nullable()).min(1)
const condition = z.union([z.strictObject({ in: values }), z.strictObject({ not_in: values })])

export const policySchema = z.strictObject({
  name: z.string().min(1),
  position: z.number().int(),
  conditions: z
    .partialRecord(z.enum(['source', 'channel', 'brand', 'team', 'tier', 'topic', 'priority']), condition)
    .default({}),
  targets: z.strictObject({
    first_response: target([]).optional(),
    next_response: target([]).optional(),
    resolution: target(['pending', 'on_hold']).optional(),
  }),
})

export type Policy = z.infer<typeof policySchema>

export const defaultPolicy: Policy = policySchema.parse({
  name: 'Default',
  position: 1000,
  targets: {
    first_response: { minutes: { urgent: 15, high: 30, normal: 60, low: 120 } },
    next_response: { minutes: { urgent: 30, high: 60, normal: 120, low: 240 } },
    resolution: { minutes: { urgent: 240, high: 480, normal: 960, low: 1920 } },
  },
})
