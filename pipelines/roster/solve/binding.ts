/** Which rules bind, and what giving way a little would save: found by pricing and improving under the relaxed rule. */

import { seeded } from '../../seeded.ts'
import { checkRoster } from '../check/check-roster.ts'
import type { Problem } from '../model/problem.ts'
import type { Shift } from '../model/roster.ts'
import type { RuleName, Rules } from '../model/rules.ts'
import { anneal } from './anneal.ts'
import { priceTours } from './bound.ts'
import { shiftsOf, toursOf } from './convert.ts'
import { sweep } from './improve.ts'
import { type Instance, instanceOf } from './instance.ts'
import type { Duals } from './master.ts'
import { emptyState, stateOf } from './state.ts'
import type { Tour } from './tours.ts'

export interface Binding {
  rule: RuleName
  /** What holds, and what was tried instead: hours, days, a count; null where there is no number. */
  limit: number | null
  relaxed: number | null
  /** What a roster that was found costs less, in hours of pay. */
  saves: number
  /** Agent-hours fewer that are missing in it. */
  shortHours: number
}

/** The step that is tried of each rule; null where it is off already. */
const RELAXED: Partial<
  Record<
    RuleName,
    (rules: Rules) => { rules: Partial<Rules>; limit: number | null; relaxed: number | null } | null
  >
> = {
  daily_hours: step('daily_hours', 1),
  daily_rest: step('daily_rest', -1),
  weekly_hours: step('weekly_hours', 4),
  days_per_week: step('days_per_week', 1),
  days_in_row: step('days_in_row', 1),
  free_day_rest: step('free_day_rest', -5),
  weekends: step('weekends', 1),
  contract_hours: ({ contract_hours: rule }) =>
    rule.is === 'off'
      ? null
      : {
          rules: { contract_hours: { ...rule, limit: rule.limit + 2 } },
          limit: rule.limit,
          relaxed: rule.limit + 2,
        },
  sunday_work: lifted('sunday_work'),
  sunday_rest_day: lifted('sunday_rest_day'),
  free_sundays: lifted('free_sundays'),
  wishes: lifted('wishes'),
}

function step(
  rule:
    | 'daily_hours'
    | 'daily_rest'
    | 'weekly_hours'
    | 'days_per_week'
    | 'days_in_row'
    | 'free_day_rest'
    | 'weekends',
  by: number,
) {
  return (rules: Rules) => {
    const { is, limit } = rules[rule]
    if (is === 'off') return null
    const relaxed = Math.max(0, limit + by)
    return { rules: { [rule]: { ...rules[rule], limit: relaxed } }, limit, relaxed }
  }
}

function lifted(rule: 'sunday_work' | 'sunday_rest_day' | 'free_sundays' | 'wishes') {
  return (rules: Rules) =>
    rules[rule].is === 'off'
      ? null
      : { rules: { [rule]: { ...rules[rule], is: 'off' as const } }, limit: null, relaxed: null }
}

/**
 * Rules whose relaxing saves something, most first. Screened by the shadow prices `duals` where there are any: a rule
 * that changes nobody's cheapest tour does not bind. The roster is improved under the rules as they are for as long as under
 * each relaxed one, so that what only time would have saved counts for no rule. Ends with the clock.
 */
export function bindingRules(
  problem: Problem,
  shifts: readonly Shift[],
  duals: Duals | null,
  secondsLeft: () => number,
): Binding[] {
  const here = duals && priceTours(instanceOf(problem), duals).bound
  const tried = Object.entries(RELAXED).flatMap(([rule, relax]) => {
    const change = relax?.(problem.rules)
    if (!change) return []
    const { rules, limit, relaxed } = change
    const other: Problem = { ...problem, rules: { ...problem.rules, ...rules } }
    const instance = instanceOf(other)
    const binds = !duals || here === null || priceTours(instance, duals).bound < here - 1e-6
    return binds ? [{ rule: rule as RuleName, limit, relaxed, other, instance }] : []
  })
  const share = secondsLeft() / (tried.length + 1)
  if (!(share > 0)) return []
  const before = improved(problem, instanceOf(problem), shifts, share, secondsLeft)
  return tried
    .flatMap(({ rule, limit, relaxed, other, instance }): Binding[] => {
      if (secondsLeft() <= 0) return []
      const after = improved(other, instance, shifts, share, secondsLeft)
      const saves = before.cost - after.cost
      const shortHours = before.shortHours - after.shortHours
      return saves > 1e-6 ? [{ rule, limit, relaxed, saves, shortHours }] : []
    })
    .sort((a, b) => b.saves - a.saves)
}

/** What the shifts cost after some seconds of improving, on-call left out of account, by the checker. */
function improved(
  problem: Problem,
  instance: Instance,
  shifts: readonly Shift[],
  seconds: number,
  secondsLeft: () => number,
): { cost: number; shortHours: number } {
  const free = emptyState(instance).tours
  const tours = toursOf(instance, shifts).map((tour, at) => tour ?? (free[at] as Tour))
  const state = stateOf(instance, tours)
  const order = instance.candidates.map((_, at) => at)
  const began = performance.now()
  const gone = () => (secondsLeft() <= 0 ? 1 : (performance.now() - began) / (seconds * 1000))
  while (gone() < 0.3 && sweep(instance, state, order)) {}
  const from = gone()
  const better = anneal(instance, stateOf(instance, state.tours), seeded(3), () => {
    const now = gone()
    return now < 1 ? (now - from) / (1 - from) : 1
  })
  const { costs, shortHours } = checkRoster(problem, {
    shifts: shiftsOf(instance, better.tours),
    on_call: [],
  })
  return { cost: costs.total - costs.duties, shortHours }
}
