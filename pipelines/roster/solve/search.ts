/** From nothing to the best roster in the time there is: a first roster, the bound, the best combination, improvement. */
import type { Highs } from 'highs'
import { seeded } from '../../seeded.ts'
import { anneal } from './anneal.ts'
import { priceTours, raiseBound } from './bound.ts'
import { dive } from './dive.ts'
import { sweep } from './improve.ts'
import type { Instance } from './instance.ts'
import { type Duals, masterOf } from './master.ts'
import { emptyState, type State, stateOf } from './state.ts'

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
const BOUND_UNTIL = 0.5
const DIVE_UNTIL = 0.8
/** Seconds of the first rosters, per person, and as a share of the time. */
const FIRST_S = 0.045
const FIRST_SHARE = 0.1
/** So few tours are combined by branch and bound too, for this share of the time. */
const FEW_COLUMNS = 1200
const COMBINE_SHARE = 0.1
/** Seconds between two words of how far it is. */
const TELL_S = 0.3
/** Seconds of one turn of improving, per person; each begins where the best roster is, hotter or colder than the one before. */
const TURN_S = 0.12
const HEATS = [1, 1.6, 2.5, 0.7]

export function search(highs: Highs, instance: Instance, limits: Limits): Search {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const random = seeded(1)
  let bound = Number.NEGATIVE_INFINITY
  let best = emptyState(instance)
  let duals: Duals | null = null
  let phase: Phase = 'first'
  const total = () => best.cost + instance.idleCost
  const tell = () =>
    limits.tell({ phase, cost: total(), bound: Number.isFinite(bound) ? bound : null, seconds: seconds() })
  const closeEnough = () => total() - bound <= limits.gap * Math.abs(total()) + 1e-6
  const over = (share: number) => limits.cancelled() || seconds() >= limits.seconds * share
  const outcome = (): Search => ({
    state: best,
    bound: Math.min(bound, total()),
    duals,
    seconds: seconds(),
    stopped: limits.cancelled() ? 'cancelled' : closeEnough() ? 'gap' : 'time',
  })

  const seeds = firstRosters(
    instance,
    random,
    Math.min(FIRST_SHARE * limits.seconds, FIRST_S * instance.candidates.length),
  )
  for (const one of seeds) if (one.cost < best.cost) best = one
  tell()
  if (instance.candidates.length === 0 || instance.coverage.skills.length === 0) {
    bound = priceTours(instance, zeroDuals(instance)).bound
    return outcome()
  }

  const master = masterOf(highs, instance)
  try {
    phase = 'bound'
    for (const one of seeds) master.add(columnsOf(one))
    master.add(columnsOf(emptyState(instance)).filter(({ own }) => Number.isFinite(own)))
    raiseBound(
      instance,
      master,
      () => (limits.cancelled() ? 0 : limits.seconds * BOUND_UNTIL - seconds()),
      (better, prices) => {
        bound = better
        duals = prices
        tell()
      },
    )
    if (!Number.isFinite(bound)) bound = priceTours(instance, zeroDuals(instance)).bound
    phase = 'combine'
    if (!closeEnough() && !over(DIVE_UNTIL)) {
      const dived = dive(instance, master, () =>
        over(DIVE_UNTIL) ? 0 : limits.seconds * DIVE_UNTIL - seconds(),
      )
      if (dived && dived.cost < best.cost) best = dived
      tell()
    }
    if (!closeEnough() && !over(DIVE_UNTIL) && master.columns.length <= FEW_COLUMNS) {
      master.add(columnsOf(best))
      const tours = master.combine(best.tours, limits.seconds * COMBINE_SHARE, limits.cancelled)
      const combined = tours && stateOf(instance, tours)
      if (combined && combined.cost < best.cost) best = combined
      tell()
    }
    phase = 'improve'
    for (let turn = 0; !closeEnough() && !over(1); turn++) {
      const from = seconds()
      const until = Math.min(limits.seconds, from + Math.max(0.3, TURN_S * instance.candidates.length))
      let told = from
      const found = anneal(
        instance,
        best,
        random,
        (cost) => {
          const reached = cost + instance.idleCost - bound <= limits.gap * Math.abs(cost + instance.idleCost)
          if (seconds() > told + TELL_S) {
            told = seconds()
            limits.tell({ phase, cost: cost + instance.idleCost, bound, seconds: told })
          }
          return reached || limits.cancelled() ? 1 : (seconds() - from) / (until - from)
        },
        HEATS[turn % HEATS.length],
      )
      if (found.cost < best.cost - 1e-6) best = found
      tell()
    }
  } finally {
    master.dispose()
  }
  // Summed anew, so that no rounding of the many small steps is left.
  best = stateOf(instance, best.tours)
  tell()
  return outcome()
}

/** Quick rosters: everybody the best tour beside those before, then many small changes. Good tours make good first prices. */
function firstRosters(instance: Instance, random: () => number, seconds: number): State[] {
  const began = performance.now()
  const order = shuffled(
    instance.candidates.map((_, i) => i),
    random,
  )
  const greedy = emptyState(instance)
  for (let again = 0; again < 2; again++) if (!sweep(instance, greedy, order)) break
  const first = stateOf(instance, greedy.tours)
  const from = performance.now()
  const until = Math.max(from, began + seconds * 1000)
  return [
    first,
    anneal(
      instance,
      first,
      random,
      () => (until - from < 1 ? 1 : (performance.now() - from) / (until - from)),
      4,
    ),
  ]
}

const columnsOf = (state: State) =>
  state.tours.map((tour, candidate) => ({ candidate, tour, own: state.own[candidate] as number }))

const zeroDuals = ({ candidates, coverage, horizon }: Instance) => ({
  choice: new Float64Array(candidates.length),
  skill: coverage.skills.map(() => new Float64Array(horizon.slots)),
  group: coverage.groups.map(() => new Float64Array(horizon.slots)),
})

function shuffled(list: readonly number[], random: () => number): number[] {
  const mixed = [...list]
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[mixed[i], mixed[j]] = [mixed[j] as number, mixed[i] as number]
  }
  return mixed
}
