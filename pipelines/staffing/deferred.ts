/**
 * Staff for work that may be put off: everything done within its window of open time, with the fewest people at the peak
 * and the evenest day. That plan is the taut string between what is due and what has arrived.
 */
import { type Backlog, type Demand, type Need, type Outcome, type Reason, rosteredFor } from './demand.ts'
import type { Settings } from './settings.ts'
import { tautString } from './taut-string.ts'
import { isOpening, type Portion, portionsOf, type WorkCurves, workCurves } from './work-curves.ts'

/** @example 200 waiting, 80 new a day, 25 min each, 5.5 h a day, five days to clear: ten agents every day. */
export function deferredNeeds(demand: Demand, settings: Settings, backlog: Backlog | null): Need[] {
  const portions = portionsOf(demand, settings.window_s ?? 0, backlog)
  const curves = workCurves(demand, portions)
  const agents = wholeAgents(demand, curves, settings)
  const outcomes = deferredOutcomes(demand, settings, backlog, agents)
  return demand.mean.map((contacts, i) => {
    const open = demand.openS[i] ?? demand.stepS
    const present = agents[i] ?? 0
    const because: Reason[] = present === 0 ? [] : present === settings.minimum ? ['minimum'] : ['window']
    return {
      load: open === 0 ? 0 : (contacts * (demand.handleTimeS[i] ?? 1)) / open,
      agents: present,
      rostered: rosteredFor(present, settings.shrinkage),
      because,
      ...(outcomes[i] as Outcome),
    }
  })
}

/** Whole people along the string, less than one behind it where that is in time, and never more than its peak rounded up. */
function wholeAgents(demand: Demand, curves: WorkCurves, settings: Settings): number[] {
  const busy = settings.targets.occupancy ?? 1
  const { intervals, at, arrived, due } = curves
  const each = intervals.map((interval) => (demand.openS[interval] ?? 0) * busy)
  const ends = arrived.map((value, node) => (node === arrived.length - 1 ? (due[node] ?? 0) : value))
  const string = tautString(at, due, ends)
  const least = latestStart(string, due, each)
  const agents = demand.mean.map(() => 0)
  let done = 0
  for (const [node, interval] of intervals.entries()) {
    const one = each[node] ?? 0
    const goal = Math.max(least[node] ?? 0, (string[node] ?? 0) - one * (1 - 1e-6))
    const present = Math.max(settings.minimum, Math.ceil((goal - done) / one - 1e-9), 0)
    agents[interval] = present
    done = Math.min(done + present * one, arrived[node] ?? 0)
  }
  return agents
}

/** The least that has to be done by each node for the peak to do for the rest. */
function latestStart(string: readonly number[], due: readonly number[], each: readonly number[]): number[] {
  const people = string.map((y, node) => (y - (string[node - 1] ?? 0)) / (each[node] ?? 1))
  const peak = Math.ceil(Math.max(0, ...people) - 1e-9)
  const least = [...due]
  for (let node = least.length - 2; node >= 0; node--) {
    least[node] = Math.max(due[node] ?? 0, (least[node + 1] ?? 0) - peak * (each[node + 1] ?? 0))
  }
  return least
}

/** Parts into which the arrivals of an interval are cut to follow them until they are done. */
const PARTS = 16

/**
 * First come, first served, with so many agents present. Work that is neither done nor overdue at the end
 * counts nowhere.
 */
export function deferredOutcomes(
  demand: Demand,
  settings: Settings,
  backlog: Backlog | null,
  agents: readonly number[],
): Outcome[] {
  const portions = portionsOf(demand, settings.window_s ?? 0, backlog)
  const curves = workCurves(demand, portions)
  const busy = settings.targets.occupancy ?? 1
  const { done, left, used } = worked(demand, curves, agents, busy)
  const doneAt = finishTimes(curves.at, done)
  const end = curves.at.at(-1) ?? 0
  const opening = portions.find(isOpening)
  const cleared = (open: number) =>
    opening ? opening.work * (opening.to === 0 ? 1 : Math.min(1, open / opening.to)) : 0
  let arrived = 0
  const followed = new Map(
    portions
      .filter((one) => !isOpening(one))
      .map((portion) => {
        const before = arrived + cleared(portion.from)
        arrived += portion.work
        const span = arrived + cleared(portion.to) - before
        return [portion.interval, followPortion(portion, before, span, doneAt, end)]
      }),
  )
  return demand.mean.map((_, i) => ({
    ...(followed.get(i) ?? { serviceLevel: null, waitS: null }),
    abandoned: null,
    occupancy: used[i] ?? null,
    backlog: (left[i] ?? 0) / (demand.handleTimeS[i] ?? 1),
  }))
}

/** Work done by each node, and per interval what is left and how busy people are; closed intervals only pile up. */
function worked(demand: Demand, curves: WorkCurves, agents: readonly number[], busy: number) {
  const done: number[] = []
  const used: (number | null)[] = demand.mean.map(() => null)
  const left: number[] = []
  let [total, arrived] = [0, curves.opening]
  for (const [i, contacts] of demand.mean.entries()) {
    const open = demand.openS[i] ?? demand.stepS
    arrived += contacts * (demand.handleTimeS[i] ?? 1)
    if (open > 0) {
      const before = total
      const capacity = (agents[i] ?? 0) * open
      total = Math.min(total + capacity * busy, arrived)
      used[i] = capacity === 0 ? null : (total - before) / capacity
      done.push(total)
    }
    left.push(arrived - total)
  }
  return { done, left, used }
}

/** Open time at which so much work is done, or null when it never is. */
function finishTimes(at: readonly number[], done: readonly number[]): (work: number) => number | null {
  return (work) => {
    const node = firstReaching(done, work - 1e-9)
    if (node === done.length) return null
    const [fromWork, fromAt] = node === 0 ? [0, 0] : [done[node - 1] ?? 0, at[node - 1] ?? 0]
    const [toWork, toAt] = [done[node] ?? 0, at[node] ?? 0]
    return toWork === fromWork ? fromAt : fromAt + ((toAt - fromAt) * (work - fromWork)) / (toWork - fromWork)
  }
}

/** Position of the first of rising values that is at least `value`; their number when none is. */
function firstReaching(values: readonly number[], value: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? 0) >= value) high = middle
    else low = middle + 1
  }
  return low
}

function followPortion(
  { work, from, to, withinS }: Portion,
  before: number,
  span: number,
  doneAt: (work: number) => number | null,
  end: number,
): Pick<Outcome, 'serviceLevel' | 'waitS'> {
  if (work === 0) return { serviceLevel: null, waitS: null }
  let [met, decided, waited, finished] = [0, 0, 0, 0]
  for (let part = 0; part < PARTS; part++) {
    const middle = (part + 0.5) / PARTS
    const arrivedAt = from + middle * (to - from)
    const finishedAt = doneAt(before + middle * span)
    if (finishedAt === null) {
      if (arrivedAt + withinS < end) decided += 1
      continue
    }
    // Within an interval the even pace may run ahead of arrivals by less than the interval.
    const wait = Math.max(0, finishedAt - arrivedAt)
    decided += 1
    finished += 1
    waited += wait
    if (wait <= withinS + 1e-6) met += 1
  }
  return {
    serviceLevel: decided === 0 ? null : met / decided,
    waitS: finished === 0 ? null : waited / finished,
  }
}
