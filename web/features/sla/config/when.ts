/** From when a version is to hold. */
import { fromLocalText } from '../../../lib/time/local-text.ts'

export type When = { at: 'now' } | { at: 'ever' } | { at: 'instant'; text: string }

export const NOW: When = { at: 'now' }

/** As the server takes it: absent for now, null for since ever, else an instant. */
export function startsAt(when: When, zone: string): string | null | undefined | 'unreadable' {
  if (when.at === 'now') return undefined
  if (when.at === 'ever') return null
  const at = fromLocalText(when.text, zone)
  return at === null ? 'unreadable' : new Date(at).toISOString()
}
