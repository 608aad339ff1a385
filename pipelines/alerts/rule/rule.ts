import { z } from 'zod'
import { idSchema } from '../../config/record.ts'

const filter = z.strictObject({
  dimension: z.string().min(1).max(60),
  values: z.array(z.string().max(200).nullable()).min(1, 'at least one value').max(200),
  exclude: z.boolean().default(false),
})
const filters = z.array(filter).max(20).default([])
const target = z.enum(['first_response', 'next_response', 'resolution'])
const targets = z.array(target).min(1, 'at least one target').optional()
const by = z.array(z.string().min(1).max(60)).max(3, 'at most three dimensions').default([])
const threshold = z.number().refine(Number.isFinite, 'a number')

/** Thresholds: an alert begins at `enter` and is over on the other side of `leave`, which is `enter` unless told. */
const thresholds = { enter: threshold, leave: threshold.optional() }
const minutes = (most: number) => z.number().min(0).max(most)
const WEEK_MIN = 7 * 24 * 60

const metric = z.strictObject({
  kind: z.literal('metric'),
  /** A metric of the catalog, in its unit: seconds for durations, shares from 0 to 1. */
  metric: z.string().min(1).max(100),
  filters,
  /** Each combination of values has a state of its own. */
  by,
  /** How far back the figure reaches; backlogs are read at the end of it. */
  window_min: z
    .number()
    .int('whole minutes')
    .min(1)
    .max(4 * WEEK_MIN),
  /** The figure itself; or divided by its mean in the same window of the same weekday before, or by the forecast. */
  against: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('value') }),
      z.strictObject({ kind: z.literal('weekdays'), weeks: z.number().int().min(1).max(12).default(4) }),
      z.strictObject({ kind: z.literal('forecast') }),
    ])
    .default({ kind: 'value' }),
  is: z.enum(['above', 'below']),
  ...thresholds,
  min_n: z.number().int().min(0).max(1_000_000).default(0),
})

const ticketRisk = z.strictObject({
  kind: z.literal('ticket_risk'),
  targets,
  filters,
  /** `probability` of a breach, at least `enter`; or `minutes_left` in business time, at most `enter`. */
  measure: z.enum(['probability', 'minutes_left']),
  ...thresholds,
})

const queueRisk = z.strictObject({
  kind: z.literal('queue_risk'),
  targets,
  filters,
  by: by.default(['team']),
  /** A clock counts from this probability of a breach on. */
  probability: z.number().min(0.01).max(1).default(0.5),
  ...thresholds,
})

const burnRate = z.strictObject({
  kind: z.literal('burn_rate'),
  /** Name of the policy. */
  policy: z.string().min(1).max(100),
  target,
  long_min: z
    .number()
    .int()
    .min(10)
    .max(4 * WEEK_MIN),
  /** Ends the alert soon after the burning ends; a twelfth of the long window unless told. */
  short_min: z.number().int().min(1).max(WEEK_MIN).optional(),
  /** Breached share ÷ share that may be missed, in both windows. */
  ...thresholds,
  /** Clocks decided in the short window. */
  min_n: z.number().int().min(1).max(1_000_000).default(5),
})

const sourceSilent = z.strictObject({
  kind: z.literal('source_silent'),
  /** Each source that has ever spoken unless told. */
  source: idSchema.optional(),
  /** Minutes of the rule's schedule without an event. */
  ...thresholds,
})

const notify = z.strictObject({
  /** Ids of endpoints. */
  to: z.array(idSchema).max(50).default([]),
  /** Alerts that agree in these labels share a notice. */
  group_by: by,
  wait_s: z.number().min(0).max(3600).default(30),
  interval_min: minutes(24 * 60).default(5),
  /** How often what goes on is told again; 0 is never. */
  repeat_h: z
    .number()
    .min(0)
    .max(24 * 7)
    .default(4),
  resolved: z.boolean().default(true),
})

/** When whom to warn: a condition, how long it has to last, when it is looked at, and who is told. */
export const ruleSchema = z
  .strictObject({
    name: z.string().trim().min(1, 'a name').max(120),
    enabled: z.boolean().default(true),
    severity: z.enum(['warning', 'critical']).default('warning'),
    when: z.discriminatedUnion('kind', [metric, ticketRisk, queueRisk, burnRate, sourceSilent]),
    for_min: minutes(WEEK_MIN).default(0),
    keep_firing_min: minutes(WEEK_MIN).default(10),
    /** `always`, or a calendar: the rule rests while it is closed. */
    schedule: z.string().min(1).default('always'),
    /** A calendar while whose closing nobody is told; what still goes on is told when it opens. */
    mute_outside: z.string().min(1).nullable().default(null),
    /** Minutes of the schedule without any event after which figures are no longer believed; null is never. */
    stale_after_min: minutes(WEEK_MIN).min(1).nullable().default(1440),
    notify: notify.prefault({}),
    /** Rules whose alerts with the same labels keep this one quiet. */
    inhibited_by: z.array(idSchema).max(20).default([]),
  })
  .superRefine(({ when }, context) => {
    if (when.leave === undefined) return
    const rising = directionOf(when) === 'above'
    if (rising ? when.leave > when.enter : when.leave < when.enter) {
      context.addIssue({
        code: 'custom',
        path: ['when', 'leave'],
        message: rising ? 'not above enter' : 'not below enter',
      })
    }
  })

export type Rule = z.infer<typeof ruleSchema>
export type Condition = Rule['when']
export type MetricCondition = Extract<Condition, { kind: 'metric' }>
export type RiskCondition = Extract<Condition, { kind: 'ticket_risk' | 'queue_risk' }>
export type BurnCondition = Extract<Condition, { kind: 'burn_rate' }>
export type SilentCondition = Extract<Condition, { kind: 'source_silent' }>

/** On which side of its threshold a condition holds. */
export function directionOf(when: Condition): 'above' | 'below' {
  if (when.kind === 'metric') return when.is
  return when.kind === 'ticket_risk' && when.measure === 'minutes_left' ? 'below' : 'above'
}

export const shortWindowMin = ({ short_min, long_min }: BurnCondition) =>
  short_min ?? Math.max(1, Math.round(long_min / 12))
