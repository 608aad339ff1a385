/** Better rosters by taking people's tours away and giving each the best one beside all others, one after the other. */
import type { Instance } from './instance.ts'
import { bestResponse, change, type State } from './state.ts'

/** Everybody once, in that order; returns whether the cost fell. */
export function sweep(instance: Instance, state: State, order: readonly number[]): boolean {
  const before = state.cost
  for (const at of order) reassign(instance, state, at)
  return state.cost < before - 1e-6
}

function reassign(instance: Instance, state: State, at: number): void {
  const free = instance.horizon.days.map(() => null)
  const tour = state.tours[at] as State['tours'][number]
  const own = state.own[at] as number
  change(instance, state, at, free, own)
  const found = bestResponse(instance, state, at, { tour, own })
  if (found) change(instance, state, at, found.tour, found.own)
  else change(instance, state, at, tour, own)
}
