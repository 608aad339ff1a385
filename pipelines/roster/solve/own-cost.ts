/** What a tour costs apart from coverage, day by day: the rules as `tours.ts` searches under them, for one tour at hand. */
import type { Horizon } from '../model/horizon.ts'
import type { Rules } from '../model/rules.ts'
import type { Candidate } from './candidates.ts'
import { counted, restCost, settleWeek } from './rule-costs.ts'
import type { ShiftType } from './shift-types.ts'
import type { Tour } from './tours.ts'

/** Infinite where a hard rule forbids the tour, or the candidate may not have one of its shifts. */
export type OwnCost = (candidate: Candidate, tour: Tour) => number

export function ownCostOf(types: readonly ShiftType[][], rules: Rules, horizon: Horizon): OwnCost {
  const { days } = horizon
  const dayBefore = horizon.instant(-1, 0)
  const twoDaysBefore = horizon.instant(-2, 0)
  const mondayOffset = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(days[0]?.weekday ?? 'mon')
  const restOnFree = rules.free_day_rest.is !== 'off'
  const fairness = rules.fairness.is === 'priced' ? rules.fairness.price : 0
  const tables = new WeakMap<Candidate, Float64Array[]>()

  const pricesOf = (candidate: Candidate): Float64Array[] => {
    const known = tables.get(candidate)
    if (known) return known
    const made = candidate.choices.map((choices, d) => {
      const prices = new Float64Array(types[d]?.length ?? 0).fill(Number.POSITIVE_INFINITY)
      for (const { type, cost } of choices) prices[type] = cost
      return prices
    })
    tables.set(candidate, made)
    return made
  }

  return (candidate, tour) => {
    const { before } = candidate.person
    const prices = pricesOf(candidate)
    let cost = 0
    let minutes = 0
    let worked = Math.min(before.days_in_row, mondayOffset)
    let row = before.days_in_row
    let weekends = before.weekends
    let unpopular = before.unpopular
    let lastEnd = before.last_end === undefined ? Number.NEGATIVE_INFINITY : Date.parse(before.last_end)
    // Days since the last shift: 1 yesterday, 2 the day before that; more is no rest of ours.
    let ago = lastEnd > dayBefore ? 1 : lastEnd > twoDaysBefore ? 2 : 3
    for (let d = 0; d < days.length; d++) {
      const day = days[d] as Horizon['days'][number]
      if (d > 0 && day.weekday === 'mon') {
        cost += settleWeek(rules, candidate, day.week - 1, minutes)
        minutes = 0
        worked = 0
      }
      const one = tour[d]
      if (!one) {
        if (!candidate.mayBeOff[d]) return Number.POSITIVE_INFINITY
        cost += candidate.offCost[d] as number
        row = 0
        ago += 1
        continue
      }
      const type = types[d]?.[one.type] as ShiftType
      const sunday = day.weekday === 'sun'
      cost += prices[d]?.[one.type] as number
      if (ago === 1) cost += restCost(rules.daily_rest, type.startMs - lastEnd)
      else if (ago === 2 && restOnFree) cost += restCost(rules.free_day_rest, type.startMs - lastEnd)
      if (sunday && rules.sunday_rest_day.is === 'hard' && worked >= 6) return Number.POSITIVE_INFINITY
      minutes += type.work
      worked += 1
      row += 1
      cost += counted(rules.days_per_week, worked) + counted(rules.days_in_row, row)
      if (day.weekday === 'sat' || (sunday && ago !== 1)) {
        weekends += 1
        cost += counted(rules.weekends, weekends)
      }
      if (type.pattern.unpopular > 0) {
        cost += fairness * (2 * unpopular + 1)
        unpopular += 1
      }
      if (cost === Number.POSITIVE_INFINITY) return cost
      lastEnd = type.endMs
      ago = 1
    }
    return cost + settleWeek(rules, candidate, days.at(-1)?.week ?? 0, minutes)
  }
}
