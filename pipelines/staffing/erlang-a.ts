/** Erlang A (M/M/n+M): who waits too long gives up, so that it holds in overload too. */
import { type QueueAnswer, solveQueue } from './queue.ts'

/**
 * `load` in Erlangs, the others in seconds; `patienceS` is the mean patience. The service level is answered within ÷ all.
 * @example erlangA({ load: 10, handleTimeS: 180, patienceS: 300, agents: 13, withinS: 20 }).abandoned // 0.02496
 */
export function erlangA(input: {
  load: number
  handleTimeS: number
  patienceS: number
  agents: number
  withinS: number | null
}): QueueAnswer {
  const { load, handleTimeS, patienceS, agents, withinS } = input
  return solveQueue(
    {
      arrivalRate: load / handleTimeS,
      slots: agents,
      finishRate: (handled) => handled / handleTimeS,
      patienceS,
    },
    withinS,
  )
}
