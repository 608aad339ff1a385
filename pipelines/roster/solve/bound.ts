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

export interface Watch {
  secondsLeft(): number
  /** Hears of each better bound. */
  better(bound: number, duals: Duals): void
  /** Hears once that the tours at hand are nearly those that matter. */
  nearly?(): void
  /** Tours that somebody else has found meanwhile. */
  found?(): readonly Column[]
}

/** Distance of bound and relaxation, as a share, at which it ends, and at which the tours are nearly all there. */
const CLOSE = 0.0015
const NEARLY = 0.08
/** How much the prices stay where the bound was best. */
const STAY = 0.5

/** Raises the bound until it meets the relaxation or the clock runs out. */
export function raiseBound(instance: Instance, master: Master, watch: Watch): void {
  let share = STAY
  let { bound: best, duals: center, columns: hints } = flatPrices(instance)
  watch.better(best, center)
  master.add(hints)
  let nearly = false
  for (let round = 0; round < 500 && watch.secondsLeft() > 0; round++) {
    master.add(watch.found?.() ?? [])
    const relaxed = master.relax(watch.secondsLeft())
    if (!relaxed) break
    const duals = blend(center, relaxed.duals, share)
    const { bound, columns } = priceTours(
      instance,
      duals,
      hints.length === instance.candidates.length ? hints : undefined,
    )
    hints = columns
    if (bound > best) {
      best = bound
      center = duals
      watch.better(best, center)
    }
    const gap = (relaxed.cost + instance.idleCost - best) / Math.max(1e-9, Math.abs(relaxed.cost))
    if (gap < CLOSE) break
    if (gap < NEARLY && !nearly) {
      nearly = true
      watch.nearly?.()
    }
    if (master.add(columns) === 0) {
      if (share === 0) break
      share = share < 0.1 ? 0 : share / 2
    }
  }
}

/** Prices that are the same wherever anybody is needed: the best of some are a better beginning than any of the first relaxations. */
function flatPrices(instance: Instance): Priced & { duals: Duals } {
  const { coverage, candidates } = instance
  const dearest = Math.max(...coverage.short)
  const priced = [0, 0.05, 0.1, 0.15, 0.3, 1].map((part) => {
    const skill = coverage.need.map((row) =>
      row.map((agents) => (agents > 0 ? part * dearest : -coverage.surplus)),
    )
    const group = coverage.groups.map((own) =>
      (skill[0] as Float64Array).map((_, t) => Math.max(...own.map((k) => skill[k]?.[t] ?? 0))),
    )
    const duals: Duals = { choice: new Float64Array(candidates.length), skill, group }
    return { ...priceTours(instance, duals), duals }
  })
  return priced.reduce((best, one) => (one.bound > best.bound ? one : best))
}
