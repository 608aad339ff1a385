import { z } from 'zod'

const minutes = z
  .number()
  .int()
  .positive()
  .max(60 * 24 * 366)
const targets = z.strictObject({ first_response: minutes, next_response: minutes, resolution: minutes })

/**
 * The default policy: minutes on the calendar, per priority. `other` holds for tickets without a priority.
 * Name and version stand on every clock, so that later versions leave earlier clocks alone.
 */
export const policySchema = z.strictObject({
  name: z.string().min(1).default('Default'),
  version: z.number().int().positive().default(1),
  targets: z.strictObject({ urgent: targets, high: targets, normal: targets, low: targets, other: targets }),
  resolution_pauses: z.array(z.enum(['pending', 'on_hold'])).default(['pending', 'on_hold']),
})

export type Policy = z.infer<typeof policySchema>

const normal = { first_response: 60, next_response: 120, resolution: 960 }

export const defaultPolicy: Policy = {
  name: 'Default',
  version: 1,
  targets: {
    urgent: { first_response: 15, next_response: 30, resolution: 240 },
    high: { first_response: 30, next_response: 60, resolution: 480 },
    normal,
    low: { first_response: 120, next_response: 240, resolution: 1920 },
    other: normal,
  },
  resolution_pauses: ['pending', 'on_hold'],
}
