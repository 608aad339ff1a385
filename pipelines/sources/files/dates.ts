import { datePattern } from './date-patterns.ts'
import { ownText } from './own-text.ts'
import { RowError } from './rows.ts'
import { wallClock } from './zone.ts'

export interface InstantOfRow {
  ms: number
  /** ISO 8601 in UTC, milliseconds only where there are any. */
  iso: string
}

const DAY_MS = 86_400_000
const EARLIEST = Date.UTC(1990, 0, 1)
const REMEMBERED = 65_536

/**
 * Dates of a file → instants: the first pattern that fits counts, wall times are those of `zone`.
 * The reader throws `RowError` for text that fits none and for instants before 1990 or more than a day after
 * `receivedAt`. Texts are remembered, since the same minute stands in many rows.
 */
export function dateReader(
  patterns: readonly string[],
  zone: string,
  receivedAt: string,
): (text: string) => InstantOfRow {
  const readers = patterns.map(datePattern)
  const clock = wallClock(zone)
  const latest = Date.parse(receivedAt) + DAY_MS
  const remembered = new Map<string, InstantOfRow>()
  return (text) => {
    const known = remembered.get(text)
    if (known) return known
    const read = readers.reduce<ReturnType<(typeof readers)[0]>>(
      (found, reader) => found ?? reader(text),
      null,
    )
    if (!read) throw new RowError(`"${text}" is no date of the form ${patterns.join(' or ')}`)
    const about = 'wall' in read ? read.wall : read.instant
    checkRange(text, about, EARLIEST - DAY_MS, latest + DAY_MS)
    const ms = 'wall' in read ? clock(read.wall) : read.instant
    checkRange(text, ms, EARLIEST, latest)
    const instant = { ms, iso: new Date(ms).toISOString().replace('.000Z', 'Z') }
    if (remembered.size >= REMEMBERED) remembered.clear()
    remembered.set(ownText(text), instant)
    return instant
  }
}

function checkRange(text: string, ms: number, from: number, to: number): void {
  if (ms < from) throw new RowError(`date "${text}" is before 1990`)
  if (ms > to) throw new RowError(`date "${text}" is more than a day in the future`)
}
