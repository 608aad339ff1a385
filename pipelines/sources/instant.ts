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

const DAY_MS = 86_400_000
const YEAR_10000_MS = Date.UTC(10_000, 0, 1)
const TWO = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'))

let lastDay = Number.NaN
let lastDayText = ''

/** ISO 8601 in UTC, e.g. `2026-03-02T09:15:00.000Z`. Spelled out because `toISOString` is the dearest call of a mapper. */
export function isoInstant(seconds: number): string {
  const ms = Math.trunc(seconds * 1000)
  if (!(ms >= 0 && ms < YEAR_10000_MS)) return new Date(seconds * 1000).toISOString()
  const day = Math.floor(ms / DAY_MS)
  if (day !== lastDay) {
    lastDayText = new Date(day * DAY_MS).toISOString().slice(0, 11)
    lastDay = day
  }
  const inDay = ms - day * DAY_MS
  const milli = inDay % 1000
  const second = (inDay - milli) / 1000
  const minute = Math.floor(second / 60)
  const fraction = milli === 0 ? '000' : String(milli).padStart(3, '0')
  return `${lastDayText}${TWO[Math.floor(minute / 60)]}:${TWO[minute % 60]}:${TWO[second % 60]}.${fraction}Z`
}

/** Unix milliseconds of ISO 8601 text; `NaN` where it is none. */
export function epochMs(text: string): number {
  return utcMs(text) ?? Date.parse(text)
}

/**
 * Unix milliseconds of `2026-03-02T09:15:00Z` or `2026-03-02T09:15:00.000Z`; null for every other shape and for a date
 * that no calendar has.
 */
export function utcMs(text: string): number | null {
  const length = text.length
  if ((length !== 24 && length !== 20) || text.charCodeAt(length - 1) !== 90) return null
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(10) !== 84) return null
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return null
  if (length === 24 && text.charCodeAt(19) !== 46) return null
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  const second = digits(text, 17, 19)
  const milli = length === 24 ? digits(text, 20, 23) : 0
  // Date.UTC takes the years 0 to 99 for those of the twentieth century.
  if (year < 100 || day < 1 || day > daysIn(year, month)) return null
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || milli < 0)
    return null
  return Date.UTC(year, month - 1, day) + hour * 3_600_000 + minute * 60_000 + second * 1000 + milli
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0)
}

/** The number that the characters from `from` up to `to` spell; -1 where one of them is no digit. */
function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i += 1) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}
