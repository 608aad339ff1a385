/** Wall times as date fields hold them: `2026-11-22` and `2026-11-22T14:30`. */
import { dateText, instantOf, wallOf } from './zone.ts'

/** `2026-11-22T14:30`, what the clock in the zone shows. */
export function localText(instant: number, zone: string): string {
  const wall = wallOf(instant, zone)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${dateText(wall)}T${two(wall.hour)}:${two(wall.minute)}`
}

/** Epoch milliseconds, or null where the text is no such time. A date alone means its first instant. */
export function fromLocalText(text: string, zone: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(text)
  if (!found) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = found.slice(1).map((part) => Number(part ?? 0))
  return instantOf({ year, month, day, hour, minute, second: 0 }, zone)
}
