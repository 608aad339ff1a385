import { csvLine } from '../../metrics/csv.ts'
import type { Problem } from '../model/problem.ts'
import type { Assignment } from '../model/roster.ts'

export const SHIFT_COLUMNS = [
  'person',
  'name',
  'date',
  'pattern',
  'start',
  'end',
  'work_hours',
  'breaks',
  'on_call',
] as const

export type ShiftRow = Record<(typeof SHIFT_COLUMNS)[number], string | number | boolean | null>

/** One row a shift or on-call turn, by person and time. Instants in UTC, hours without breaks. */
export function shiftRows(roster: Assignment, people: Problem['people']): ShiftRow[] {
  const name = new Map(people.map((person) => [person.id, person.name ?? null]))
  const rows: ShiftRow[] = [
    ...roster.shifts.map(
      ({ person, pattern, date, start, end, breaks }): ShiftRow => ({
        person,
        name: name.get(person) ?? null,
        date,
        pattern,
        start,
        end,
        work_hours: (span({ start, end }) - breaks.reduce((sum, one) => sum + span(one), 0)) / 3_600_000,
        breaks: breaks.map((one) => `${one.start}/${one.end}`).join(' '),
        on_call: false,
      }),
    ),
    ...roster.on_call.map(
      ({ person, duty, date, start, end }): ShiftRow => ({
        person,
        name: name.get(person) ?? null,
        date,
        pattern: duty,
        start,
        end,
        work_hours: 0,
        breaks: '',
        on_call: true,
      }),
    ),
  ]
  return rows.sort((a, b) => (String(a.person) + a.start < String(b.person) + b.start ? -1 : 1))
}

export function rosterCsv(roster: Assignment, people: Problem['people']): string {
  const lines = shiftRows(roster, people).map((row) => csvLine(SHIFT_COLUMNS.map((column) => row[column])))
  return csvLine(SHIFT_COLUMNS) + lines.join('')
}

const span = ({ start, end }: { start: string; end: string }) => Date.parse(end) - Date.parse(start)
