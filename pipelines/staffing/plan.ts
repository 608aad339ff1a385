/** People rostered for a queue, and who of them is there. */
import { presentOf, rosteredFor } from './demand.ts'
import type { Change } from './simulation/presence.ts'

/** Instants (seconds since the start of the demand) at which the number of people rostered changes. */
export type Plan = readonly Change[]

/** People there, on average, as shrinkage takes its share of those rostered. */
export function presenceIn(plan: Plan, shrinkage: number): Change[] {
  return plan.map(({ at, agents }) => ({ at, agents: presentOf(agents, shrinkage) }))
}

/** So many fewer wherever somebody is planned. */
export function without(plan: Plan, absent: number): Change[] {
  return plan.map(({ at, agents }) => ({ at, agents: Math.max(0, agents - absent) }))
}

/** Everybody who is needed, as a plan. */
export function planOf(agents: readonly number[], stepS: number, shrinkage: number): Change[] {
  return agents.map((count, i) => ({ at: i * stepS, agents: rosteredFor(count, shrinkage) }))
}

/** Mean number of people in each interval. */
export function averagePerInterval(plan: Plan, stepS: number, intervals: number): number[] {
  const averages = Array.from({ length: intervals }, () => 0)
  for (const [index, { at, agents }] of plan.entries()) {
    const until = Math.min(plan[index + 1]?.at ?? Number.POSITIVE_INFINITY, intervals * stepS)
    for (let from = Math.max(0, at); from < until; ) {
      const interval = Math.floor(from / stepS + 1e-9)
      const to = Math.min(until, (interval + 1) * stepS)
      averages[interval] = (averages[interval] ?? 0) + (agents * (to - from)) / stepS
      from = to
    }
  }
  return averages
}
