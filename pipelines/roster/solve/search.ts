/** From nothing to the best roster in the time there is: a first roster, the bound, the best combination, improvement. */
import type { Highs } from 'highs'
import { seeded } from '../../seeded.ts'
import { anneal, FROM_NOTHING } from './anneal.ts'
import { bestOf } from './best.ts'
import { priceTours, raiseBound } from './bound.ts'
import { dive } from './dive.ts'
import { firstRoster } from './first.ts'
import type { Instance } from './instance.ts'
import { type Column, type Duals, masterOf } from './master.ts'
import { ALONE, type Partner } from './partner.ts'
import { columnsOf, emptyState, type State, stateOf } from './state.ts'
import type { Tour } from './tours.ts'
import { secondsOfTurn, turnAt } from './turns.ts'

export type Phase = 'first' | 'bound' | 'combine' | 'improve'

export interface Progress {
  phase: Phase
  /** Cost of the best roster so far. */
  cost: number
  /** Proven least cost; null until there is one. */
  bound: number | null
  seconds: number
}

export interface Search {
  state: State
  bound: number
  /** Shadow prices that prove the bound. */
  duals: Duals | null
  seconds: number
  stopped: 'gap' | 'time' | 'cancelled'
}

export interface Limits {
  seconds: number
  /** Relative gap at which it is good enough. */
  gap: number
  cancelled(): boolean
  tell(progress: Progress): void
}

/** Shares of the time: until when the bound is raised, and until when tours are combined. */
const BOUND_UNTIL = 0.6
const DIVE_UNTIL = 0.85
/** Seconds of the first rosters, per person, and as a share of the time. Their tours are what the bound is raised from: from few it hardly moves. */
const FIRST_S = 0.045
const FIRST_SHARE = 0.1
/** So few tours are combined by branch and bound too, for this share of the time. */
const FEW_COLUMNS = 1200
const COMBINE_SHARE = 0.1
/** Seconds between two words of how far it is. */
const TELL_S = 0.3

/** Blocks its thread. A `partner` looks for rosters on another core (`assist.ts`). */
export function search(highs: Highs, instance: Instance, limits: Limits, partner?: Partner): Search {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const random = seeded(1)
  let bound = Number.NEGATIVE_INFINITY
  let duals: Duals | null = null
  let phase: Phase = 'first'
  let told = 0
  const best = bestOf(instance, emptyState(instance), partner ?? ALONE)
  const total = () => best.state.cost + instance.idleCost
  const tell = () => {
    told = seconds()
    limits.tell({ phase, cost: total(), bound: Number.isFinite(bound) ? bound : null, seconds: told })
  }
  const enough = (cost: number) => cost - bound <= limits.gap * Math.abs(cost) + 1e-6
  const closeEnough = () => {
    best.hear()
    return enough(total())
  }
  const over = (share: number) => limits.cancelled() || seconds() >= limits.seconds * share
  const improve = (until: number, start: State, heat: number, pass?: (tours: readonly Tour[]) => void) => {
    const from = seconds()
    best.offer(
      anneal(
        instance,
        start,
        random,
        (cost) => {
          best.hear()
          if (seconds() > told + TELL_S) tell()
          return enough(cost + instance.idleCost) || closeEnough() || limits.cancelled()
            ? 1
            : (seconds() - from) / Math.max(1e-3, until - from)
        },
        heat,
        pass,
      ),
    )
    tell()
  }
  const outcome = (): Search => ({
    // Summed anew, so that no rounding of the many small steps is left.
    state: stateOf(instance, best.state.tours),
    bound: Math.min(bound, total()),
    duals,
    seconds: seconds(),
    stopped: limits.cancelled() ? 'cancelled' : closeEnough() ? 'gap' : 'time',
  })

  best.offer(firstRoster(instance, random))
  const passed: Column[] = []
  improve(
    Math.min(FIRST_SHARE * limits.seconds, FIRST_S * instance.candidates.length),
    best.state,
    FROM_NOTHING,
    (tours) => passed.push(...columnsOf(stateOf(instance, tours))),
  )
  if (instance.candidates.length === 0 || instance.coverage.skills.length === 0) {
    bound = priceTours(instance, zeroDuals(instance)).bound
    return outcome()
  }

  const master = masterOf(highs, instance)
  let dived: State | null = null
  try {
    phase = 'bound'
    master.add([...passed, ...columnsOf(best.state), ...columnsOf(emptyState(instance))])
    raiseBound(instance, master, {
      secondsLeft: () => (limits.cancelled() || closeEnough() ? 0 : limits.seconds * BOUND_UNTIL - seconds()),
      better: (higher, prices) => {
        bound = higher
        duals = prices
        tell()
      },
      nearly: () => partner?.tell({ kind: 'columns', columns: master.columns }),
      found: () => (best.hear() ? columnsOf(best.state) : []),
    })
    phase = 'combine'
    if (!closeEnough() && !over(DIVE_UNTIL)) {
      dived = dive(instance, master, () =>
        over(DIVE_UNTIL) || closeEnough() ? 0 : limits.seconds * DIVE_UNTIL - seconds(),
      )
      best.offer(dived)
      tell()
    }
    if (!closeEnough() && !over(DIVE_UNTIL) && master.columns.length <= FEW_COLUMNS) {
      master.add(columnsOf(best.state))
      const tours = master.combine(best.state.tours, limits.seconds * COMBINE_SHARE, limits.cancelled)
      best.offer(tours && stateOf(instance, tours))
      tell()
    }
    phase = 'improve'
    for (let turn = 0; !closeEnough() && !over(1); turn++) {
      const { start, heat } = turnAt(turn, dived, best.state)
      improve(Math.min(limits.seconds, seconds() + secondsOfTurn(instance)), start, heat)
    }
  } finally {
    partner?.tell({ kind: 'over' })
    master.dispose()
  }
  const found = outcome()
  tell()
  return found
}

const zeroDuals = ({ candidates, coverage, horizon }: Instance) => ({
  choice: new Float64Array(candidates.length),
  skill: coverage.skills.map(() => new Float64Array(horizon.slots)),
  group: coverage.groups.map(() => new Float64Array(horizon.slots)),
})
