/**
 * The ends of a time range as they stand in the URL, in the forms that the API takes too: relative (`now`, `now-7d/d`,
 * `now/d+8h`), a local date `2026-11-01`, an ISO instant, epoch milliseconds. `/unit` rounds down to the start of the
 * unit in the reporting zone, weeks to Monday; ranges are half-open.
 */
import { addUnits, type CalendarUnit, instantOf, startOf } from '../time/zone.ts'

type Step = { add: number; unit: CalendarUnit } | { round: CalendarUnit }

export type Bound =
  | { kind: 'relative'; steps: readonly Step[] }
  | { kind: 'date'; year: number; month: number; day: number }
  | { kind: 'instant'; at: number }

const RELATIVE = /^now((?:[+-]\d{1,4}[hdwMy]|\/[hdwMy])*)$/
const STEP = /([+-]\d{1,4})?\/?([hdwMy])/g
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/
const EPOCH = /^\d{12,13}$/
/** Half-open span of what the API takes. */
export const SPAN = { from: Date.UTC(1900, 0, 1), to: Date.UTC(9999, 0, 1) }

/** Reads one end of a range; null when it is none of the forms above. */
export function parseBound(text: string): Bound | null {
  const relative = RELATIVE.exec(text)
  if (relative) return { kind: 'relative', steps: [...(relative[1] ?? '').matchAll(STEP)].map(stepOf) }
  const date = DATE.exec(text)
  if (date) return realDate(date.slice(1).map(Number) as [number, number, number])
  const at = EPOCH.test(text) ? Number(text) : INSTANT.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) || at < SPAN.from || at >= SPAN.to ? null : { kind: 'instant', at }
}

/** The instant a bound means, in epoch milliseconds. */
export function resolveBound(bound: Bound, now: number, zone: string): number {
  if (bound.kind === 'instant') return bound.at
  if (bound.kind === 'date') {
    const { year, month, day } = bound
    return instantOf({ year, month, day, hour: 0, minute: 0, second: 0 }, zone)
  }
  return bound.steps.reduce(
    (at, step) => ('round' in step ? startOf(at, step.round, zone) : addUnits(at, step.add, step.unit, zone)),
    now,
  )
}

function stepOf([, count, unit]: RegExpMatchArray): Step {
  return count === undefined
    ? { round: unit as CalendarUnit }
    : { add: Number(count), unit: unit as CalendarUnit }
}

function realDate([year, month, day]: [number, number, number]): Bound | null {
  const real = new Date(Date.UTC(year, month - 1, day))
  // Years before 100 are taken for the last century.
  const exists =
    real.getUTCFullYear() === year && real.getUTCMonth() === month - 1 && real.getUTCDate() === day
  return exists && real.getTime() >= SPAN.from && real.getTime() < SPAN.to
    ? { kind: 'date', year, month, day }
    : null
}
