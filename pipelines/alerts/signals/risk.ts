/** Clocks at risk: each ticket's own, or how many there are in a queue. */
import { type AlertContext, keyOf, type Labels } from '../alert.ts'
import { type Curves, curvesAt, readCurves } from '../risk/learn.ts'
import { type RunningClock, runningClocks } from '../risk/running.ts'
import type { RiskCondition } from '../rule/rule.ts'
import { type Grid, type Line, type Reading, type Readings, tickMs } from './readings.ts'

const TEAM = ['team']

/**
 * Of tickets only those are read that are past the leaving threshold: whatever is not is over. The time that is left only
 * shrinks while a clock runs, so each is past it from one instant on until it ends.
 */
export async function riskReadings(
  context: AlertContext,
  when: RiskCondition,
  grid: Grid,
): Promise<Readings> {
  const lastMs = tickMs(grid, grid.count - 1)
  const by = when.kind === 'queue_risk' ? when.by : TEAM
  const { targets, filters } = when
  const clocks = await runningClocks(context, { fromMs: grid.fromMs, toMs: lastMs, targets, filters, by })
  const { engine } = context
  const curves =
    grid.count === 1 ? await curvesAt(engine, lastMs) : await readCurves(engine, grid.fromMs, lastMs)
  const lines =
    when.kind === 'queue_risk' ? queues(clocks, when, curves, grid) : tickets(clocks, when, curves, grid)
  const absent = when.kind === 'queue_risk' ? 'zero' : 'over'
  return { lines, absent, minN: 0, always: when.kind === 'queue_risk' && by.length === 0 }
}

/**
 * Stretches of positions at which a clock runs and what it is held against stays the same. Within one, the value only
 * moves towards the threshold, as time does not come back: the first position past it is found by halving.
 */
function* stretchesPast(
  clock: RunningClock,
  measure: Measure,
  grid: Grid,
): Generator<{ first: number; end: number; valueAt(position: number): number }> {
  const start = Math.max(0, Math.ceil((clock.startedMs - grid.fromMs) / grid.stepMs))
  const stop = Math.min(grid.count, Math.ceil((clock.endMs - grid.fromMs) / grid.stepMs))
  for (let from = start; from < stop; ) {
    const { value, untilMs } = measure.from(clock, tickMs(grid, from))
    const end = Math.min(stop, Math.ceil((untilMs - grid.fromMs) / grid.stepMs))
    const valueAt = (position: number) => value(tickMs(grid, position))
    let low = from
    let high = end
    while (low < high) {
      const middle = (low + high) >>> 1
      if (measure.isPast(valueAt(middle))) high = middle
      else low = middle + 1
    }
    if (low < end) yield { first: low, end, valueAt }
    from = end
  }
}

interface Measure {
  isPast(value: number): boolean
  /** The value of a clock from an instant on, and until when it goes by the same curve. */
  from(clock: RunningClock, atMs: number): { value(atMs: number): number; untilMs: number }
}

const probability = (least: number, curves: Curves): Measure => ({
  isPast: (value) => value >= least,
  from(clock, atMs) {
    const breach = curves.at(atMs).of(clock)
    return { value: (at) => breach(1 - clock.leftS(at) / clock.targetS), untilMs: curves.until(atMs) }
  },
})

const minutesLeft = (most: number): Measure => ({
  isPast: (value) => value <= most,
  from: (clock) => ({ value: (at) => clock.leftS(at) / 60, untilMs: Number.POSITIVE_INFINITY }),
})

function tickets(
  clocks: readonly RunningClock[],
  when: Extract<RiskCondition, { kind: 'ticket_risk' }>,
  curves: Curves,
  grid: Grid,
): Line[] {
  const limit = when.leave ?? when.enter
  const measure = when.measure === 'minutes_left' ? minutesLeft(limit) : probability(limit, curves)
  return clocks.flatMap((clock) => {
    const points = new Map<number, Reading>()
    for (const { first, end, valueAt } of stretchesPast(clock, measure, grid)) {
      for (let position = first; position < end; position++)
        points.set(position, { value: valueAt(position), n: 1 })
    }
    const { ticketKey, target, cycle, labels } = clock
    const named: Labels = { ...labels, ticket: ticketKey, target, cycle: String(cycle) }
    return points.size === 0 ? [] : [{ labels: named, points }]
  })
}

function queues(
  clocks: readonly RunningClock[],
  when: Extract<RiskCondition, { kind: 'queue_risk' }>,
  curves: Curves,
  grid: Grid,
): Line[] {
  const measure = probability(when.probability, curves)
  const queues = new Map<string, { labels: Labels; atRisk: Int32Array; running: Int32Array }>()
  const count = (changes: Int32Array, from: number, to: number) => {
    changes[from] = (changes[from] ?? 0) + 1
    changes[to] = (changes[to] ?? 0) - 1
  }
  for (const clock of clocks) {
    const key = keyOf(clock.labels)
    const made = () => new Int32Array(grid.count + 1)
    const queue = queues.get(key) ?? { labels: clock.labels, atRisk: made(), running: made() }
    queues.set(key, queue)
    const start = Math.max(0, Math.ceil((clock.startedMs - grid.fromMs) / grid.stepMs))
    const stop = Math.min(grid.count, Math.ceil((clock.endMs - grid.fromMs) / grid.stepMs))
    if (start < stop) count(queue.running, start, stop)
    for (const { first, end } of stretchesPast(clock, measure, grid)) count(queue.atRisk, first, end)
  }
  return [...queues.values()].map(({ labels, atRisk, running }) => {
    const points = new Map<number, Reading>()
    let [value, n] = [0, 0]
    for (let position = 0; position < grid.count; position++) {
      value += atRisk[position] ?? 0
      n += running[position] ?? 0
      if (n > 0) points.set(position, { value, n })
    }
    return { labels, points }
  })
}
