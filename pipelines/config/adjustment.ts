import { z } from 'zod'
import { checkStretch, when } from './annotation.ts'

/**
 * What a person makes of a queue's forecast: so many percent more or fewer contacts from an instant up to another, or from a local
 * day of the queue's zone through another. The model's own value stays beside it.
 */
export const adjustmentSchema = z
  .strictObject({
    queue: z
      .string()
      .max(500)
      .regex(/^[^~]*~[^~]*$/, 'a queue such as support~whatsapp'),
    from: when,
    to: when.nullable().default(null),
    percent: z.number('a number').min(-100, 'at least −100').max(1000, 'at most 1000'),
    why: z.string().trim().min(1, 'a reason').max(300),
  })
  .superRefine((body, context) => {
    checkStretch(body, context)
    if (body.to === null && body.from.includes('T')) {
      context.addIssue({ code: 'custom', path: ['to'], message: 'an instant, as a moment holds no contacts' })
    }
  })

export type Adjustment = z.infer<typeof adjustmentSchema>
