/** What presence costs in one interval: agents missing and agents too many, people with several skills where they serve best. */
import type { Demand } from '../model/demand.ts'
import type { Setup } from '../model/setup.ts'

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
  cost(slot: number, present: ArrayLike<number>): number
  /** How much less the interval costs with one more (sign 1), or more with one fewer (−1). */
  gain(slot: number, present: Float64Array, group: number, sign: 1 | -1): number
}

const UNIT = 60
/** Presences that are remembered of one need. */
const MOST_KEPT = 50_000

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
  const dearest = demand.skills.map((_, k) => k).sort((a, b) => (short[b] ?? 0) - (short[a] ?? 0))
  const simple = groups.length === 1 && demand.skills.length === 1 && groups[0]?.length === 1

  // Intervals of the same need share what was worked out; presence, in whole minutes of people, is packed into one number.
  const byNeed = new Map<string, Map<number, number>>()
  const keptOf = Array.from({ length: demand.agents[0]?.length ?? 0 }, (_, slot) => {
    const need = demand.agents.map((row) => row[slot]).join()
    const kept = byNeed.get(need) ?? new Map<number, number>()
    byNeed.set(need, kept)
    return kept
  })
  const radix = UNIT * (people + 1) + 1
  const packs = radix ** groups.length < Number.MAX_SAFE_INTEGER

  const cost = (slot: number, present: ArrayLike<number>): number => {
    if (simple) {
      const over = (present[0] ?? 0) - (demand.agents[0]?.[slot] ?? 0)
      return over >= 0 ? over * surplus : -over * (short[0] ?? 0)
    }
    const kept = packs ? keptOf[slot] : undefined
    let key = 0
    for (let g = 0; g < groups.length; g++) key = key * radix + Math.round((present[g] ?? 0) * UNIT)
    const known = kept?.get(key)
    if (known !== undefined) return known
    const value = serveCost(slot, present)
    if (kept) {
      if (kept.size > MOST_KEPT) kept.clear()
      kept.set(key, value)
    }
    return value
  }

  /** Serves the dearest skill as far as can be, then the next without taking from those before: optimal, as a matroid is greedy. */
  const serveCost = (slot: number, present: ArrayLike<number>): number => {
    const free = groups.map((_, g) => present[g] ?? 0)
    const serving = groups.map(() => new Float64Array(demand.skills.length))
    const give = (skill: number, amount: number, asked: Set<number>): number => {
      for (let g = 0; g < groups.length; g++) {
        if (asked.has(g) || !groups[g]?.includes(skill)) continue
        asked.add(g)
        const own = serving[g] as Float64Array
        if ((free[g] as number) > 1e-9) {
          const taken = Math.min(free[g] as number, amount)
          free[g] = (free[g] as number) - taken
          own[skill] = (own[skill] ?? 0) + taken
          return taken
        }
        for (let other = 0; other < own.length; other++) {
          if (other === skill || (own[other] as number) <= 1e-9) continue
          const taken = give(other, Math.min(own[other] as number, amount), asked)
          if (taken <= 1e-9) continue
          own[other] = (own[other] as number) - taken
          own[skill] = (own[skill] ?? 0) + taken
          return taken
        }
      }
      return 0
    }
    let total = 0
    for (const skill of dearest) {
      let missing = demand.agents[skill]?.[slot] ?? 0
      while (missing > 1e-9) {
        const got = give(skill, missing, new Set())
        if (got <= 1e-9) break
        missing -= got
      }
      total += Math.max(0, missing) * (short[skill] ?? 0)
    }
    return total + free.reduce((sum, left) => sum + left, 0) * surplus
  }

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
