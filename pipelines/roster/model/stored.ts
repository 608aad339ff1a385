/** A roster as it is kept: the problem it answers, so that it can be checked for good, and its shifts. */
import { z } from 'zod'
import { problemSchema } from './problem.ts'
import { assignmentSchema } from './roster.ts'

export const storedRosterSchema = z.strictObject({
  name: z.string().trim().max(120).optional(),
  /** The team's id and the version of it that the problem was made from; null for a problem from elsewhere. */
  team: z.strictObject({ id: z.string(), version: z.number().int().positive() }).nullable().default(null),
  problem: problemSchema,
  ...assignmentSchema.shape,
  /** What the solver said; null once edited by hand from nothing. */
  solved: z
    .strictObject({
      cost: z.number(),
      bound: z.number(),
      gap: z.number(),
      status: z.enum(['within_gap', 'time_limit', 'cancelled']),
    })
    .nullable()
    .default(null),
})

export type StoredRoster = z.infer<typeof storedRosterSchema>
