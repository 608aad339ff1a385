import type { Shift } from '../../../../../pipelines/roster/model/roster.ts'
import type { Pattern } from '../../../../../pipelines/roster/model/setup.ts'
import { fromLocalText } from '../../../../lib/time/local-text.ts'

const MINUTE = 60_000

/** The earliest shift of a pattern on a date, with half an hour of break in the middle where the law asks for one. */
export function newShift(person: string, pattern: Pattern, date: string, zone: string): Shift {
  const begins = typeof pattern.start === 'string' ? pattern.start : pattern.start.from
  const start = fromLocalText(`${date}T${begins}`, zone) ?? Date.parse(`${date}T${begins}:00Z`)
  const length = pattern.end === undefined ? hoursOf(pattern) * 60 : between(begins, pattern.end)
  const end = start + length * MINUTE
  const middle = start + Math.round(length / 60) * 30 * MINUTE
  const breaks = length > 360 ? [{ start: instant(middle), end: instant(middle + 30 * MINUTE) }] : []
  return { person, pattern: pattern.id, date, start: instant(start), end: instant(end), breaks, pinned: true }
}

function hoursOf({ hours }: Pattern): number {
  if (hours === undefined) return 8
  return typeof hours === 'number' ? hours : hours.from
}

function between(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const length = minutes(to) - minutes(from)
  return length > 0 ? length : length + 1440
}

const instant = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z')
