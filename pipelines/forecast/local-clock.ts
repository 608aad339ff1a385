import { Temporal } from 'temporal-polyfill'

/** Instant → wall time of the zone as if it were UTC, for instants in about `[fromMs, toMs]`. */
export function localClock(zone: string, fromMs: number, toMs: number): (ms: number) => number {
  const since: number[] = [Number.NEGATIVE_INFINITY]
  let at = Temporal.Instant.fromEpochMilliseconds(Math.floor(fromMs)).toZonedDateTimeISO(zone)
  const offsets: number[] = [at.offsetNanoseconds / 1e6]
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds > toMs) break
    since.push(next.epochMilliseconds)
    offsets.push(next.offsetNanoseconds / 1e6)
    at = next
  }
  let k = 0
  return (ms) => {
    while (k + 1 < since.length && (since[k + 1] as number) <= ms) k += 1
    while ((since[k] as number) > ms) k -= 1
    return ms + (offsets[k] as number)
  }
}
