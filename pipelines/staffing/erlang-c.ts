/** Erlang C, from Erlang B: everybody waits as long as it takes. */
import { erlangB } from './erlang-b.ts'
import type { QueueAnswer } from './queue.ts'

/**
 * `load` in Erlangs, `handleTimeS` and `withinS` in seconds. In overload (load ≥ agents) all wait without end.
 * @example erlangC({ load: 10, handleTimeS: 180, agents: 12, withinS: 20 }).serviceLevel // 0.6402
 */
export function erlangC(input: {
  load: number
  handleTimeS: number
  agents: number
  withinS: number | null
}): QueueAnswer {
  const { load, handleTimeS, agents, withinS } = input
  if (load === 0 || agents === 0 || load >= agents) return extreme(load, agents, withinS)
  const blocked = erlangB(load, agents)
  const waits = blocked / (1 - (load / agents) * (1 - blocked))
  const waitS = (waits * handleTimeS) / (agents - load)
  return {
    waits,
    serviceLevel: withinS === null ? null : 1 - waits * Math.exp((-(agents - load) * withinS) / handleTimeS),
    waitS,
    abandoned: 0,
    waiting: (waits * load) / (agents - load),
    occupancy: load / agents,
  }
}

function extreme(load: number, agents: number, withinS: number | null): QueueAnswer {
  const isOverrun = load > 0
  const endless = isOverrun ? Number.POSITIVE_INFINITY : 0
  const waits = isOverrun || agents === 0 ? 1 : 0
  return {
    waits,
    serviceLevel: withinS === null ? null : 1 - waits,
    waitS: endless,
    abandoned: 0,
    waiting: endless,
    occupancy: isOverrun ? 1 : 0,
  }
}
