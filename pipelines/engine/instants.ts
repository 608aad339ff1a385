/** Instants between the engine's microseconds since 1970 and ISO 8601 text in UTC; no `Date` on the fast path. */

const DAY_MS = 86_400_000
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const TWO = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'))
const THREE = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'))

let lastDay = Number.NaN
let lastDayText = ''

/** `20454` (days since 1970) → `'2026-01-01'`; years outside 0000–9999 carry a sign and at least four digits. */
export function dayText(day: number): string {
  if (day === lastDay) return lastDayText
  lastDay = day
  lastDayText = civil(day)
  return lastDayText
}

/**
 * Milliseconds and the microseconds beyond them → `'2026-01-01T08:30:00Z'`, with `.123` or `.123456` only where
 * there are any.
 */
export function instantText(ms: number, extraMicros = 0): string {
  const day = Math.floor(ms / DAY_MS)
  let rest = ms - day * DAY_MS
  const milli = rest % 1000
  rest = (rest - milli) / 1000
  const second = rest % 60
  rest = (rest - second) / 60
  const minute = rest % 60
  const fraction =
    extraMicros > 0 ? `.${THREE[milli]}${THREE[extraMicros]}` : milli > 0 ? `.${THREE[milli]}` : ''
  return `${dayText(day)}T${TWO[(rest - minute) / 60]}:${TWO[minute]}:${TWO[second]}${fraction}Z`
}

/**
 * ISO 8601 text → epoch milliseconds (microseconds as a fraction of `.001`); without a zone it is taken as UTC.
 * `NaN` where the text is no instant.
 */
export function parseInstant(text: string): number {
  const fast = parseUtc(text)
  if (fast !== null) return fast
  const zoned = /(?:Z|[+-]\d\d(?::?\d\d)?)$/i.test(text) && text.length > 10
  return Date.parse(zoned || text.length <= 10 ? text : `${text}Z`)
}

/** Days since 1970 of a proleptic Gregorian date (Hinnant, "chrono-compatible low-level date algorithms"). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

function civil(days: number): string {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${yearText(year)}-${TWO[month]}-${TWO[day]}`
}

function yearText(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0')
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`
}

/** `YYYY-MM-DDTHH:MM:SS[.fff…]Z`, read by character codes; null for any other shape, `NaN` for an impossible date. */
function parseUtc(text: string): number | null {
  const length = text.length
  if (length < 20 || text.charCodeAt(length - 1) !== 90) return null
  const separator = text.charCodeAt(10)
  if (
    text.charCodeAt(4) !== 45 ||
    text.charCodeAt(7) !== 45 ||
    (separator !== 84 && separator !== 32) ||
    text.charCodeAt(13) !== 58 ||
    text.charCodeAt(16) !== 58
  )
    return null
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  const second = digits(text, 17, 19)
  if (!(day >= 1 && day <= daysIn(year, month) && hour <= 23 && minute <= 59 && second <= 59))
    return Number.NaN
  let fraction = 0
  if (length > 20) {
    if (text.charCodeAt(19) !== 46 || length < 22) return Number.NaN
    fraction = digits(text, 20, Math.min(length - 1, 26)) * 10 ** (24 - Math.min(length, 27))
  }
  const seconds = daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
  return seconds * 1000 + fraction
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0)
}

function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}
