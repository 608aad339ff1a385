import { Temporal } from 'temporal-polyfill'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/**
 * Wall time → instant in a zone, both in milliseconds since 1970 (the wall time as if it were UTC).
 * A wall time that daylight saving skips moves forward to the first valid instant, a repeated one is its first
 * occurrence. Offsets are looked up once a day (once a minute on days with a change), so it is fast enough for
 * every row of a file. Throws `RangeError` for an unknown zone.
 *
 * `wallClock('Europe/Berlin')(Date.UTC(2026, 2, 29, 2, 30))` → 2026-03-29T01:00:00Z
 */
export function wallClock(zone: string): (wallMs: number) => number {
  Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
  if (zone === 'UTC') return (wallMs) => wallMs
  const days = new Map<number, number | null>()
  const minutes = new Map<number, Minute>()
  return (wallMs) => {
    const day = Math.floor(wallMs / DAY_MS)
    const known = days.get(day)
    const offset = known === undefined ? offsetOfDay(day, zone) : known
    if (known === undefined) days.set(day, offset)
    if (offset !== null) return wallMs - offset
    const start = Math.floor(wallMs / MINUTE_MS) * MINUTE_MS
    const minute = minutes.get(start) ?? minuteOf(start, zone)
    minutes.set(start, minute)
    return minute.skipped ? minute.instant : minute.instant + (wallMs - start)
  }
}

interface Minute {
  instant: number
  skipped: boolean
}

const plain = (wallMs: number) => Temporal.Instant.fromEpochMilliseconds(wallMs).toZonedDateTimeISO('UTC')

/** The day's one offset in milliseconds, or null on a day with a change (or one that the zone skipped). */
function offsetOfDay(day: number, zone: string): number | null {
  const date = plain(day * DAY_MS).toPlainDate()
  const start = date.toZonedDateTime(zone)
  const end = start.add({ hours: 24 })
  const whole =
    start.toPlainDate().equals(date) &&
    start.hoursInDay === 24 &&
    start.offsetNanoseconds === end.offsetNanoseconds
  return whole ? start.offsetNanoseconds / 1e6 : null
}

function minuteOf(wallMs: number, zone: string): Minute {
  const wall = plain(wallMs).toPlainDateTime()
  const zoned = wall.toZonedDateTime(zone, { disambiguation: 'compatible' })
  if (zoned.toPlainDateTime().equals(wall)) return { instant: zoned.epochMilliseconds, skipped: false }
  const before = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const change = before.getTimeZoneTransition('next') ?? zoned
  return { instant: change.epochMilliseconds, skipped: true }
}
