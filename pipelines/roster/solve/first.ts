/** A first roster: everybody the best tour beside those before. */
import { sweep } from './improve.ts'
import type { Instance } from './instance.ts'
import { emptyState, type State, stateOf } from './state.ts'

export function firstRoster(instance: Instance, random: () => number): State {
  const order = shuffled(
    instance.candidates.map((_, i) => i),
    random,
  )
  const greedy = emptyState(instance)
  for (let again = 0; again < 2; again++) if (!sweep(instance, greedy, order)) break
  return stateOf(instance, greedy.tours)
}

function shuffled(list: readonly number[], random: () => number): number[] {
  const mixed = [...list]
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[mixed[i], mixed[j]] = [mixed[j] as number, mixed[i] as number]
  }
  return mixed
}
