/** Staff for contacts that wait in line: fewest agents per interval that meet every target. */
import { invalid } from '../errors.ts'
import { finishRateOf, stretchOf } from './concurrency.ts'
import type { Demand, Need, Outcome, Reason } from './demand.ts'
import { rosteredFor } from './demand.ts'
import { erlangC } from './erlang-c.ts'
import { offeredLoad } from './offered-load.ts'
import { type QueueAnswer, solveQueue } from './queue.ts'
import type { Settings } from './settings.ts'

const MOST_AGENTS = 1_000_000

/** One per interval, each solved as if it went on for ever (with `carry_over`: under the load that earlier ones leave). */
export function liveNeeds(demand: Demand, settings: Settings): Need[] {
  return offeredLoad(demand, settings).map((load, i) => {
    if (demand.openS[i] === 0) return NOTHING
    const queue = answering(load, demand.handleTimeS[i] ?? 1, settings)
    const { agents, because } = fewest(queue, load, settings)
    return {
      load,
      agents,
      rostered: rosteredFor(agents, settings.shrinkage),
      because,
      ...outcomeOf(queue(agents), load),
    }
  })
}

/** What to expect with so many agents present in each interval. */
export function liveOutcomes(demand: Demand, settings: Settings, agents: readonly number[]): Outcome[] {
  return offeredLoad(demand, settings).map((load, i) =>
    demand.openS[i] === 0
      ? CLOSED
      : outcomeOf(answering(load, demand.handleTimeS[i] ?? 1, settings)(agents[i] ?? 0), load),
  )
}

type Answering = (agents: number) => QueueAnswer

function answering(load: number, handleTimeS: number, settings: Settings): Answering {
  const withinS = settings.targets.service_level?.within_s ?? null
  const { concurrency, patience_s: patienceS, slowdown } = settings
  if (concurrency === 1 && patienceS === null) {
    return (agents) => erlangC({ load, handleTimeS, agents, withinS })
  }
  const stretch = stretchOf(concurrency, slowdown)
  return (agents) =>
    solveQueue(
      {
        arrivalRate: load / handleTimeS,
        slots: agents * concurrency,
        finishRate: finishRateOf(agents, handleTimeS, stretch),
        patienceS,
      },
      withinS,
    )
}

/** More agents never do worse, so the fewest are found by doubling and halving. */
function fewest(
  queue: Answering,
  load: number,
  settings: Settings,
): { agents: number; because: readonly Reason[] } {
  let [low, high] = [-1, load === 0 ? 0 : 1]
  while (failing(queue(high), load, settings).length > 0) {
    ;[low, high] = [high, Math.max(high + 1, high * 2)]
    if (high > MOST_AGENTS) throw invalid('no number of agents up to 1,000,000 meets the targets')
  }
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (failing(queue(middle), load, settings).length > 0) low = middle
    else high = middle
  }
  if (settings.minimum > high) return { agents: settings.minimum, because: ['minimum'] }
  return { agents: high, because: high === 0 ? [] : failing(queue(high - 1), load, settings) }
}

function failing(answer: QueueAnswer, load: number, { targets, patience_s }: Settings): Reason[] {
  if (load === 0) return []
  const { service_level, wait_s, abandonment, occupancy } = targets
  const failed: Reason[] = []
  if (service_level && (answer.serviceLevel ?? 0) < service_level.share - 1e-12) failed.push('service_level')
  if (wait_s !== undefined && answer.waitS > wait_s) failed.push('wait')
  if (abandonment !== undefined && answer.abandoned > abandonment) failed.push('abandonment')
  if (occupancy !== undefined && answer.occupancy > occupancy) failed.push('occupancy')
  if (patience_s === null && answer.waitS === Number.POSITIVE_INFINITY) failed.push('load')
  return failed
}

function outcomeOf(answer: QueueAnswer, load: number): Outcome {
  if (load === 0) return { ...CLOSED, occupancy: 0 }
  const { serviceLevel, waitS, abandoned, occupancy } = answer
  return { serviceLevel, waitS, abandoned, occupancy, backlog: null }
}

const CLOSED: Outcome = { serviceLevel: null, waitS: null, abandoned: null, occupancy: null, backlog: null }
const NOTHING: Need = { ...CLOSED, load: 0, agents: 0, rostered: 0, because: [] }
