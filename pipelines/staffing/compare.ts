/** Scenarios side by side: what each needs, what the plan lacks, and what it would lead to by formula and by simulation. */
import { joinedAtOpening, type Need, type Outcome } from './demand.ts'
import { averagePerInterval, planOf, presenceIn } from './plan.ts'
import { outcomes, requirement } from './requirement.ts'
import { applyScenario, type PlannedCase, type Scenario } from './scenario.ts'
import { dayVariances } from './simulation/arrivals.ts'
import { type SimulatedTotals, simulate } from './simulation/simulate.ts'

export interface ComparedInterval {
  contacts: number
  need: Need
  /** People rostered by the plan, on average over the interval. */
  planned: number
  /** Planned − rostered need: negative where people are missing. */
  gap: number
  withPlan: Outcome
  simulated: Outcome | null
}

export interface Totals {
  contacts: number
  /** Rostered hours that are needed. */
  hours: number
  peak: number
  plannedHours: number
  /** Hours in which people are missing, and in which there are more than needed. */
  shortHours: number
  overHours: number
  /** Over contacts, with the required staff. */
  serviceLevel: number | null
  /** Over contacts, with the plan. */
  plannedServiceLevel: number | null
  plannedWaitS: number | null
  plannedAbandoned: number | null
  simulated: SimulatedTotals | null
}

export interface Compared {
  name: string
  intervals: ComparedInterval[]
  total: Totals
}

export interface CompareOptions {
  /** Runs of the simulator; 0 for none. */
  runs: number
  seed?: number
}

/** A plan of just what the base needs, for those who have none yet. */
export function planFor(base: Omit<PlannedCase, 'plan'>): PlannedCase['plan'] {
  const joins = base.settings.closed === 'at_opening' && base.settings.window_s === null
  const demand = joins ? joinedAtOpening(base.demand) : base.demand
  const agents = requirement({ ...base, demand }).map((one) => one.agents)
  return planOf(agents, base.demand.stepS, base.settings.shrinkage)
}

/**
 * The base first, named `base`, then the scenarios in their order. Throws `invalid` for settings that do not fit together.
 * @example (await compare(base, [{ name: 'campaign', demand_factor: 1.3, … }], { runs: 0 }))[1].total.shortHours
 */
export async function compare(
  base: PlannedCase,
  scenarios: readonly Scenario[],
  options: CompareOptions,
): Promise<Compared[]> {
  const cases = [
    { name: 'base', planned: base },
    ...scenarios.map((one) => ({ name: one.name, planned: applyScenario(base, one) })),
  ]
  // However many come in a scenario, days are as uneven as the forecast says of the base.
  const dayVariance = dayVariances(base.demand)
  const compared: Compared[] = []
  for (const { name, planned } of cases) compared.push(await evaluate(name, planned, dayVariance, options))
  return compared
}

async function evaluate(
  name: string,
  given: PlannedCase,
  dayVariance: readonly number[],
  { runs, seed }: CompareOptions,
): Promise<Compared> {
  const { settings, plan } = given
  const joins = settings.closed === 'at_opening' && settings.window_s === null
  const planned = joins ? { ...given, demand: joinedAtOpening(given.demand) } : given
  const { demand } = planned
  const needs = requirement(planned)
  const presence = presenceIn(plan, settings.shrinkage)
  const rostered = averagePerInterval(plan, demand.stepS, demand.mean.length)
  const present = averagePerInterval(presence, demand.stepS, demand.mean.length).map((one) =>
    Math.floor(one + 1e-9),
  )
  const predicted = outcomes(planned, present)
  const simulation =
    runs === 0
      ? null
      : await simulate({
          case: planned,
          presence,
          runs,
          ...(seed === undefined ? {} : { seed }),
          dayVariance,
        })
  const intervals = needs.map((need, i): ComparedInterval => {
    const there = demand.openS[i] === 0 ? 0 : (rostered[i] ?? 0)
    return {
      contacts: demand.mean[i] ?? 0,
      need,
      planned: there,
      gap: there - need.rostered,
      withPlan: predicted[i] as Outcome,
      simulated: simulation?.intervals[i] ?? null,
    }
  })
  return {
    name,
    intervals,
    total: { ...totalsOf(intervals, demand.stepS), simulated: simulation?.total ?? null },
  }
}

function totalsOf(intervals: readonly ComparedInterval[], stepS: number): Omit<Totals, 'simulated'> {
  const hours = (of: (one: ComparedInterval) => number) =>
    (intervals.reduce((sum, one) => sum + of(one), 0) * stepS) / 3600
  return {
    contacts: intervals.reduce((sum, one) => sum + one.contacts, 0),
    hours: hours((one) => one.need.rostered),
    peak: Math.max(0, ...intervals.map((one) => one.need.rostered)),
    plannedHours: hours((one) => one.planned),
    shortHours: hours((one) => Math.max(0, -one.gap)),
    overHours: hours((one) => Math.max(0, one.gap)),
    serviceLevel: overContacts(intervals, (one) => one.need.serviceLevel),
    plannedServiceLevel: overContacts(intervals, (one) => one.withPlan.serviceLevel),
    plannedWaitS: overContacts(intervals, (one) => one.withPlan.waitS),
    plannedAbandoned: overContacts(intervals, (one) => one.withPlan.abandoned),
  }
}

function overContacts(
  intervals: readonly ComparedInterval[],
  of: (one: ComparedInterval) => number | null,
): number | null {
  let [sum, contacts] = [0, 0]
  for (const one of intervals) {
    const value = of(one)
    if (value === null) continue
    sum += value * one.contacts
    contacts += one.contacts
  }
  return contacts === 0 ? null : sum / contacts
}
