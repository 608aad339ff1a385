/** The rules a roster obeys: each has a name, is hard, priced or off, and starts as German working-time law (ArbZG) has it. */
import { z } from 'zod'

const force = z.enum(['hard', 'priced', 'off'])
const price = (value: number) => z.number().nonnegative().max(1e6).default(value)

/** A rule with one limit; `price` (in hours of pay) is for each unit beyond it, where the rule is priced. */
function rule(is: z.infer<typeof force>, limit: number, perUnit: number, most: number) {
  const shape = z.strictObject({
    is: force.default(is),
    limit: z.number().nonnegative().max(most).default(limit),
    price: price(perUnit),
  })
  return shape.prefault({})
}

export const rulesSchema = z
  .strictObject({
    /** § 3 ArbZG: hours of work, without breaks, in a shift. Priced per hour beyond. */
    daily_hours: rule('hard', 10, 10, 24),
    /** § 5 ArbZG: hours of rest between two shifts. Priced per missing hour. */
    daily_rest: rule('hard', 11, 10, 24),
    /** § 4 ArbZG: 30 minutes of break beyond 6 h of work, 45 beyond 9 h, no more than `limit` hours at a stretch. Never priced. */
    breaks: z
      .strictObject({
        is: z.enum(['hard', 'off']).default('hard'),
        limit: z.number().positive().max(24).default(6),
      })
      .prefault({}),
    /** § 3 ArbZG: hours of work in a calendar week, 6 × 8. Priced per hour beyond. */
    weekly_hours: rule('hard', 48, 5, 168),
    /** Days worked in a calendar week. Priced per day beyond. */
    days_per_week: rule('hard', 5, 10, 7),
    /** Days worked without a free one. Priced per day beyond. */
    days_in_row: rule('hard', 6, 10, 31),
    /** § 11 (4) ArbZG: a single free day comes with the daily rest, 24 + 11 h. Priced per missing hour. */
    free_day_rest: rule('hard', 35, 2, 48),
    /** §§ 9, 10 ArbZG: work on Sundays and holidays; hard forbids it, priced asks `price` for each shift. */
    sunday_work: z.strictObject({ is: force.default('priced'), price: price(4) }).prefault({}),
    /** § 11 (3) ArbZG: whoever works on a Sunday has one of Monday to Saturday free in that week. */
    sunday_rest_day: z.strictObject({ is: z.enum(['hard', 'off']).default('hard') }).prefault({}),
    /** § 11 (1) ArbZG: Sundays that stay free in a year. */
    free_sundays: z
      .strictObject({
        is: z.enum(['hard', 'off']).default('hard'),
        limit: z.number().int().min(0).max(52).default(15),
      })
      .prefault({}),
    /** Weekends with work in four weeks, those before the roster included. Priced per weekend beyond. */
    weekends: rule('priced', 2, 8, 60),
    /** Hours of a week beside the contract, beyond `limit` of them either way: `above` and `below` are prices per hour; hard forbids them. */
    contract_hours: z
      .strictObject({
        is: force.default('priced'),
        limit: z.number().nonnegative().max(168).default(0),
        above: price(2),
        below: price(1.5),
      })
      .prefault({}),
    /** A wish of weight 1 that is not met. */
    wishes: z.strictObject({ is: force.default('priced'), price: price(4) }).prefault({}),
    /** Unpopular shifts: `price` × (number of them)² a person, so that they spread. */
    fairness: z
      .strictObject({ is: z.enum(['priced', 'off']).default('priced'), price: price(0.5) })
      .prefault({}),
  })
  .prefault({})

export type Rules = z.infer<typeof rulesSchema>
export type RuleName = keyof Rules

/** What breaks outside the rules above: facts that no price buys. */
export type FactName = 'skills' | 'availability' | 'leave' | 'one_shift_a_day' | 'pattern' | 'person'
