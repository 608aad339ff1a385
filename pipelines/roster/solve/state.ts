/** A roster under way: a tour for every candidate, with presence and cost kept up to date. */
import { eachSlot, type Instance, leastTour } from './instance.ts'
import type { Column } from './master.ts'
import { type Tour, worthOf, worthOfTour } from './tours.ts'

export interface State {
  tours: Tour[]
  own: number[]
  /** Per interval, agents present of each group. */
  present: Float64Array[]
  cost: number
}

/** Nobody works but where a shift was put by hand. */
export function emptyState(instance: Instance): State {
  return stateOf(instance, instance.candidates.map(leastTour))
}

export function stateOf(instance: Instance, tours: readonly Tour[]): State {
  const { coverage, horizon, types, candidates } = instance
  const present = Array.from({ length: horizon.slots }, () => new Float64Array(coverage.groups.length))
  const own = tours.map((tour, i) =>
    instance.tours.ownCost(candidates[i] as Instance['candidates'][number], tour),
  )
  for (const [i, tour] of tours.entries()) {
    const group = candidates[i]?.group as number
    eachSlot(types, tour, (slot, share) => {
      const at = present[slot] as Float64Array
      at[group] = (at[group] as number) + share
    })
  }
  let cost = own.reduce((sum, one) => sum + one, 0)
  for (const [slot, at] of present.entries()) cost += coverage.cost(slot, at)
  return { tours: [...tours], own, present, cost }
}

/** Gives a candidate another tour. */
export function change(instance: Instance, state: State, at: number, tour: Tour, own: number): void {
  const { coverage, types } = instance
  const group = instance.candidates[at]?.group as number
  const differs = new Map<number, number>()
  const note = (sign: number) => (slot: number, share: number) => {
    differs.set(slot, (differs.get(slot) ?? 0) + sign * share)
  }
  eachSlot(types, state.tours[at] as Tour, note(-1))
  eachSlot(types, tour, note(1))
  for (const [slot, share] of differs) {
    if (Math.abs(share) < 1e-9) continue
    const present = state.present[slot] as Float64Array
    state.cost -= coverage.cost(slot, present)
    present[group] = Math.round(((present[group] as number) + share) * 1e6) / 1e6
    state.cost += coverage.cost(slot, present)
  }
  state.cost += own - (state.own[at] as number)
  state.own[at] = own
  state.tours[at] = tour
}

/** The best tour of a candidate beside all others as they are, once its present one is taken out of `state`. */
export function bestResponse(
  instance: Instance,
  state: State,
  at: number,
  hint: { tour: Tour; own: number },
) {
  const candidate = instance.candidates[at] as Instance['candidates'][number]
  const value = new Float64Array(instance.horizon.slots)
  for (let slot = 0; slot < value.length; slot++) {
    value[slot] = instance.coverage.gain(slot, state.present[slot] as Float64Array, candidate.group, 1)
  }
  const worth = worthOf(instance.types, value)
  const found = instance.tours.find(candidate, worth, Number.isFinite(hint.own) ? hint : undefined)
  if (!found) return null
  return { tour: found.tour, own: found.cost + worthOfTour(worth, found.tour) }
}

/** Its tours, each to be combined with others'; without those that break a hard rule. */
export function columnsOf(state: State): Column[] {
  return state.tours
    .map((tour, candidate) => ({ candidate, tour, own: state.own[candidate] as number }))
    .filter(({ own }) => Number.isFinite(own))
}
