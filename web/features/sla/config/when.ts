/** From when a version is to hold. */
import { instantOf } from '../../../lib/time/zone.ts'

export type When = { at: 'now' } | { at: 'ever' } | { at: 'instant'; text: string }

export const NOW: When = { at: 'now' }

/** As the server takes it: absent for now, null for since ever, else an instant. */
export function startsAt(when: When, zone: string): string | null | undefined | 'unreadable' {
  if (when.at === 'now') return undefined
  if (when.at === 'ever') return null
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(when.text)
  if (!found) return 'unreadable'
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = found.slice(1).map(Number)
  return new Date(instantOf({ year, month, day, hour, minute, second: 0 }, zone)).toISOString()
}
