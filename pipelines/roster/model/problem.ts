/** What a roster is to be made of: a team, a period, and the agents that each interval needs. */
import { z } from 'zod'
import { fieldsOf, sentenceOf } from '../../config/fields.ts'
import { invalid } from '../../errors.ts'
import { dutyTurnSchema, shiftSchema } from './roster.ts'
import { checkNames, date, setupShape } from './setup.ts'

const agents = z.number().nonnegative().max(10_000)
/** An instant, or wall time in the setup's zone without an offset. */
const at = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/,
    'an instant, or local time as 2026-12-07T08:00',
  )

const block = z.strictObject({ skill: z.string().min(1), from: at, agents: z.array(agents).min(1) })
/** A row as the staffing command prints it; more columns are welcome. */
const row = z
  .looseObject({
    time: at.optional(),
    start: at.optional(),
    at: at.optional(),
    skill: z.string().nullish(),
    queue: z.string().nullish(),
    agents: agents.nullish(),
    required: agents.nullish(),
  })
  .refine((one) => (one.time ?? one.start ?? one.at) !== undefined, { error: 'missing', path: ['time'] })
  .refine((one) => one.required !== undefined || one.agents !== undefined, {
    error: 'missing',
    path: ['agents'],
  })

export const periodShape = {
  from: date,
  days: z.number().int().min(1).max(31).default(7),
  /** Length of an interval of the requirement. */
  step_minutes: z.union([z.literal(15), z.literal(30), z.literal(60)]).default(30),
  /** Runs of consecutive intervals, or one row an interval. */
  requirement: z.array(z.union([block, row])).max(100_000),
  /** Shifts that stay as they are, whatever they cost; those that break a hard rule are left out, with a warning. */
  pinned: z.array(shiftSchema).max(20_000).default([]),
  /** Duties that stay with whom they were given to, who has no shift meanwhile; left out with a warning as shifts are. */
  pinned_on_call: z.array(dutyTurnSchema).max(5_000).default([]),
}

export const problemSchema = z.strictObject({ ...setupShape, ...periodShape }).superRefine(checkNames)

export type Problem = z.infer<typeof problemSchema>

/** Throws `invalid` naming each wrong field. */
export function parseProblem(input: unknown): Problem {
  const read = problemSchema.safeParse(input)
  if (read.success) return read.data
  const fields = fieldsOf(read.error)
  throw invalid(`the roster's input is not valid: ${sentenceOf(fields)}`, fields)
}
