/** Replays demand against a plan, several times over, and says what comes of it and how sure that is. */
import { setImmediate } from 'node:timers/promises'
import type { Outcome, StaffingCase } from '../demand.ts'
import { type Estimate, ratioOf } from './estimate.ts'
import type { Change } from './presence.ts'
import { seeded } from './random.ts'
import { runOnce } from './run.ts'
import type { Tally } from './tally.ts'

export interface SimulateInput {
  case: StaffingCase
  /** People present, by the instants at which their number changes. */
  presence: readonly Change[]
  runs?: number
  seed?: number
  /** How much busier or quieter whole days may be than expected, as of `dayVariances`; not at all unless told. */
  dayVariance?: readonly number[]
  handleTimeCv?: number
}

export interface SimulatedTotals {
  serviceLevel: Estimate | null
  waitS: Estimate | null
  abandoned: Estimate | null
  occupancy: Estimate | null
}

export interface Simulated {
  runs: number
  intervals: Outcome[]
  total: SimulatedTotals
}

const RUNS = 50

/**
 * The same seed gives the same figures. Bands are over the runs; with fewer than two there is none. Others get their turn
 * between two runs.
 * @example (await simulate({ case: { demand, settings, backlog: null }, presence: presenceOfPlan([5, 6], 1800) })).total.serviceLevel
 */
export async function simulate(input: SimulateInput): Promise<Simulated> {
  const { runs = RUNS, seed = 1, dayVariance = [], handleTimeCv = 1, presence } = input
  const random = seeded(seed)
  const tallies: Tally[] = []
  for (let run = 0; run < runs; run++) {
    tallies.push(runOnce({ case: input.case, presence, dayVariance, handleTimeCv }, random))
    await setImmediate()
  }
  const isDeferred = input.case.settings.window_s !== null
  const hasLevel = isDeferred || input.case.settings.targets.service_level !== undefined
  return {
    runs,
    intervals: input.case.demand.mean.map((_, i) => outcomeAt(tallies, i, hasLevel, isDeferred)),
    total: {
      serviceLevel: hasLevel ? overall(tallies, 'met', 'decided') : null,
      waitS: overall(tallies, 'waitS', 'decided'),
      abandoned: isDeferred ? null : overall(tallies, 'abandoned', 'decided'),
      occupancy: overall(tallies, 'heldS', 'slotS'),
    },
  }
}

type Column = 'met' | 'decided' | 'waitS' | 'abandoned' | 'heldS' | 'slotS'

function overall(tallies: readonly Tally[], part: Column, whole: Column): Estimate | null {
  const sumOf = (column: Column) => tallies.map((tally) => tally[column].reduce((sum, one) => sum + one, 0))
  return ratioOf(sumOf(part), sumOf(whole))
}

function outcomeAt(tallies: readonly Tally[], i: number, hasLevel: boolean, isDeferred: boolean): Outcome {
  const sum = (column: Column | 'waitingAtEnd') =>
    tallies.reduce((total, tally) => total + (tally[column][i] ?? 0), 0)
  const share = (part: Column, whole: Column) => (sum(whole) === 0 ? null : sum(part) / sum(whole))
  return {
    serviceLevel: hasLevel ? share('met', 'decided') : null,
    waitS: share('waitS', 'decided'),
    abandoned: isDeferred ? null : share('abandoned', 'decided'),
    occupancy: share('heldS', 'slotS'),
    backlog: isDeferred ? sum('waitingAtEnd') / tallies.length : null,
  }
}
