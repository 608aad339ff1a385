/**
 * Local time without time zones in the engine: an IANA zone becomes its list of UTC offsets within a range, and local time
 * becomes integer arithmetic on microseconds (bucketing a TIMESTAMPTZ costs many times as much).
 */
import { Temporal } from 'temporal-polyfill'
import { invalid } from '../errors.ts'

/** From `fromMs` (UTC, the first from −∞) until the next segment local time is UTC plus `offsetMs`. */
export interface OffsetSegment {
  fromMs: number
  offsetMs: number
}

/** The zone's own spelling of `zone`; throws `invalid` for anything that is no IANA name. */
export function zoneOf(zone: string): string {
  try {
    if (/^[A-Za-z]/.test(zone)) return new Temporal.ZonedDateTime(0n, zone).timeZoneId
  } catch {}
  throw invalid(`unknown time zone ${zone}`, { tz: 'not an IANA time zone name' })
}

/** The offsets in force between two instants (milliseconds), with a whole bucket (a month at most) to spare on both sides. */
export function offsetSegments(zone: string, fromMs: number, toMs: number): OffsetSegment[] {
  const start = fromMs - 32 * DAY_MS
  const end = toMs + 32 * DAY_MS
  let at = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone)
  const segments = [{ fromMs: Number.NEGATIVE_INFINITY, offsetMs: at.offsetNanoseconds / 1e6 }]
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds >= end) return segments
    segments.push({ fromMs: next.epochMilliseconds, offsetMs: next.offsetNanoseconds / 1e6 })
    at = next
  }
}

/** Local wall clock of an instant, as if it were UTC. */
export function toLocal(segments: readonly OffsetSegment[], ms: number): number {
  return ms + segmentAt(segments, ms).offsetMs
}

/** First instant at which the wall clock has reached `localMs`: a time in a gap gives the instant after the gap. */
export function fromLocal(segments: readonly OffsetSegment[], localMs: number): number {
  for (const [index, { fromMs, offsetMs }] of segments.entries()) {
    const instant = Math.max(localMs - offsetMs, fromMs)
    if (instant < (segments[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY)) return instant
  }
  throw new RangeError('no segment')
}

/** SQL for the local wall clock of `instant` (a TIMESTAMP expression) in microseconds since 0001-01-01, a Monday. */
export function localMicrosSql(instant: string, segments: readonly OffsetSegment[], shiftDays = 0): string {
  const bias = BigInt(EPOCH_DAYS + shiftDays) * 86_400_000_000n
  return `(epoch_us(${instant}) + ${offsetSql(instant, segments, bias)})`
}

/** SQL for the offset of `instant` in microseconds, plus a constant. */
export function offsetSql(instant: string, segments: readonly OffsetSegment[], plus = 0n): string {
  const [first, ...rest] = segments
  if (!first) throw new RangeError('no segment')
  if (rest.length === 0) return String(BigInt(first.offsetMs) * 1000n + plus)
  const half = Math.ceil(segments.length / 2)
  const split = segments[half]?.fromMs ?? Number.POSITIVE_INFINITY
  const before = offsetSql(instant, segments.slice(0, half), plus)
  const after = offsetSql(instant, segments.slice(half), plus)
  return `case when ${instant} < make_timestamp(${BigInt(split) * 1000n}) then ${before} else ${after} end`
}

/** Days from 0001-01-01, a Monday, to 1970-01-01. */
export const EPOCH_DAYS = 719_162
export const DAY_MS = 86_400_000
export const HOUR_MS = 3_600_000
/** Length of the rollups' cells. */
export const CELL_MS = 900_000

function segmentAt(segments: readonly OffsetSegment[], ms: number): OffsetSegment {
  let low = 0
  let high = segments.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((segments[middle]?.fromMs ?? 0) <= ms) low = middle
    else high = middle - 1
  }
  return segments[low] ?? { fromMs: Number.NEGATIVE_INFINITY, offsetMs: 0 }
}
