/** What one rule costs at a time; infinite where it is hard and broken. */
import type { Rules } from '../model/rules.ts'
import type { Candidate } from './candidates.ts'

type Limit = { is: 'hard' | 'priced' | 'off'; limit: number; price: number }

/** Price of the unit that makes the count `count`. */
export function counted({ is, limit, price }: Limit, count: number): number {
  if (is === 'off' || count <= limit) return 0
  return is === 'hard' ? Number.POSITIVE_INFINITY : price
}

const HOUR_MS = 3_600_000

export function restCost({ is, limit, price }: Limit, restMs: number): number {
  const missing = limit - restMs / HOUR_MS
  if (is === 'off' || missing <= 1e-9) return 0
  return is === 'hard' ? Number.POSITIVE_INFINITY : price * missing
}

/** Of a calendar week with so many minutes of work: hours beyond the law's and beside the contract's. */
export function settleWeek(rules: Rules, candidate: Candidate, week: number, minutes: number): number {
  const hours = minutes / 60
  const contract = candidate.contract[week] ?? 0
  const { is, limit, above, below } = rules.contract_hours
  const cost = hoursBeyond(rules.weekly_hours, hours)
  if (is === 'off') return cost
  const over = hours - contract - limit
  const under = contract - limit - hours
  if (is === 'hard' && !candidate.relaxed)
    return over > 1e-9 || under > 1e-9 ? Number.POSITIVE_INFINITY : cost
  return cost + Math.max(0, over) * above + Math.max(0, under) * below
}

function hoursBeyond({ is, limit, price }: Limit, hours: number): number {
  if (is === 'off' || hours <= limit + 1e-9) return 0
  return is === 'hard' ? Number.POSITIVE_INFINITY : price * (hours - limit)
}
