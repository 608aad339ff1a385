/** From what became of earlier newcomers in the same position to what this one may be promised, and how well that held. */
import type { SeenTurn, State } from './states.ts'

/** Shares of customers to whom the promise is to be kept. */
export const SHARES = [0.5, 0.8, 0.9] as const

export interface Promise {
  share: number
  /** Open seconds within which that share is answered. */
  withinS: number
}

export interface Held {
  share: number
  /** Share to whom it was kept. */
  held: number
}

/** So many of the latest newcomers in a like position are asked. */
const SAMPLE = 400
export const ENOUGH = 40
const DAY_MS = 86_400_000
/** Days on which promises are tried. */
export const TRIED_DAYS = 28

/** Positions that are alike: nobody ahead, a few, more, a crowd. */
const groupOf = ({ ahead }: State) => (ahead === 0 ? 0 : ahead <= 2 ? 1 : ahead <= 8 ? 2 : 3)

/** Sorted waits ÷ what the pace said, by position; waits that ended unanswered lasted at least so long. */
export type Table = readonly (readonly number[])[]

/**
 * What those newcomers taught who were asked before an instant. Whoever had not been answered by then counts as not
 * answered yet, so that slow answers are not left out because they are slow.
 */
export function tableAt(seen: readonly SeenTurn[], atMs: number): Table {
  const groups: number[][] = [[], [], [], []]
  for (let i = seen.length - 1; i >= 0; i--) {
    const turn = seen[i] as SeenTurn
    const group = groups[groupOf(turn.state)] as number[]
    if (!turn.isFirst || turn.askedMs >= atMs || group.length >= SAMPLE) continue
    const ratio = ratioOf(turn, atMs)
    if (ratio !== null) group.push(ratio)
  }
  return groups.map((group) => group.sort((a, b) => a - b))
}

/** Null where the customer left or the case was solved without an answer: nothing is known of the wait then. */
function ratioOf(turn: SeenTurn, atMs: number): number | null {
  const isOpen = turn.endedMs === null || turn.endedMs > atMs
  if (isOpen) return Number.POSITIVE_INFINITY
  if (!turn.answered) return null
  return waitOf(turn) / turn.state.paceS
}

const waitOf = (turn: SeenTurn) => Math.max(0, ((turn.endedOpenMs ?? 0) - turn.askedOpenMs) / 1000)

/** The promises for a position, or null when too few have been in one like it, nor in all of them together. */
export function promisesFor(table: Table, state: State): Promise[] | null {
  const own = table[groupOf(state)] ?? []
  const ratios = own.length >= ENOUGH ? own : [...table.flat()].sort((a, b) => a - b)
  if (ratios.length < ENOUGH) return null
  const promises = SHARES.map((share) => {
    // Of n waits before, the next is shorter than the k-th with probability k ÷ (n + 1).
    const k = Math.ceil(share * (ratios.length + 1))
    return { share, withinS: (ratios[k - 1] ?? Number.POSITIVE_INFINITY) * state.paceS }
  })
  return promises.filter(({ withinS }) => Number.isFinite(withinS))
}

/** What would have been promised on each of the last days, from what was known the midnight (UTC) before, against what came. */
export function backtest(seen: readonly SeenTurn[], nowMs: number): { n: number; held: Held[] } {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS
  const counts = SHARES.map(() => ({ n: 0, kept: 0 }))
  let tried = 0
  for (let day = today - TRIED_DAYS * DAY_MS; day <= today; day += DAY_MS) {
    const table = tableAt(seen, day)
    for (const turn of seen) {
      if (!turn.isFirst || turn.askedMs < day || turn.askedMs >= day + DAY_MS) continue
      if (!turn.answered || turn.endedMs === null || turn.endedMs > nowMs) continue
      const promises = promisesFor(table, turn.state)
      if (promises === null) continue
      tried += 1
      for (const { share, withinS } of promises) {
        const count = counts[SHARES.indexOf(share as (typeof SHARES)[number])] as { n: number; kept: number }
        count.n += 1
        if (waitOf(turn) <= withinS) count.kept += 1
      }
    }
  }
  return {
    n: tried,
    held: SHARES.flatMap((share, i) => {
      const { n, kept } = counts[i] ?? { n: 0, kept: 0 }
      return n === 0 ? [] : [{ share, held: kept / n }]
    }),
  }
}
