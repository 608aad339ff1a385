import { datePattern } from './date-patterns.ts'
import { ownText } from './own-text.ts'
import { RowError } from './rows.ts'
import { wallClock } from './zone.ts'

const DAY_MS = 86_400_000
const EARLIEST = Date.UTC(1990, 0, 1)
const REMEMBERED = 4096

/**
 * Dates of a file → instants in ISO 8601 (UTC, milliseconds only where there are any). The first pattern that fits
 * counts; wall times are those of `zone`. The reader throws `RowError` for text that fits none and for instants before 1990 or more than a day after
 * `receivedAt`. Texts are remembered, since the same minute stands in many rows.
 */
export function dateReader(
  patterns: readonly string[],
  zone: string,
  receivedAt: string,
): (text: string) => string {
  const readers = patterns.map(datePattern)
  const clock = wallClock(zone)
  const latest = Date.parse(receivedAt) + DAY_MS
  const remembered = new Map<string, string>()
  const instantOf = (text: string): number => {
    for (const reader of readers) {
      const read = reader(text)
      if (read === null) continue
      if ('instant' in read) return read.instant
      checkRange(text, read.wall, EARLIEST - DAY_MS, latest + DAY_MS)
      return clock(read.wall)
    }
    return Number.NaN
  }
  return (text) => {
    const known = remembered.get(text)
    if (known !== undefined) return known
    const ms = instantOf(text)
    if (Number.isNaN(ms)) throw new RowError(`"${text}" is no date of the form ${patterns.join(' or ')}`)
    checkRange(text, ms, EARLIEST, latest)
    const whole = new Date(ms).toISOString()
    const instant = ms % 1000 === 0 ? `${whole.slice(0, 19)}Z` : whole
    if (remembered.size >= REMEMBERED) remembered.clear()
    remembered.set(ownText(text), instant)
    return instant
  }
}

function checkRange(text: string, ms: number, from: number, to: number): void {
  if (ms < from) throw new RowError(`date "${text}" is before 1990`)
  if (ms > to) throw new RowError(`date "${text}" is more than a day in the future`)
}
