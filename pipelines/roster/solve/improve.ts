/** Better rosters by taking some people's tours away and giving each the best one beside all others, one after the other. */
import type { Instance } from './instance.ts'
import { bestResponse, change, copyOf, type State } from './state.ts'

/** Everybody once, in that order; returns whether the cost fell. */
export function sweep(instance: Instance, state: State, order: readonly number[]): boolean {
  const before = state.cost
  for (const at of order) reassign(instance, state, at)
  return state.cost < before - 1e-6
}

export function reassign(instance: Instance, state: State, at: number, noise?: () => number): void {
  const free = instance.horizon.days.map(() => null)
  const tour = state.tours[at] as State['tours'][number]
  const own = state.own[at] as number
  change(instance, state, at, free, own)
  const found = bestResponse(instance, state, at, { tour, own }, noise)
  if (found) change(instance, state, at, found.tour, found.own)
  else change(instance, state, at, tour, own)
}

/**
 * Ruins and rebuilds small sets of people until `done` says so; a slightly worse roster is gone on from now and then.
 * Returns the best one met.
 */
export function improve(
  instance: Instance,
  start: State,
  random: () => number,
  done: (best: State) => boolean,
): State {
  const people = instance.candidates.length
  let best = copyOf(start)
  let now = copyOf(start)
  if (people === 0) return best
  let idle = 0
  while (!done(best)) {
    const size = Math.min(people, 2 + Math.floor(random() * 4))
    const chosen = pick(people, size, random)
    const before = copyOf(now)
    const free = instance.horizon.days.map(() => null)
    const tours = chosen.map((at) => now.tours[at])
    for (const at of chosen) change(instance, now, at, free, now.own[at] as number)
    const loud = random() < 0.5 ? () => 0.85 + 0.3 * random() : undefined
    for (const [i, at] of chosen.entries()) {
      const found = bestResponse(
        instance,
        now,
        at,
        { tour: tours[i] as State['tours'][number], own: before.own[at] as number },
        i < chosen.length - 1 ? loud : undefined,
      )
      if (found) change(instance, now, at, found.tour, found.own)
      else change(instance, now, at, tours[i] as State['tours'][number], before.own[at] as number)
    }
    for (const at of chosen) if (loud) reassign(instance, now, at)
    const slack = 0.0004 * Math.abs(best.cost) * random()
    if (now.cost > before.cost + (idle > 3 * people ? slack : 1e-9)) now = before
    if (now.cost < best.cost - 1e-6) {
      best = copyOf(now)
      idle = 0
    } else {
      idle += 1
      if (idle % (20 * people) === 0) now = copyOf(best)
    }
  }
  return best
}

function pick(people: number, size: number, random: () => number): number[] {
  const chosen = new Set<number>()
  while (chosen.size < size) chosen.add(Math.floor(random() * people))
  return [...chosen]
}
