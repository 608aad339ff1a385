/** Which threshold would have fired about twice a week. */
import type { Surroundings } from './replay.ts'
import { directionOf, type Rule } from './rule/rule.ts'
import { type Grid, type Readings, tickMs } from './signals/readings.ts'
import { timingOf } from './state/fold.ts'
import { isFiring, type Observation, step, type Timing, unseen } from './state/machine.ts'

const WANTED = 2
const WEEK_MS = 7 * 86_400_000
const ROUNDS = 8

/**
 * Searched among the figures that were read: the stricter the threshold, the rarer it fires. Null where there are none,
 * or where every threshold fires far more or far less often.
 */
export function suggestThreshold(
  rule: Rule,
  readings: Readings,
  grid: Grid,
  around: Pick<Surroundings, 'isOpen' | 'trouble'>,
): { enter: number; perWeek: number } | null {
  if (readings.absent === 'over') return null
  const rising = directionOf(rule.when) === 'above'
  const seen = observations(readings, grid, around, timingOf(rule).thinMs)
  const ladder = ladderOf(seen, rising)
  const weeks = (grid.count * grid.stepMs) / WEEK_MS
  let [low, high] = [0, ladder.length - 1]
  let best: { enter: number; perWeek: number } | null = null
  for (let round = 0; round < ROUNDS && low <= high; round++) {
    const middle = (low + high) >>> 1
    const enter = ladder[middle] as number
    const perWeek = firings(seen, at(rule, enter), grid) / weeks
    if (best === null || Math.abs(perWeek - WANTED) < Math.abs(best.perWeek - WANTED))
      best = { enter, perWeek }
    if (perWeek > WANTED) low = middle + 1
    else high = middle - 1
  }
  return best !== null && best.perWeek > 0 && best.perWeek < 3 * WANTED ? best : null
}

type Seen = readonly { position: number; observation: Observation }[][]

/** What each alert sees, where it sees something else than nothing. */
function observations(
  { lines, absent, minN }: Readings,
  grid: Grid,
  around: Pick<Surroundings, 'isOpen' | 'trouble'>,
  thinMs: number | null,
): Seen {
  const usable = Array.from(
    { length: grid.count },
    (_, position) => around.isOpen(tickMs(grid, position)) && around.trouble(position) === null,
  )
  return lines.map(({ points }) => {
    const ends = absent === 'zero' && minN === 0
    const seen: { position: number; observation: Observation }[] = []
    let last = -1
    const tooFew = (from: number, until: number) => {
      const first = usable.indexOf(true, from)
      if (thinMs === null || first === -1 || first >= until) return
      const second = usable.indexOf(true, first + Math.ceil(thinMs / grid.stepMs))
      for (const position of [first, second === -1 ? until : second])
        if (position < until) seen.push({ position, observation: { kind: 'too_few', n: 0 } })
    }
    for (const [position, { value, n }] of [...points].sort(([a], [b]) => a - b)) {
      if (!usable[position] || value === null || n < minN) continue
      if (ends && last >= 0 && position > last + 1) {
        seen.push({ position: last + 1, observation: { kind: 'reading', value: 0, n: 0 } })
      } else if (!ends && last >= 0) tooFew(last + 1, position)
      seen.push({ position, observation: { kind: 'reading', value, n } })
      last = position
    }
    return seen
  })
}

/** The values that were read, from the easiest threshold to the strictest. */
function ladderOf(seen: Seen, rising: boolean): number[] {
  const values = new Set<number>()
  for (const line of seen) {
    for (const { observation } of line)
      if (observation.kind === 'reading') values.add(rounded(observation.value))
  }
  return [...values].sort((a, b) => (rising ? a - b : b - a))
}

function firings(seen: Seen, timing: Timing, grid: Grid): number {
  let count = 0
  for (const line of seen) {
    let state = unseen(grid.fromMs)
    for (const { position, observation } of line) {
      const next = step(state, observation, timing, tickMs(grid, position))
      if (isFiring(next) && !isFiring(state)) count += 1
      state = next
    }
  }
  return count
}

/** Keeps the distance between entering and leaving in proportion. */
function at(rule: Rule, enter: number): Timing {
  const timing = timingOf(rule)
  const share = timing.enter === 0 ? 1 : timing.leave / timing.enter
  return { ...timing, enter, leave: enter * share }
}

/** Two significant digits, so that a person could have thought of it. */
const rounded = (value: number) => (value === 0 ? 0 : Number(value.toPrecision(2)))
