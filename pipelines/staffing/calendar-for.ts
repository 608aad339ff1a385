import type { Calendar } from '../calendars/calendar.ts'
import { holdingAt, readTimelines } from '../config/timeline.ts'
import type { Reader } from '../engine/port.ts'

/** Business hours of a team at an instant (Unix milliseconds): its own, else the default ones. */
export async function calendarFor(reader: Reader, team: string | null, atMs: number): Promise<Calendar> {
  const { calendars } = await readTimelines(reader)
  const held = calendars.flatMap((timeline) => {
    const body = holdingAt(timeline, atMs)?.body
    return body ? [{ id: timeline.id, body }] : []
  })
  const own = held.find(({ body }) => team !== null && body.teams.includes(team))
  const calendar = own ?? held.find(({ id }) => id === 'default')
  if (!calendar) throw new Error('the default calendar is missing')
  return calendar.body
}
