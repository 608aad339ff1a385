import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'

export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

export interface LocalDay {
  /** Days since 1970-01-01 of the local date. */
  index: number
  /** YYYY-MM-DD. */
  date: string
  /** Monday 1 … Sunday 7. */
  weekday: number
  /** Instant that a wall time counts from: `startsAt + 9 * HOUR` is 09:00, on clock-change days too. */
  startsAt: number
  holiday: string | null
}

/** The days of one zone with its country's public holidays, worked out when first asked for. */
export class LocalDays {
  readonly zone: string
  readonly #holidays: Holidays
  readonly #byIndex = new Map<number, LocalDay>()
  readonly #holidayNames = new Map<string, string>()
  readonly #yearsKnown = new Set<number>()
  #latest: LocalDay

  constructor(zone: string, country: string) {
    this.zone = zone
    this.#holidays = new Holidays(country)
    this.#latest = this.day(0)
  }

  /** The local day that an instant falls on. */
  at(instant: number): LocalDay {
    const last = this.#latest
    if (instant >= last.startsAt && instant < last.startsAt + 23 * HOUR) return last
    let found = this.day(Math.floor(instant / DAY))
    while (instant < found.startsAt) found = this.day(found.index - 1)
    for (let next = this.day(found.index + 1); instant >= next.startsAt; next = this.day(found.index + 1)) {
      found = next
    }
    this.#latest = found
    return found
  }

  day(index: number): LocalDay {
    const known = this.#byIndex.get(index)
    if (known) return known
    const date = new Date(index * DAY).toISOString().slice(0, 10)
    // From noon, because the clocks change at night and every wall time of use here is after that.
    const noon = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: this.zone, plainTime: '12:00' })
    const day: LocalDay = {
      index,
      date,
      weekday: noon.dayOfWeek,
      startsAt: noon.epochMilliseconds - 12 * HOUR,
      holiday: this.#holidayName(date),
    }
    this.#byIndex.set(index, day)
    return day
  }

  #holidayName(date: string): string | null {
    const year = Number(date.slice(0, 4))
    if (!this.#yearsKnown.has(year)) {
      this.#yearsKnown.add(year)
      for (const holiday of this.#holidays.getHolidays(year)) {
        if (holiday.type === 'public') this.#holidayNames.set(holiday.date.slice(0, 10), holiday.name)
      }
    }
    return this.#holidayNames.get(date) ?? null
  }
}

/** The two places the company works in. */
export function companyDays(): Record<Market, LocalDays> {
  return { eu: new LocalDays('Europe/Berlin', 'DE'), us: new LocalDays('America/Chicago', 'US') }
}

export type Market = 'eu' | 'us'
