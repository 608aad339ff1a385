/** Shifts as an iCalendar file (RFC 5545), for one person or all. */
import type { Problem } from '../model/problem.ts'
import type { Assignment } from '../model/roster.ts'

const MAX_OCTETS = 75

/**
 * An event for each shift and on-call turn; breaks stand in its description. The same shift keeps its UID over versions, so
 * that a calendar replaces what it had.
 */
export function rosterIcal(
  roster: Assignment,
  {
    person,
    people,
    zone,
    stampedAt,
  }: { person: string | null; people: Problem['people']; zone: string; stampedAt: string },
): string {
  const names = new Map(people.map(({ id, name }) => [id, name ?? id]))
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const time = (iso: string) => clock.format(Date.parse(iso))
  const events = [
    ...roster.shifts.map((shift) => ({
      ...shift,
      uid: `${shift.date}-shift`,
      title: shift.pattern,
      text: shift.breaks.map((one) => `${time(one.start)}–${time(one.end)}`).join(', '),
      free: false,
    })),
    ...roster.on_call.map((turn) => ({
      ...turn,
      uid: `${turn.date}-${turn.duty}`,
      title: turn.duty,
      text: '',
      free: true,
    })),
  ]
    .filter((one) => person === null || one.person === person)
    .sort((a, b) => (a.start < b.start ? -1 : 1))
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Pegel//Roster//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
  ]
  for (const event of events) {
    const title = person === null ? `${names.get(event.person) ?? event.person}: ${event.title}` : event.title
    lines.push(
      'BEGIN:VEVENT',
      `UID:${escaped(`${event.person}-${event.uid}@roster.pegel`)}`,
      `DTSTAMP:${stamp(stampedAt)}`,
      `DTSTART:${stamp(event.start)}`,
      `DTEND:${stamp(event.end)}`,
      `SUMMARY:${escaped(title)}`,
      ...(event.text ? [`DESCRIPTION:${escaped(`Break ${event.text}`)}`] : []),
      `TRANSP:${event.free ? 'TRANSPARENT' : 'OPAQUE'}`,
      'END:VEVENT',
    )
  }
  lines.push('END:VCALENDAR')
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const stamp = (iso: string) => new Date(iso).toISOString().replace(/[-:]|\.\d{3}/g, '')
const escaped = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n')

/** Lines of at most 75 octets, cut between characters. */
function folded(line: string): string {
  let out = ''
  let octets = 0
  for (const sign of line) {
    const size = Buffer.byteLength(sign)
    if (octets + size > MAX_OCTETS) {
      out += '\r\n '
      octets = 1
    }
    out += sign
    octets += size
  }
  return out
}
