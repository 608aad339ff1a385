import type { Settings } from './settings.ts'

/** Contacts expected per interval; a forecast satisfies it. All lists are of one length. */
export interface Demand {
  /** ISO instant of the first interval, or null for plain numbers. */
  start: string | null
  stepS: number
  /** Contacts arriving in each interval. */
  mean: readonly number[]
  /** Seconds of work each, of those that arrive in the interval. */
  handleTimeS: readonly number[]
  /** Open seconds of each interval, 0 … `stepS`. */
  openS: readonly number[]
  /** Quantile level → contacts: how uneven days are. */
  quantiles?: Readonly<Record<string, readonly number[]>>
}

/** Work that is there when the first interval begins, to be done within so many open seconds. */
export interface Backlog {
  contacts: number
  withinS: number
}

export interface StaffingCase {
  demand: Demand
  settings: Settings
  /** Counts for work with a window only. */
  backlog: Backlog | null
}

/** What an interval is like with so many agents present. */
export interface Outcome {
  /** Answered (with a window: done) in time ÷ all that arrive; null where nobody comes or none was asked. */
  serviceLevel: number | null
  /** Mean seconds waited; with a window, open seconds until done; infinite in overload without patience. */
  waitS: number | null
  /** Share that gives up. */
  abandoned: number | null
  occupancy: number | null
  /** With a window: contacts left at the end of the interval. */
  backlog: number | null
}

/** Which demand on the queue an agent less would fail. */
export const REASONS = [
  'service_level',
  'wait',
  'abandonment',
  'occupancy',
  'load',
  'minimum',
  'window',
] as const
export type Reason = (typeof REASONS)[number]

export interface Need extends Outcome {
  /** Offered load in Erlangs while open. */
  load: number
  /** People present. */
  agents: number
  /** People rostered, with shrinkage. */
  rostered: number
  because: readonly Reason[]
}

/** @example rosteredFor(7, 0.3) // 10 */
export const rosteredFor = (agents: number, shrinkage: number) => Math.ceil(agents / (1 - shrinkage) - 1e-9)

/** People present, on average, of so many rostered; whole. */
export const presentOf = (rostered: number, shrinkage: number) =>
  Math.max(0, Math.floor(rostered * (1 - shrinkage) + 1e-9))

/** Demand in which what arrives while closed joins the next open interval; what comes after the last one is left out. */
export function joinedAtOpening({ quantiles: _, ...demand }: Demand): Demand {
  let waiting = 0
  const mean = demand.mean.map((value, i) => {
    if (demand.openS[i] === 0) {
      waiting += value
      return 0
    }
    const all = value + waiting
    waiting = 0
    return all
  })
  return { ...demand, mean }
}
