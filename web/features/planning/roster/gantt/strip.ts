/** Coverage as a strip of cells: how many agents too few or too many, interval by interval. */
import type { Check } from '../../../../../pipelines/roster/check/check-roster.ts'

export interface Cell {
  at: number
  needed: number
  there: number
  /** Negative: too few. */
  over: number
  tone: 'short' | 'met' | 'over' | 'none'
}

/** Cells of one skill in a span; an interval of which the check says nothing needs nobody and has nobody. */
export function cellsOf(
  coverage: Check['coverage'],
  skill: string,
  span: { from: number; to: number },
  stepMs: number,
): Cell[] {
  const rows = new Map(
    coverage.filter((row) => row.skill === skill).map((row) => [Date.parse(row.at), row] as const),
  )
  const cells: Cell[] = []
  for (let at = span.from; at < span.to; at += stepMs) {
    const { needed = 0, there = 0 } = rows.get(at) ?? {}
    const over = Math.round((there - needed) * 100) / 100
    const tone = over < 0 ? 'short' : over > 0 ? 'over' : needed > 0 ? 'met' : 'none'
    cells.push({ at, needed, there, over, tone })
  }
  return cells
}

/** Runs of intervals in which agents are missing, with the most missing at once. */
export function shortRuns(
  cells: readonly Cell[],
  stepMs: number,
): { from: number; to: number; missing: number }[] {
  const runs: { from: number; to: number; missing: number }[] = []
  for (const { at, over } of cells) {
    if (over >= 0) continue
    const last = runs.at(-1)
    if (last && last.to === at) {
      last.to = at + stepMs
      last.missing = Math.max(last.missing, -over)
    } else runs.push({ from: at, to: at + stepMs, missing: -over })
  }
  return runs
}
