/**
 * The calendar in pieces that equality joins can find: from an instant to the open time before it by the UTC day, and
 * back from an amount of open time to its instant by the 24 open hours that it falls into.
 */
import type { OpenInterval } from './compile.ts'
import { DAY_MS } from './days.ts'

interface DayStretch {
  /** Midnight UTC of the day that the stretch lies in. */
  dayMs: number
  fromMs: number
  toMs: number
  /** Open milliseconds before `fromMs`. */
  openMsBefore: number
  isOpen: boolean
}

interface OpenStretch {
  /** Number of the 24 open hours, from 0. */
  openDay: number
  /** Holds for open times above `fromOpenMs` up to and including `toOpenMs`. */
  fromOpenMs: number
  toOpenMs: number
  fromMs: number
}

export const OPEN_DAY_MS = DAY_MS

/** Covers `[fromMs, toMs)` without a gap: every instant lies in exactly one stretch. */
export function dayStretches(intervals: readonly OpenInterval[], fromMs: number, toMs: number): DayStretch[] {
  const stretches: DayStretch[] = []
  let openMs = 0
  let at = fromMs
  const until = (end: number, isOpen: boolean): void => {
    while (at < end) {
      const dayMs = Math.floor(at / DAY_MS) * DAY_MS
      const stop = Math.min(end, dayMs + DAY_MS)
      stretches.push({ dayMs, fromMs: at, toMs: stop, openMsBefore: openMs, isOpen })
      if (isOpen) openMs += stop - at
      at = stop
    }
  }
  for (const { opensAtMs, closesAtMs, openMsBefore } of intervals) {
    until(Math.min(opensAtMs, toMs), false)
    if (opensAtMs >= at) openMs = openMsBefore
    until(Math.min(closesAtMs, toMs), true)
  }
  until(toMs, false)
  return stretches
}

/** Covers all open time: every amount above 0 lies in exactly one stretch. */
export function openStretches(intervals: readonly OpenInterval[]): OpenStretch[] {
  const stretches: OpenStretch[] = []
  for (const { opensAtMs, closesAtMs, openMsBefore } of intervals) {
    const end = openMsBefore + closesAtMs - opensAtMs
    for (let from = openMsBefore; from < end; ) {
      const openDay = Math.floor(from / OPEN_DAY_MS)
      const to = Math.min(end, (openDay + 1) * OPEN_DAY_MS)
      stretches.push({ openDay, fromOpenMs: from, toOpenMs: to, fromMs: opensAtMs + (from - openMsBefore) })
      from = to
    }
  }
  return stretches
}
