/** Which instants a source may claim: absurd ones would bend every figure that they enter. */

/** WhatsApp was founded in 2009: no delivery of it can be older. */
export const EARLIEST_S = Date.UTC(2009, 0, 1) / 1000
/** A sender's clock may be ahead of ours by this much. */
export const FUTURE_TOLERANCE_S = 24 * 60 * 60

const DIGITS = /^\d{1,15}$/

/**
 * Unix seconds given as a number or a string of digits. Returns the seconds, or in words what is wrong with them
 * (never the value itself).
 */
export function unixSeconds(value: unknown, receivedS: number): number | string {
  if (value === undefined || value === null) return 'missing'
  const seconds =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && DIGITS.test(value)
        ? Number(value)
        : Number.NaN
  if (!Number.isFinite(seconds)) return 'not a unix time in seconds'
  return implausible(seconds, receivedS, EARLIEST_S) ?? seconds
}

/** Says what is wrong with an instant, or null. */
export function implausible(seconds: number, receivedS: number, earliestS: number): string | null {
  if (seconds < earliestS) return `before ${new Date(earliestS * 1000).toISOString().slice(0, 10)}`
  if (seconds > receivedS + FUTURE_TOLERANCE_S) return 'more than a day after it was received'
  return null
}

/** ISO 8601 in UTC, e.g. `2026-03-02T09:15:00.000Z`. */
export function isoInstant(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
