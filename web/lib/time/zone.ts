/**
 * Wall time in an IANA zone, on `Intl` alone. Instants are epoch milliseconds; a wall time that daylight
 * saving skips moves forward to the first valid instant, one that it repeats is its first occurrence.
 */
export type CalendarUnit = 'h' | 'd' | 'w' | 'M' | 'y'

export interface Wall {
  year: number
  /** 1–12 */
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

const HOUR = 3_600_000

/** The wall clock in `zone` at an instant. */
export function wallOf(instant: number, zone: string): Wall {
  const wall: Wall = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of formatter(zone).formatToParts(instant)) {
    if (type in wall) wall[type as keyof Wall] = Number(value)
  }
  return wall
}

/** The first instant at which the clock in `zone` shows at least this wall time. Fields may overflow (day 0, hour 25). */
export function instantOf(wall: Wall, zone: string): number {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second)
  const before = offsetAt(asUtc - 24 * HOUR, zone)
  const after = offsetAt(asUtc + 24 * HOUR, zone)
  const candidates = [asUtc - Math.max(before, after), asUtc - Math.min(before, after)]
  const exact = candidates.filter((instant) => instant + offsetAt(instant, zone) === asUtc)
  if (exact.length > 0) return Math.min(...exact)
  return firstAfterGap(candidates[0] ?? asUtc, candidates[1] ?? asUtc, zone)
}

/** Start of the hour, day, ISO week, month or year that the instant lies in. */
export function startOf(instant: number, unit: CalendarUnit, zone: string): number {
  if (unit === 'h') {
    const offset = offsetAt(instant, zone)
    return Math.floor((instant + offset) / HOUR) * HOUR - offset
  }
  const wall = { ...wallOf(instant, zone), hour: 0, minute: 0, second: 0 }
  if (unit === 'w') wall.day -= weekdayOf(wall) - 1
  if (unit === 'M' || unit === 'y') wall.day = 1
  if (unit === 'y') wall.month = 1
  return instantOf(wall, zone)
}

/** Moves by calendar units: days and longer keep the wall time (31 January + 1 month = end of February), hours are real hours. */
export function addUnits(instant: number, count: number, unit: CalendarUnit, zone: string): number {
  if (unit === 'h') return instant + count * HOUR
  const wall = wallOf(instant, zone)
  if (unit === 'd') wall.day += count
  if (unit === 'w') wall.day += 7 * count
  if (unit === 'M' || unit === 'y') {
    const months = wall.month - 1 + (unit === 'y' ? 12 * count : count)
    wall.year += Math.floor(months / 12)
    wall.month = (((months % 12) + 12) % 12) + 1
    wall.day = Math.min(wall.day, new Date(Date.UTC(wall.year, wall.month, 0)).getUTCDate())
  }
  return instantOf(wall, zone) + (instant % 1000)
}

/** ISO weekday, 1 = Monday. */
export function weekdayOf(wall: Wall): number {
  return new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay() || 7
}

/** `2026-11-22`, as the API takes local dates. */
export function dateText(wall: Wall): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(wall.year).padStart(4, '0')}-${two(wall.month)}-${two(wall.day)}`
}

export function isZone(zone: string): boolean {
  try {
    return Boolean(formatter(zone))
  } catch {
    return false
  }
}

function offsetAt(instant: number, zone: string): number {
  const seconds = Math.floor(instant / 1000) * 1000
  const wall = wallOf(seconds, zone)
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) - seconds
}

function firstAfterGap(low: number, high: number, zone: string): number {
  const late = offsetAt(high, zone)
  let from = Math.min(low, high)
  let to = Math.max(low, high)
  while (to - from > 1000) {
    const middle = Math.floor((from + to) / 2000) * 1000
    if (offsetAt(middle, zone) === late) to = middle
    else from = middle
  }
  return to
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone)
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(zone, found)
  }
  return found
}
