/**
 * What an interval costs when people with several skills serve where they are missed most. How many agents are missing in the
 * dearest skills is, by max-flow and min-cut, the worst of all sets of them: what the set needs less those who serve any of
 * it. Serving the dearest first as far as can be is optimal (a transversal matroid is greedy).
 */

/** Agents present per group stand in `present` from `at` (0 unless told) on. */
export type IntervalCost = (slot: number, present: Float64Array, at?: number) => number

interface Serving {
  /** Agents needed, `need[skill][slot]`. */
  need: readonly Float64Array[]
  /** Price of an agent missing, per skill, and of one too many. */
  short: readonly number[]
  surplus: number
  /** Skills of each group. */
  groups: readonly (readonly number[])[]
}

/** Skills by the price of an agent missing. */
const dearestFirst = (short: readonly number[]): number[] =>
  short.map((_, k) => k).sort((a, b) => (short[b] ?? 0) - (short[a] ?? 0))

/** So many skills have few enough sets to look at each. */
export const MOST_SKILLS_IN_SETS = 4

export function costBySets({ need, short, surplus, groups }: Serving): IntervalCost {
  const dearest = dearestFirst(short)
  const slots = need[0]?.length ?? 0
  const sets = 2 ** dearest.length
  const needed = Array.from({ length: sets }, (_, set) => {
    const sum = new Float64Array(slots)
    for (const [bit, skill] of dearest.entries()) {
      if ((set >> bit) & 1) for (let t = 0; t < slots; t++) sum[t] = (sum[t] ?? 0) + (need[skill]?.[t] ?? 0)
    }
    return sum
  })
  const serving = needed.map((_, set) =>
    groups.flatMap((own, g) => (own.some((k) => (set >> dearest.indexOf(k)) & 1) ? [g] : [])),
  )
  const prices = dearest.map((k) => short[k] ?? 0)
  const all = groups.length

  return (slot, present, at = 0) => {
    let total = 0
    let worst = 0
    let missing = 0
    let set = 1
    for (let rank = 0; rank < prices.length; rank++) {
      for (const end = 2 << rank; set < end; set++) {
        const who = serving[set] as number[]
        let lacks = (needed[set] as Float64Array)[slot] as number
        for (let i = 0; i < who.length; i++) lacks -= present[at + (who[i] as number)] as number
        if (lacks > worst) worst = lacks
      }
      total += (worst - missing) * (prices[rank] as number)
      missing = worst
    }
    let left = missing - ((needed[sets - 1] as Float64Array)[slot] as number)
    for (let g = 0; g < all; g++) left += present[at + g] as number
    return left > 0 ? total + left * surplus : total
  }
}

const UNIT = 60
/** Presences that are remembered of one need. */
const MOST_KEPT = 50_000

/** The same for any number of skills, by giving people away one skill after the other. */
export function costByServing({ need, short, surplus, groups }: Serving, people: number): IntervalCost {
  const dearest = dearestFirst(short)

  // Intervals of the same need share what was worked out; presence, in whole minutes of people, is packed into one number.
  const byNeed = new Map<string, Map<number, number>>()
  const keptOf = Array.from({ length: need[0]?.length ?? 0 }, (_, slot) => {
    const needs = need.map((row) => row[slot]).join()
    const kept = byNeed.get(needs) ?? new Map<number, number>()
    byNeed.set(needs, kept)
    return kept
  })
  const radix = UNIT * (people + 1) + 1
  const packs = radix ** groups.length < Number.MAX_SAFE_INTEGER

  const cost: IntervalCost = (slot, present, at = 0) => {
    const kept = packs ? keptOf[slot] : undefined
    let key = 0
    for (let g = 0; g < groups.length; g++) key = key * radix + Math.round((present[at + g] ?? 0) * UNIT)
    const known = kept?.get(key)
    if (known !== undefined) return known
    const value = serveCost(slot, present, at)
    if (kept) {
      if (kept.size > MOST_KEPT) kept.clear()
      kept.set(key, value)
    }
    return value
  }

  /** Serves the dearest skill as far as can be, then the next without taking from those before: optimal, as a matroid is greedy. */
  const serveCost = (slot: number, present: Float64Array, at: number): number => {
    const free = groups.map((_, g) => present[at + g] ?? 0)
    const serving = groups.map(() => new Float64Array(short.length))
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
      let missing = need[skill]?.[slot] ?? 0
      while (missing > 1e-9) {
        const got = give(skill, missing, new Set())
        if (got <= 1e-9) break
        missing -= got
      }
      total += Math.max(0, missing) * (short[skill] ?? 0)
    }
    return total + free.reduce((sum, left) => sum + left, 0) * surplus
  }

  return cost
}
