/** Offsets of a time zone, found once, so that wall times become instants by arithmetic. */
import { Temporal } from 'temporal-polyfill'

/** A zone's offsets over a span of time. Each holds until the next. */
interface Offset {
  /** Instant from which it holds; −∞ for the first. */
  fromMs: number
  /** First wall time (as if UTC) that belongs to it: the one that the clocks before it did not reach any more. */
  wallFromMs: number
  offsetMs: number
}

/**
 * A function from wall time (milliseconds as if it were UTC) to its instant, for instants in `[fromMs, toMs]`. A wall time
 * in the gap moves forward to the first valid instant; an ambiguous one is its first occurrence.
 */
export function wallClock(zone: string, fromMs: number, toMs: number): (wallMs: number) => number {
  const offsets = offsetsOf(zone, fromMs, toMs)
  let at = 0
  return (wallMs) => {
    while ((offsets[at + 1]?.wallFromMs ?? Number.POSITIVE_INFINITY) <= wallMs) at += 1
    while (at > 0 && (offsets[at] as Offset).wallFromMs > wallMs) at -= 1
    const { fromMs: since, offsetMs } = offsets[at] as Offset
    return Math.max(wallMs - offsetMs, since)
  }
}

interface Known {
  fromYear: number
  toYear: number
  offsets: readonly Offset[]
}

const known = new Map<string, Known>()

function offsetsOf(zone: string, fromMs: number, toMs: number): readonly Offset[] {
  const fromYear = new Date(fromMs).getUTCFullYear() - 1
  const toYear = new Date(toMs).getUTCFullYear() + 2
  const before = known.get(zone)
  if (before && before.fromYear <= fromYear && before.toYear >= toYear) return before.offsets
  const wider = {
    fromYear: Math.min(fromYear, before?.fromYear ?? fromYear),
    toYear: Math.max(toYear, before?.toYear ?? toYear),
  }
  const offsets = findOffsets(zone, Date.UTC(wider.fromYear, 0, 1), Date.UTC(wider.toYear, 0, 1))
  known.set(zone, { ...wider, offsets })
  return offsets
}

function findOffsets(zone: string, fromMs: number, toMs: number): Offset[] {
  let at = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone)
  let offsetMs = at.offsetNanoseconds / 1e6
  const offsets = [{ fromMs: Number.NEGATIVE_INFINITY, wallFromMs: Number.NEGATIVE_INFINITY, offsetMs }]
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds > toMs) return offsets
    const since = next.epochMilliseconds
    offsets.push({ fromMs: since, wallFromMs: since + offsetMs, offsetMs: next.offsetNanoseconds / 1e6 })
    offsetMs = next.offsetNanoseconds / 1e6
    at = next
  }
}
