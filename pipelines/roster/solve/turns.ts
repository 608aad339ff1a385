/**
 * Improving in short turns. Many of them from the roster that the relaxation led to find more than a long one does: what they
 * settle in is luck, and now and then it is the best there is.
 */
import type { Instance } from './instance.ts'
import type { State } from './state.ts'

/** Seconds of a turn per person. */
const TURN_S = 0.04
const LEAST_S = 0.3
const HEATS = [1, 1, 1.6, 1, 2.5, 1]

export const secondsOfTurn = ({ candidates }: Instance) => Math.max(LEAST_S, TURN_S * candidates.length)

/** Where turn number `turn` begins, and how hot. Every other one goes on from the best. */
export function turnAt(turn: number, dived: State | null, best: State): { start: State; heat: number } {
  return { start: turn % 2 === 0 && dived ? dived : best, heat: HEATS[turn % HEATS.length] ?? 1 }
}
