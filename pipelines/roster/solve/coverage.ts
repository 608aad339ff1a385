/** What presence costs in one interval: agents missing and agents too many, people with several skills where they serve best. */
import type { Demand } from '../model/demand.ts'
import type { Setup } from '../model/setup.ts'
import { costByServing, costBySets, type IntervalCost, MOST_SKILLS_IN_SETS } from './serving.ts'

/** People who serve the same skills are one group. */
export interface Coverage {
  skills: string[]
  /** Per skill. */
  need: Float64Array[]
  /** Price of an agent missing for one interval, per skill. */
  short: number[]
  /** Price of an agent too many for one interval. */
  surplus: number
  /** Positions in `skills`, per group. */
  groups: number[][]
  /** Cost of one interval with `present[group]` agents there. */
  cost: IntervalCost
  /** How much less the interval costs with one more (sign 1), or more with one fewer (−1). */
  gain(slot: number, present: Float64Array, group: number, sign: 1 | -1): number
}

export function coverageOf(
  demand: Demand,
  prices: Setup['prices'],
  stepMs: number,
  groupSkills: readonly string[][],
  people: number,
): Coverage {
  const hours = stepMs / 3_600_000
  const short = demand.skills.map((skill) => (prices.short_by_skill[skill] ?? prices.short) * hours)
  const surplus = prices.surplus * hours
  const groups = groupSkills.map((own) =>
    own.map((skill) => demand.skills.indexOf(skill)).filter((at) => at !== -1),
  )
  const serving = { need: demand.agents, short, surplus, groups }
  const cost =
    demand.skills.length <= MOST_SKILLS_IN_SETS ? costBySets(serving) : costByServing(serving, people)

  return {
    skills: demand.skills,
    need: demand.agents,
    short,
    surplus,
    groups,
    cost,
    gain(slot, present, group, sign) {
      const now = cost(slot, present)
      const was = present[group] as number
      present[group] = was + sign
      const then = cost(slot, present)
      present[group] = was
      return now - then
    },
  }
}
