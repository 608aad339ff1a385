/** What is asked of a queue and how its people work: the same fields in a file, in the configuration and over HTTP. */
import { z } from 'zod'

const number = z.number('a number')
const seconds = number.positive('more than 0').max(1e8, 'at most 100,000,000 seconds')
const share = number.gt(0, 'more than 0').lt(1, 'a share below 1, as 0.8')

const stretch = z
  .array(number.min(1, 'at least 1'), 'a list of factors')
  .min(1, 'at least one factor')
  .refine((factors) => factors[0] === 1, 'the first is 1')
  .refine(
    (factors) => factors.every((factor, i) => i === 0 || (i + 1) / factor >= i / (factors[i - 1] ?? 1)),
    'one more conversation must not make an agent slower altogether',
  )

export const targetsSchema = z.strictObject({
  /** This share of all arrivals is answered within so many seconds. */
  service_level: z
    .strictObject({ share, within_s: number.min(0, 'at least 0').max(1e8, 'at most 100,000,000 seconds') })
    .optional(),
  /** Mean seconds waited, over all arrivals. */
  wait_s: seconds.optional(),
  /** Share that gives up. */
  abandonment: share.optional(),
  /** Share of the time, or of conversations that could be held, in use: a cap. */
  occupancy: number.gt(0, 'more than 0').max(1, 'at most 1').optional(),
})

/** The fields without their cross-checks, to be extended. */
export const settingsShape = {
  /** Set for work that may be put off: it is done within so many open seconds. */
  window_s: seconds.nullable().default(null),
  targets: targetsSchema.default({}),
  /** Mean seconds that a customer waits before giving up; null: endless. */
  patience_s: seconds.nullable().default(null),
  /** Conversations that an agent holds at once, at most. */
  concurrency: z
    .number('a whole number')
    .int('a whole number')
    .min(1, 'at least 1')
    .max(100, 'at most 100')
    .default(1),
  /** How much one more conversation stretches each (0 … 1), or measured factors per number held. */
  slowdown: z.union([number.min(0, 'at least 0').max(1, 'at most 1'), stretch]).default(0),
  /** Share of paid time that people are not there for the queue. */
  shrinkage: number.min(0, 'at least 0').max(0.95, 'at most 0.95').default(0),
  /** People present whenever the queue is open. */
  minimum: z
    .number('a whole number')
    .int('a whole number')
    .min(0, 'at least 0')
    .max(100_000, 'at most 100,000')
    .default(0),
  /** What becomes of contacts that arrive while it is closed: nothing, or they join the first interval after opening. */
  closed: z.enum(['lost', 'at_opening']).default('lost'),
  /** Whether contacts that outlast their interval load the next one. */
  carry_over: z.boolean().default(false),
}

const settingsObject = z.strictObject(settingsShape)
export type Settings = z.infer<typeof settingsObject>

/** Checks between the fields, for every schema that has them. */
export function checkSettings(value: Settings, context: z.RefinementCtx): void {
  const issue = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
  const { targets, window_s, patience_s, concurrency, slowdown } = value
  if (window_s !== null) {
    for (const name of ['service_level', 'wait_s', 'abandonment'] as const) {
      if (targets[name] !== undefined) issue(['targets', name], 'work with window_s is done within it')
    }
    if (patience_s !== null) issue(['patience_s'], 'nobody gives up on work with window_s')
    if (concurrency > 1) issue(['concurrency'], 'work with window_s is done one by one')
    return
  }
  if (Object.values(targets).every((one) => one === undefined)) issue(['targets'], 'at least one target')
  if (targets.abandonment !== undefined && patience_s === null) {
    issue(['patience_s'], 'needed for the target of abandonment')
  }
  if (typeof slowdown !== 'number' && slowdown.length < concurrency) {
    issue(['slowdown'], `a factor for each of ${concurrency} conversations`)
  }
}

/** Complete settings, as a scenario has them once its changes are in. */
export const settingsSchema = settingsObject.superRefine(checkSettings)
