import { z } from 'zod'
import { checkStretch, when } from './annotation.ts'

export const ADJUSTS = ['percent', 'add', 'total'] as const

const MOST_CONTACTS = 1_000_000

/**
 * What a person makes of a queue's forecast from an instant up to another, or from a local day of the queue's zone through another:
 * so many percent more or fewer contacts (`percent`), so many contacts more or fewer on each local day (`add`), or so many on each
 * whatever was forecast (`total`). Of a day that instants cut, the part between them is meant. The model's own value stays beside it.
 */
export const adjustmentSchema = z
  .strictObject({
    queue: z
      .string()
      .max(500)
      .regex(/^[^~]*~[^~]*$/, 'a queue such as support~whatsapp'),
    from: when,
    to: when.nullable().default(null),
    percent: z.number('a number').min(-100, 'at least −100').max(1000, 'at most 1000').optional(),
    add: z
      .number('a number')
      .min(-MOST_CONTACTS, 'at least −1000000')
      .max(MOST_CONTACTS, 'at most 1000000')
      .refine((contacts) => contacts !== 0, 'not 0')
      .optional(),
    total: z.number('a number').min(0, 'at least 0').max(MOST_CONTACTS, 'at most 1000000').optional(),
    why: z.string().trim().min(1, 'a reason').max(300),
  })
  .superRefine((body, context) => {
    checkStretch(body, context)
    const [stated, ...more] = ADJUSTS.filter((by) => body[by] !== undefined)
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message })
    if (stated === undefined) refuse('percent', 'this, or `add`, or `total`')
    for (const by of more) refuse(by, `not beside \`${stated}\`: one of percent, add, total`)
    if (body.to === null && body.from.includes('T')) {
      refuse('to', 'an instant, as a moment holds no contacts')
    }
  })

export type Adjustment = z.infer<typeof adjustmentSchema>
