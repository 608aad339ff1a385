import { z } from 'zod'
import { dayOf, instantMs } from '../calendars/days.ts'

export const ANNOTATION_KINDS = ['campaign', 'outage', 'release', 'holiday', 'other'] as const

export const when = z
  .string()
  .refine(
    (text) => dayOf(text) !== null || instantMs(text) !== null,
    'a day such as 2026-12-01 or an instant such as 2026-12-01T09:00:00+01:00',
  )

const some = z.array(z.string().min(1).max(200)).min(1, 'at least one value')

/**
 * Something that happened, or will, and that explains figures. From an instant up to another (without the second one: a
 * moment), or from a local day through another (without: that day), in the zone of whoever looks.
 */
export const annotationSchema = z
  .strictObject({
    kind: z.enum(ANNOTATION_KINDS),
    text: z.string().trim().min(1, 'a text').max(300),
    from: when,
    to: when.nullable().default(null),
    /** What it touches; `{}` is everything. All of what is stated must hold. */
    scope: z
      .strictObject({ team: some.optional(), channel: some.optional(), brand: some.optional() })
      .default({}),
    /** By how much it changes what arrives while it lasts, in percent; forecasts take it into account. */
    expected_effect_pct: z
      .number()
      .min(-100, 'at least −100')
      .max(1000, 'at most 1000')
      .nullable()
      .default(null),
  })
  .superRefine(checkStretch)

/** Both days or both instants, and in their order. */
export function checkStretch(
  { from, to }: { from: string; to: string | null },
  context: z.RefinementCtx,
): void {
  if (to === null) return
  const [fromDay, toDay] = [dayOf(from), dayOf(to)]
  const [fromMs, toMs] = [instantMs(from), instantMs(to)]
  const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['to'], message })
  if ((fromDay === null) !== (toDay === null)) refuse('days or instants, as in from')
  else if (fromDay !== null && toDay !== null && toDay < fromDay) refuse('not before from')
  else if (fromMs !== null && toMs !== null && toMs <= fromMs) refuse('after from')
}

export type Annotation = z.infer<typeof annotationSchema>
