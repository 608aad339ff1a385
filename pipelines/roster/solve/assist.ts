/** The search on the second core: whole rosters all the time, while the first proves what is possible. */
import type { Highs } from 'highs'
import { seeded } from '../../seeded.ts'
import { anneal, FROM_NOTHING } from './anneal.ts'
import { bestOf } from './best.ts'
import { dive } from './dive.ts'
import { firstRoster } from './first.ts'
import type { Instance } from './instance.ts'
import { masterOf } from './master.ts'
import type { Partner } from './partner.ts'
import { columnsOf, emptyState, type State } from './state.ts'
import { secondsOfTurn, turnAt } from './turns.ts'

/** The first turn, which starts from nothing, is so much longer. */
const LONG = 3

/** Blocks until the partner says that it is over, `stopped` does, or there is nothing to do. */
export function assist(highs: Highs, instance: Instance, partner: Partner, stopped: () => boolean): void {
  if (instance.candidates.length === 0 || instance.coverage.skills.length === 0) return
  const random = seeded(2)
  const best = bestOf(instance, emptyState(instance), partner)
  const over = () => best.over || stopped()
  best.offer(firstRoster(instance, random))
  let dived: State | null = null
  const improve = (start: State, heat: number, seconds: number) => {
    const began = performance.now()
    const progress = () => {
      best.hear()
      const called = over() || (best.columns.length > 0 && !dived)
      return called ? 1 : (performance.now() - began) / 1000 / seconds
    }
    best.offer(anneal(instance, start, random, progress, heat))
  }
  improve(best.state, FROM_NOTHING, LONG * secondsOfTurn(instance))
  for (let turn = 0; !over() && Number.isFinite(best.state.cost); turn++) {
    best.hear()
    if (best.columns.length > 0 && !dived) {
      const master = masterOf(highs, instance)
      try {
        master.add(best.columns)
        master.add(columnsOf(best.state))
        dived = dive(instance, master, () => {
          best.hear()
          return over() ? 0 : 60
        })
        best.offer(dived)
        best.columns = dived ? best.columns : []
      } finally {
        master.dispose()
      }
    }
    const { start, heat } = turnAt(turn, dived, best.state)
    improve(start, heat, secondsOfTurn(instance))
  }
}
