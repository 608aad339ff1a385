import type { Labels } from '../alert.ts'

/** Instants `fromMs + i × stepMs`; the live evaluator asks for one. */
export interface Grid {
  fromMs: number
  stepMs: number
  count: number
}

export interface Reading {
  value: number | null
  n: number
}

export interface Line {
  labels: Labels
  /** By position in the grid; absent where nothing is. */
  points: ReadonlyMap<number, Reading>
}

/** What a condition reads over a grid. */
export interface Readings {
  lines: readonly Line[]
  /** What an alert that has no reading at an instant is taken for. */
  absent: 'zero' | 'too_few' | 'over'
  /** Smallest n that says anything. */
  minN: number
  /** Whether an alert without labels is there before anything was read of it. */
  always: boolean
  /** Positions at which the condition cannot see, with the reason. */
  blind?: ReadonlyMap<number, string>
}

export const tickMs = ({ fromMs, stepMs }: Grid, position: number) => fromMs + position * stepMs
export const atOnce = (atMs: number): Grid => ({ fromMs: atMs, stepMs: 60_000, count: 1 })
