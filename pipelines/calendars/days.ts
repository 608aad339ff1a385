/** Calendar dates as day numbers: days since 1970-01-01, so that a run of dates is a run of integers. */

export const DAY_MS = 86_400_000
const FIRST_YEAR = 1970
export const LAST_YEAR = 2199
/** Instants that a calendar may speak of: from the first date on, and before the last one ends anywhere. */
export const FIRST_MS = Date.UTC(FIRST_YEAR, 0, 1)
export const END_MS = Date.UTC(LAST_YEAR + 1, 0, 1)

/** Day number of an ISO date; null where no such date exists from 1970 to 2199. `dayOf('1970-01-02')` is 1. */
export function dayOf(iso: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null
  const ms = Date.parse(`${iso}T00:00:00Z`)
  if (Number.isNaN(ms) || ms < FIRST_MS || ms >= END_MS) return null
  return isoOf(ms / DAY_MS) === iso ? ms / DAY_MS : null
}

/** ISO date of a day number. */
export function isoOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** Minutes since midnight of `HH:MM`, 1440 of `24:00`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/**
 * Unix milliseconds of an ISO 8601 instant with `Z` or an offset, as `2026-03-02T09:00+01:00`; finer fractions are cut.
 * Null where the text is none or lies outside 1970 to 2199.
 */
export function instantMs(text: string): number | null {
  const parts =
    /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(
      text,
    )
  if (!parts || dayOf(parts[1] ?? '') === null) return null
  const fraction = parts[4] ?? ''
  const ms = Date.parse(fraction ? text.replace(fraction, `.${fraction.slice(1, 4).padEnd(3, '0')}`) : text)
  return ms >= FIRST_MS && ms < END_MS ? ms : null
}
