/** ISO weeks in a zone: from Monday's first instant to the next Monday's. */
import { Temporal } from 'temporal-polyfill'
import { invalid } from '../errors.ts'
import { zoneOf } from '../metrics/zone.ts'

export interface Week {
  /** `2026-W47`, as ISO 8601 numbers weeks: the first is the one with 4 January. */
  id: string
  /** ISO dates of Monday and Sunday. */
  monday: string
  sunday: string
  /** Instants, half-open; 167 to 169 hours where clocks change. */
  from: string
  to: string
}

/**
 * The week of that name in a zone. Throws `invalid` for anything that is no ISO week, such as 2025-W53.
 *
 *     weekOf('2026-W47', 'Europe/Berlin').from // '2026-11-15T23:00:00Z'
 */
export function weekOf(id: string, zone: string): Week {
  const [, year = '', number = ''] = /^(\d{4})-W(\d\d)$/.exec(id) ?? []
  const monday = year === '' ? null : mondayOf(Number(year), Number(number))
  if (monday === null || idOf(monday) !== id) {
    throw invalid(`${id} is no ISO week`, { week: 'an ISO week such as 2026-W47' })
  }
  return from(monday, zoneOf(zone))
}

/** The last week that is over at an instant. */
export function lastWeek(now: Date, zone: string): Week {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zoneOf(zone))
    .toPlainDate()
  return from(today.subtract({ days: today.dayOfWeek + 6 }), zone)
}

/** The week so many weeks later; earlier where `weeks` is negative. */
export function moved(week: Week, weeks: number, zone: string): Week {
  return from(Temporal.PlainDate.from(week.monday).add({ weeks }), zone)
}

function from(monday: Temporal.PlainDate, zone: string): Week {
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant().toString()
  return {
    id: idOf(monday),
    monday: monday.toString(),
    sunday: monday.add({ days: 6 }).toString(),
    from: start(monday),
    to: start(monday.add({ days: 7 })),
  }
}

function idOf(monday: Temporal.PlainDate): string {
  return `${String(monday.yearOfWeek).padStart(4, '0')}-W${String(monday.weekOfYear).padStart(2, '0')}`
}

function mondayOf(year: number, number: number): Temporal.PlainDate | null {
  if (year < 1971 || number < 1 || number > 53) return null
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 })
  return fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: number - 1 })
}
