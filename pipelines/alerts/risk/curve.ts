/**
 * How likely a promise is broken, given how much of its time is gone: what became of comparable tickets that had waited as
 * long. The share is taken among tickets of the same target, team, priority and channel, drawn towards that of wider
 * circles where these are few (a conditional survival curve with empirical-Bayes shrinkage).
 */
export interface Kind {
  target: string
  team: string | null
  priority: string | null
  channel: string | null
}

/** Finished clocks of one kind: `bin` is ⌊50 × elapsed ÷ target⌋ of those met, null of those breached. */
export interface Outcome extends Kind {
  bin: number | null
  n: number
}

export interface Curve {
  /** Probability of a breach for a clock that runs and has used the share `gone` of its target, both from 0 to 1. */
  of(kind: Kind): (gone: number) => number
  /** Clocks that it was learnt from. */
  readonly n: number
}

export const BINS = 50
/** Weight of the wider circle, in clocks. */
const PRIOR = 12

export function fitCurve(outcomes: Iterable<Outcome>): Curve {
  const cells = new Map<string, Cell>()
  let n = 0
  for (const outcome of outcomes) {
    n += outcome.n
    for (const key of circles(outcome)) {
      const cell = cells.get(key) ?? { met: new Float64Array(BINS + 1), breached: 0 }
      cells.set(key, cell)
      if (outcome.bin === null) cell.breached += outcome.n
      else {
        const bin = Math.min(Math.max(outcome.bin, 0), BINS)
        cell.met[bin] = (cell.met[bin] ?? 0) + outcome.n
      }
    }
  }
  for (const cell of cells.values()) {
    for (let bin = BINS - 1; bin >= 0; bin--) cell.met[bin] = (cell.met[bin] ?? 0) + (cell.met[bin + 1] ?? 0)
  }
  return {
    n,
    of(kind) {
      const narrowing = circles(kind).flatMap((key) => cells.get(key) ?? [])
      return (gone) =>
        gone >= 1
          ? 1
          : narrowing.reduce((wider, cell) => {
              const { breached } = cell
              return (breached + PRIOR * wider) / (breached + stillRunning(cell, gone) + PRIOR)
            }, 0.5)
    },
  }
}

interface Cell {
  /** Clocks met at or behind a bin. */
  met: Float64Array
  breached: number
}

/** Clocks met later than this: whole bins behind it, and the part of its own bin that is left. */
function stillRunning({ met }: Cell, gone: number): number {
  const at = Math.max(0, gone) * BINS
  const bin = Math.min(Math.floor(at), BINS)
  const own = (met[bin] ?? 0) - (met[bin + 1] ?? 0)
  return (met[bin + 1] ?? 0) + own * (1 - (at - bin))
}

/** From the widest to the narrowest. */
const circles = ({ target, team, priority, channel }: Kind) => [
  '',
  target,
  `${target}|${team}`,
  `${target}|${team}|${priority}`,
  `${target}|${team}|${priority}|${channel}`,
]
