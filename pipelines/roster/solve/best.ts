/** The best roster known, of this search and of its partner. */
import type { Instance } from './instance.ts'
import type { Column } from './master.ts'
import type { Partner } from './partner.ts'
import { type State, stateOf } from './state.ts'

export interface Best {
  state: State
  /** Tours of the partner that nobody has taken yet. */
  columns: Column[]
  over: boolean
  /** Keeps it and tells the partner when it is better. */
  offer(state: State | null): void
  /** Fetches what the partner has found; whether a better roster was among it. */
  hear(): boolean
}

export function bestOf(instance: Instance, start: State, partner: Partner): Best {
  return {
    state: start,
    columns: [],
    over: false,
    offer(state) {
      if (!state || state.cost >= this.state.cost - 1e-6) return
      this.state = state
      partner.tell({ kind: 'roster', tours: state.tours, cost: state.cost })
    },
    hear() {
      const before = this.state
      for (const word of partner.hear()) {
        if (word.kind === 'over') this.over = true
        else if (word.kind === 'columns') this.columns = word.columns
        else if (word.cost < this.state.cost - 1e-6) this.state = stateOf(instance, word.tours)
      }
      return this.state !== before
    },
  }
}
