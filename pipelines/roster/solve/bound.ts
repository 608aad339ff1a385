/**
 * The least that any legal roster can cost, proven: shadow prices of the relaxation (column generation with smoothed
 * prices, Wentges 1997) and the cheapest tour of everybody under them (Lagrange). The tours found on the way are what
 * the roster is combined from.
 */
import type { Instance } from './instance.ts'
import type { Column, Duals, Master } from './master.ts'
import { worthOf, worthOfTour } from './tours.ts'

export interface Priced {
  bound: number
  columns: Column[]
}

/**
 * Lower bound under shadow prices, and everybody's cheapest tour under them. Any prices give a valid bound, once they
 * lie where missing and surplus agents cost what they cost. Without those in `except` it is no bound.
 */
export function priceTours(
  instance: Instance,
  asked: Duals,
  hints?: readonly Column[],
  except?: ReadonlySet<number>,
): Priced {
  const { coverage, candidates, horizon } = instance
  const skill = asked.skill.map((row, k) =>
    row.map((price) => Math.min(coverage.short[k] ?? 0, Math.max(-coverage.surplus, price))),
  )
  const group = coverage.groups.map((own, g) => {
    if (own.length === 1) return skill[own[0] as number] as Float64Array
    return (asked.group[g] as Float64Array).map((price, t) =>
      Math.max(price, ...own.map((k) => skill[k]?.[t] ?? 0)),
    )
  })
  let bound = instance.idleCost
  for (const [k, row] of skill.entries()) {
    for (let t = 0; t < horizon.slots; t++) bound += (row[t] as number) * (coverage.need[k]?.[t] ?? 0)
  }
  const worths = group.map((value) => worthOf(instance.types, value))
  const columns: Column[] = []
  for (const [i, candidate] of candidates.entries()) {
    if (except?.has(i)) continue
    const worth = worths[candidate.group]
    const found = worth && instance.tours.find(candidate, worth, hints?.[i])
    if (!found || !worth) continue
    bound += found.cost
    columns.push({ candidate: i, tour: found.tour, own: found.cost + worthOfTour(worth, found.tour) })
  }
  return { bound, columns }
}

const blend = (a: Duals, b: Duals, share: number): Duals => {
  const mix = (x: Float64Array, y: Float64Array) =>
    x.map((value, i) => share * value + (1 - share) * (y[i] as number))
  return {
    choice: mix(a.choice, b.choice),
    skill: a.skill.map((row, k) => mix(row, b.skill[k] as Float64Array)),
    group: a.group.map((row, g) => mix(row, b.group[g] as Float64Array)),
  }
}

/** Raises the bound until it meets the relaxation or the clock runs out. Calls `tell` with each better bound. */
export function raiseBound(
  instance: Instance,
  master: Master,
  secondsLeft: () => number,
  tell: (bound: number, duals: Duals) => void,
): number {
  let best = Number.NEGATIVE_INFINITY
  let center: Duals | null = null
  let share = 0.6
  let hints: Column[] | undefined
  for (let round = 0; round < 500 && secondsLeft() > 0; round++) {
    const relaxed = master.relax(secondsLeft())
    if (!relaxed) break
    const duals: Duals = center ? blend(center, relaxed.duals, share) : relaxed.duals
    const { bound, columns } = priceTours(instance, duals, hints)
    hints = columns.length === instance.candidates.length ? columns : undefined
    if (bound > best) {
      best = bound
      center = duals
      tell(best, duals)
    }
    const gap = (relaxed.cost + instance.idleCost - best) / Math.max(1e-9, Math.abs(relaxed.cost))
    if (gap < 0.003) break
    const known = new Set(master.columns.map(keyOf))
    const atPrices = center === duals ? [] : priceTours(instance, relaxed.duals, hints).columns
    const fresh = [...columns, ...atPrices].filter((column) => {
      const key = keyOf(column)
      return !known.has(key) && known.add(key)
    })
    if (fresh.length === 0) {
      if (share === 0) break
      share = share < 0.1 ? 0 : share / 2
    }
    master.add(fresh)
  }
  return best
}

export const keyOf = ({ candidate, tour }: Pick<Column, 'candidate' | 'tour'>) =>
  `${candidate}:${tour.map((one) => (one ? `${one.type}.${one.placing}` : '-')).join()}`
