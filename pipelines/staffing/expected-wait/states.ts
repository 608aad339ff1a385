/** What the line looked like to each newcomer, and how long it would take at the pace of that moment. */
import type { Turn } from './turn.ts'

export interface State {
  /** Waiting in line before the newcomer. */
  ahead: number
  /** Left the line in the last open hour. */
  leftLastHour: number
  /** Open seconds to clear the line and the newcomer at the recent pace. */
  paceS: number
}

export interface SeenTurn extends Turn {
  state: State
}

/** Open time over which the pace is taken. */
const WINDOW_MS = 3_600_000
/** So many of the queue's usual hours stand beside the last one, so that a quiet hour is not taken for a stop. */
const USUAL_HOURS = 0.5

/** The line at an instant; `usualPerHour` is how many leave it in an open hour on average. */
export function stateAt(ahead: number, leftLastHour: number, usualPerHour: number): State {
  const perHour = (leftLastHour + USUAL_HOURS * usualPerHour) / (1 + USUAL_HOURS)
  return { ahead, leftLastHour, paceS: perHour > 0 ? ((ahead + 1) * 3600) / perHour : 3600 * (ahead + 1) }
}

/**
 * Walks through time once: turns in the order in which they were asked, each with the line that it met. Returns the line as
 * it is at the end too. The usual pace is that of the record before each turn.
 */
export function walkLine(
  turns: readonly Turn[],
  nowMs: number,
  nowOpenMs: number,
): { seen: SeenTurn[]; now: State } {
  const ended = turns
    .filter((turn): turn is Turn & { endedMs: number } => turn.endedMs !== null && turn.endedMs <= nowMs)
    .sort((a, b) => a.endedMs - b.endedMs)
  const firstOpenMs = turns[0]?.askedOpenMs ?? nowOpenMs
  let [asked, left, windowFrom] = [0, 0, 0]
  const at = (ms: number, openMs: number): State => {
    while (left < ended.length && (ended[left]?.endedMs ?? 0) <= ms) left += 1
    while (windowFrom < left && (ended[windowFrom]?.endedOpenMs ?? openMs) <= openMs - WINDOW_MS)
      windowFrom += 1
    const hours = Math.max(1, (openMs - firstOpenMs) / 3_600_000)
    return stateAt(Math.max(0, asked - left), left - windowFrom, left / hours)
  }
  const seen = turns.map((turn) => {
    const state = at(turn.askedMs, turn.askedOpenMs)
    asked += 1
    return { ...turn, state }
  })
  return { seen, now: at(nowMs, nowOpenMs) }
}
