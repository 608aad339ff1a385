/** One question about business time, as `business-time` reads it: the shape of published test cases. */
import { z } from 'zod'
import { calendarSchema } from './calendar.ts'
import { instantMs } from './days.ts'
import { DEADLINE_MODES } from './deadline.ts'

const INSTANT = 'an instant from 1970 to 2199 with its offset, as 2026-03-02T09:00Z'
const instant = z
  .string(INSTANT)
  .refine((text) => instantMs(text) !== null, { error: INSTANT, abort: true })
  .transform((text) => instantMs(text) as number)

/** A calendar whose zone may be called `tz`. */
const calendar = z.preprocess((input) => {
  if (typeof input !== 'object' || input === null || !('tz' in input) || 'zone' in input) return input
  const { tz: zone, ...rest } = input
  return { zone, ...rest }
}, calendarSchema)

const CENTURY_S = 100 * 366 * 86_400
const ofAny = { id: z.union([z.string(), z.number()], 'a string or a number'), calendar, from: instant }

/** Keys that are not named here (`expected`, `source`, `note`, …) are left alone. */
const caseSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({ ...ofAny, kind: z.literal('elapsed'), to: instant }),
    z.object({
      ...ofAny,
      kind: z.literal('deadline'),
      seconds: z.number().min(0).max(CENTURY_S),
      mode: z.enum(DEADLINE_MODES).default('close'),
    }),
  ],
  'elapsed or deadline',
)

/** Instants in Unix milliseconds. */
export type BusinessCase = z.output<typeof caseSchema>
type CaseId = BusinessCase['id'] | null

/** Milliseconds of a deadline's `seconds`. */
export function durationMs({ seconds }: { seconds: number }): number {
  return Math.round(seconds * 1000)
}

export interface BadCase {
  id: CaseId
  error: string
}

/** The case, or what is wrong with it by field. */
export function parseCase(input: unknown): BusinessCase | BadCase {
  const result = caseSchema.safeParse(input)
  if (result.success) return result.data
  const { issues } = result.error
  const problems = issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  )
  return { id: idOf(input), error: problems.join('; ') }
}

function idOf(input: unknown): CaseId {
  if (typeof input !== 'object' || input === null || !('id' in input)) return null
  return typeof input.id === 'string' || typeof input.id === 'number' ? input.id : null
}
