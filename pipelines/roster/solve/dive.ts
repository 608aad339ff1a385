/** Whole rosters out of the relaxation: tours that it is almost sure of are settled, the rest is solved and priced anew. */
import { priceTours } from './bound.ts'
import { sweep } from './improve.ts'
import type { Instance } from './instance.ts'
import type { Master } from './master.ts'
import { type State, stateOf } from './state.ts'
import type { Tour } from './tours.ts'

const SURE = 0.75
/** Of those who are open, the share that is settled at a time at least. */
const AT_ONCE = 1 / 6

/**
 * A roster for all. Whoever is not settled when the clock runs out has the tour that is likeliest by then. Null when there was no
 * time for one relaxation.
 */
export function dive(instance: Instance, master: Master, secondsLeft: () => number): State | null {
  const people = instance.candidates.length
  const tours: Tour[] = []
  const settled = new Set<number>()
  try {
    while (settled.size < people) {
      const relaxed = master.relax(Math.max(0.5, secondsLeft()))
      if (!relaxed) break
      const fresh =
        secondsLeft() > 0 ? master.add(priceTours(instance, relaxed.duals, undefined, settled).columns) : 0
      const again = fresh > 0 ? master.relax(Math.max(0.5, secondsLeft())) : relaxed
      if (!again) break
      const open = master.columns
        .map(({ candidate }, at) => ({ candidate, at, share: again.shares[at] ?? 0 }))
        .filter(({ candidate, share }) => share > 1e-6 && !settled.has(candidate))
        .sort((a, b) => b.share - a.share)
      for (const { candidate, at } of open.toReversed()) tours[candidate] = master.columns[at]?.tour as Tour
      if (secondsLeft() <= 0) break
      const most = Math.max(1, Math.ceil((people - settled.size) * AT_ONCE))
      let taken = 0
      for (const { candidate, at, share } of open) {
        if (settled.has(candidate) || (taken >= most && share < SURE)) continue
        master.fix(at)
        settled.add(candidate)
        taken += 1
      }
      if (taken === 0) break
    }
  } finally {
    master.release()
  }
  if (!instance.candidates.every((_, i) => tours[i])) return null
  const state = stateOf(instance, tours)
  const order = instance.candidates.map((_, i) => i)
  for (let round = 0; round < 5 && sweep(instance, state, order); round++) {}
  return stateOf(instance, state.tours)
}
