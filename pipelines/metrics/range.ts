/** Where a time range starts and ends: instants, local dates, and relative forms. */
import { Temporal } from 'temporal-polyfill'
import { invalid } from '../errors.ts'

type Unit = 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'Q' | 'y'

const STEP = /([+-])(\d{1,4})([smhdwMQy])|\/([mhdwMQy])/y
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/i
const LOCAL_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?$/
const LOCAL_DATE = /^\d{4}-\d\d-\d\d$/
const LOCAL_MONTH = /^\d{4}-\d\d$/
const EPOCH_MS = /^\d{12,14}$/

/**
 * Milliseconds since 1970 that `text` means in `zone`. Accepts an ISO instant (`2026-01-05T09:00:00Z`), a local time
 * (`2026-01-05T09:00`), a local date or month (its first instant), epoch milliseconds, and relative forms: `now`, `now-7d`,
 * `now-1M/M`, `now/d+8h` with units s m h d w M Q y, steps of a day or more on the calendar, `/unit` rounding down (weeks start on Monday).
 * Both ends of a range read alike, so `to=2026-01-05` and `to=now/d` leave that day out. Throws `invalid` on `field`.
 */
export function parseInstant(text: string, field: 'from' | 'to', zone: string, now: Date): number {
  try {
    const ms = text.startsWith('now') ? relative(text, zone, now) : absolute(text, zone)
    if (ms !== null && ms >= EARLIEST && ms < LATEST) return ms
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw invalid(`${field}: cannot read ${JSON.stringify(text)} as a time`, {
    [field]: 'expected an ISO instant, a local date, or a form like now-7d/d',
  })
}

const EARLIEST = Date.UTC(1900, 0, 1)
const LATEST = Date.UTC(9999, 0, 1)

function absolute(text: string, zone: string): number | null {
  if (INSTANT.test(text)) return Temporal.Instant.from(text).epochMilliseconds
  if (LOCAL_TIME.test(text)) return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
  if (LOCAL_DATE.test(text)) return Temporal.PlainDate.from(text).toZonedDateTime(zone).epochMilliseconds
  if (LOCAL_MONTH.test(text))
    return Temporal.PlainDate.from(`${text}-01`).toZonedDateTime(zone).epochMilliseconds
  return EPOCH_MS.test(text) ? Number(text) : null
}

function relative(text: string, zone: string, now: Date): number | null {
  let at = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone)
  let index = 'now'.length
  while (index < text.length) {
    STEP.lastIndex = index
    const step = STEP.exec(text)
    if (!step) return null
    const [whole, sign, count, unit, round] = step
    at = round ? floor(at, round as Unit) : at.add(duration(unit as Unit, Number(`${sign}${count}`)))
    index += whole.length
  }
  return at.epochMilliseconds
}

function duration(unit: Unit, count: number): Temporal.DurationLike {
  switch (unit) {
    case 's':
      return { seconds: count }
    case 'm':
      return { minutes: count }
    case 'h':
      return { hours: count }
    case 'd':
      return { days: count }
    case 'w':
      return { weeks: count }
    case 'M':
      return { months: count }
    case 'Q':
      return { months: 3 * count }
    case 'y':
      return { years: count }
  }
}

function floor(at: Temporal.ZonedDateTime, unit: Unit): Temporal.ZonedDateTime {
  if (unit === 'm') return at.round({ smallestUnit: 'minute', roundingMode: 'floor' })
  if (unit === 'h') return at.round({ smallestUnit: 'hour', roundingMode: 'floor' })
  if (unit === 'd') return at.startOfDay()
  if (unit === 'w') return at.subtract({ days: at.dayOfWeek - 1 }).startOfDay()
  const month = unit === 'y' ? 1 : unit === 'Q' ? at.month - ((at.month - 1) % 3) : at.month
  return at.with({ day: 1, month }).startOfDay()
}
