/** Local dates and elapsed time, by the platform's own calendar. */
import type { Problem } from '../model/problem.ts'
import type { Shift } from '../model/roster.ts'

export interface Period {
  zone: string
  dates: string[]
  startMs: number
  endMs: number
}

export const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export function periodOf({ zone, from, days }: Pick<Problem, 'zone' | 'from' | 'days'>): Period {
  const dates = Array.from({ length: days }, (_, i) => addDays(from, i))
  return { zone, dates, startMs: midnight(from, zone), endMs: midnight(addDays(from, days), zone) }
}

export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

export const weekdayOf = (date: string) =>
  WEEK[(new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7] as (typeof WEEK)[number]

/** The Monday of a date's week. */
export const mondayOf = (date: string) => addDays(date, -WEEK.indexOf(weekdayOf(date)))

const formats = new Map<string, Intl.DateTimeFormat>()

/** Local date and minutes of the day of an instant. */
export function localOf(ms: number, zone: string): { date: string; minutes: number } {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  const part: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(ms)) part[type] = value
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    minutes: Number(part.hour) * 60 + Number(part.minute),
  }
}

/** First instant of a local date. */
export function midnight(date: string, zone: string): number {
  return instantOf(date, 0, zone)
}

/** Instant at which the clocks of the zone first show that wall time, or the next one that they do. */
export function instantOf(date: string, minutes: number, zone: string): number {
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000
  const offsets = [-86_400_000, 86_400_000].map((away) => offsetAt(wall + away, zone))
  const [early = 0, late = 0] = [Math.max(...offsets), Math.min(...offsets)]
  const first = wall - early
  if (offsetAt(first, zone) === early) return first
  const second = wall - late
  if (offsetAt(second, zone) === late) return second
  // The clocks leap over that wall time: the instant of the leap.
  let [low, high] = [Math.min(first, second), Math.max(first, second)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle, zone) === offsetAt(low, zone)) low = middle
    else high = middle
  }
  return high
}

function offsetAt(ms: number, zone: string): number {
  const whole = Math.floor(ms / 60_000) * 60_000
  const { date, minutes } = localOf(whole, zone)
  return Date.parse(`${date}T00:00:00Z`) + minutes * 60_000 - whole
}

/** Minutes of work: elapsed time less breaks. */
export function workOf(shift: Pick<Shift, 'start' | 'end' | 'breaks'>): number {
  const away = shift.breaks.reduce((sum, one) => sum + Date.parse(one.end) - Date.parse(one.start), 0)
  return (Date.parse(shift.end) - Date.parse(shift.start) - away) / 60_000
}
