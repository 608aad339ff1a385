/** A time range as the URL states it, and as instants. */
import { addUnits, dateText, startOf, wallOf } from '../time/zone.ts'
import { parseBound, resolveBound, SPAN } from './expression.ts'

export interface RangeText {
  from: string
  to: string
}

export interface ResolvedRange {
  /** Epoch milliseconds, half-open. */
  from: number
  to: number
}

export const DEFAULT_RANGE: RangeText = { from: 'now-27d/d', to: 'now' }
export const TODAY: RangeText = { from: 'now/d', to: 'now' }

/** Null when an end cannot be read or lies beyond what the API takes, or the range is empty. */
export function resolveRange(range: RangeText, now: number, zone: string): ResolvedRange | null {
  const from = parseBound(range.from)
  const to = parseBound(range.to)
  if (!from || !to) return null
  const resolved = { from: resolveBound(from, now, zone), to: resolveBound(to, now, zone) }
  return SPAN.from <= resolved.from && resolved.from < resolved.to && resolved.to < SPAN.to ? resolved : null
}

export function sameRange(a: RangeText, b: RangeText): boolean {
  return a.from === b.from && a.to === b.to
}

/** The neighbouring range of the same length: whole days move by days, so that daylight saving changes nothing. */
export function shiftRange(range: ResolvedRange, direction: -1 | 1, zone: string): RangeText {
  const days = wholeDays(range, zone)
  if (days === null) {
    const length = (range.to - range.from) * direction
    return toText({ from: range.from + length, to: range.to + length }, zone)
  }
  return toText(
    {
      from: addUnits(range.from, days * direction, 'd', zone),
      to: addUnits(startOf(range.to - 1, 'd', zone), 1 + days * direction, 'd', zone),
    },
    zone,
  )
}

/** Twice as much time around the same middle, whole days where the range is; it ends now rather than later. */
export function widenRange(range: ResolvedRange, now: number, zone: string): RangeText {
  const days = wholeDays(range, zone)
  const half = (range.to - range.from) / 2
  const wide =
    days === null
      ? { from: range.from - half, to: range.to + half }
      : {
          from: addUnits(range.from, -Math.ceil(days / 2), 'd', zone),
          to: addUnits(startOf(range.to - 1, 'd', zone), 1 + Math.ceil(days / 2), 'd', zone),
        }
  return wide.to >= now ? { from: toText({ ...wide, to: now }, zone).from, to: 'now' } : toText(wide, zone)
}

/** Local dates where the range is made of whole days, instants otherwise. */
export function toText(range: ResolvedRange, zone: string): RangeText {
  const bound = (at: number) =>
    startOf(at, 'd', zone) === at
      ? dateText(wallOf(at, zone))
      : new Date(at).toISOString().replace('.000', '')
  return { from: bound(range.from), to: bound(range.to) }
}

/** Number of days that the range covers when it starts at a midnight, the one that is not over counted whole; else null. */
function wholeDays(range: ResolvedRange, zone: string): number | null {
  if (startOf(range.from, 'd', zone) !== range.from) return null
  return Math.round((startOf(range.to - 1, 'd', zone) - range.from) / 86_400_000) + 1
}
