/** Calendars and spans of time for property tests: twelve zones, three years, and every other span across a change of clocks. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { type Calendar, calendarSchema, type Stretch, WEEKDAYS } from './calendar.ts'
import { DAY_MS, isoOf } from './days.ts'

/**
 * Half-hour and 45-minute offsets, the southern half, half an hour of daylight saving, clocks that change at midnight or a
 * minute after it, daylight saving that pauses for Ramadan, a zone that skipped 2011-12-30, and none of all this.
 */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
]
export const FIRST_DAY = Date.UTC(2011, 0, 1) / DAY_MS
export const DAYS = 3 * 365 + 1
/** A span's calendar is compiled over so many local dates, its instants lie in the inner `SPAN_MS`. */
export const SPAN_DAYS = 16
const MARGIN_DAYS = 2
const SPAN_MS = (SPAN_DAYS - 2 * MARGIN_DAYS) * DAY_MS
/** Cases of a quarter of a law, so ten thousand of each; `PEGEL_LAW_CASES=250` for a quick look. */
export const LAW_CASES = Number(process.env.PEGEL_LAW_CASES ?? 2500)
export const RUNS = 4 * LAW_CASES
export const SEED = 20_260_302

export interface Span {
  calendar: Calendar
  fromDay: number
  toDay: number
  /** Instants within, in order. */
  instants: readonly number[]
}

const minutes = fc.integer({ min: 0, max: 1440 })
const stretches = fc.uniqueArray(minutes, { maxLength: 6 }).map(pairs)
const offsetDay = fc.nat(SPAN_DAYS - 1)

/** A random calendar with what departs from its week placed where the instants are. Pauses and instants lie on `stepMs`. */
export function spans(count: number, stepMs = 1): fc.Arbitrary<Span> {
  const offset = fc.nat(SPAN_MS / stepMs).map((steps) => steps * stepMs)
  return fc
    .record({
      zone: fc.nat(ZONES.length - 1),
      day: fc.nat(DAYS - SPAN_DAYS),
      change: fc.nat(),
      nearChange: fc.boolean(),
      week: fc.array(stretches, { minLength: 7, maxLength: 7 }),
      holidays: fc.array(offsetDay, { maxLength: 2 }),
      special: fc.array(fc.tuple(offsetDay, stretches), { maxLength: 2 }),
      pauses: fc.uniqueArray(offset, { maxLength: 4 }),
      instants: fc.array(offset, { minLength: count, maxLength: count }),
    })
    .map((drawn) => {
      const zone = ZONES[drawn.zone] as string
      const changes = changesOf(zone)
      const change =
        drawn.nearChange && changes.length > 0 ? changes[drawn.change % changes.length] : undefined
      const fromDay =
        change === undefined ? FIRST_DAY + drawn.day : change - MARGIN_DAYS - (drawn.change % (SPAN_DAYS - 4))
      const startMs = (fromDay + MARGIN_DAYS) * DAY_MS
      const iso = (ms: number) => new Date(startMs + ms).toISOString()
      return {
        calendar: {
          zone,
          week: Object.fromEntries(WEEKDAYS.map((weekday, i) => [weekday, drawn.week[i] ?? []])),
          holidays: drawn.holidays.map((day) => isoOf(fromDay + day)),
          public_holidays: null,
          date_hours: Object.fromEntries(drawn.special.map(([day, hours]) => [isoOf(fromDay + day), hours])),
          pauses: ends(drawn.pauses).map(([from, to]) => [iso(from), iso(to)]),
          teams: [],
        },
        fromDay,
        toDay: fromDay + SPAN_DAYS - 1,
        instants: [...drawn.instants].sort((a, b) => a - b).map((ms) => startMs + ms),
      }
    })
}

/** Whether the drawn calendar is one that the schema lets through: all but those that never open. */
export const isValid = (calendar: Calendar): boolean => calendarSchema.safeParse(calendar).success

const ends = (points: readonly number[]): [number, number][] => {
  const sorted = [...points].sort((a, b) => a - b)
  return Array.from({ length: sorted.length >> 1 }, (_, i) => [sorted[2 * i] ?? 0, sorted[2 * i + 1] ?? 0])
}

function pairs(points: readonly number[]): [string, string][] {
  return ends(points).map(([open, close]) => [wallTime(open), wallTime(close)])
}

const wallTime = (minute: number): Stretch[0] =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const known = new Map<string, number[]>()

/** Days (UTC) on which the clocks of a zone change. */
function changesOf(zone: string): number[] {
  const before = known.get(zone)
  if (before) return before
  const changes: number[] = []
  const end = (FIRST_DAY + DAYS - SPAN_DAYS) * DAY_MS
  let at = Temporal.Instant.fromEpochMilliseconds((FIRST_DAY + SPAN_DAYS) * DAY_MS).toZonedDateTimeISO(zone)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds > end) break
    changes.push(Math.floor(next.epochMilliseconds / DAY_MS))
    at = next
  }
  known.set(zone, changes)
  return changes
}
