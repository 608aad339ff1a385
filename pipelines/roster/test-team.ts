import { type Problem, parseProblem } from './model/problem.ts'
import type { Shift } from './model/roster.ts'

/** A small team for tests: what is not said is as plain as can be, and nothing but the requirement and hours has a price. */
export function teamOf(given: Record<string, unknown> = {}): Problem {
  return parseProblem({
    zone: 'Europe/Berlin',
    from: '2026-12-07',
    days: 3,
    step_minutes: 60,
    people: [{ id: 'a', skills: ['phone'], contract_hours: 0 }],
    patterns: [
      { id: 'early', start: '06:00', end: '14:30' },
      { id: 'late', start: '13:30', end: '22:00' },
    ],
    requirement: [],
    rules: { contract_hours: { is: 'off' } },
    ...given,
  })
}

/** Agents of one skill over the days, from hour `from` to hour `to` of each. */
export function need(agents: number, days: number, from = 6, to = 22, skill = 'phone') {
  const day = Array.from({ length: 24 }, (_, hour) => (from <= hour && hour < to ? agents : 0))
  return { skill, from: '2026-12-07T00:00', agents: Array.from({ length: days }, () => day).flat() }
}

/** A shift in winter time of Berlin with one break of half an hour four hours on, unless told. */
export function shiftOf(
  person: string,
  date: string,
  [from, to]: [string, string],
  over: Partial<Shift> & { pause?: [string, string] | null } = {},
): Shift {
  const { pause, ...rest } = over
  const at = (time: string, day = date) =>
    new Date(`${day}T${time}:00+01:00`).toISOString().replace('.000Z', 'Z')
  const next = new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const start = at(from)
  const middle = (hours: number) =>
    new Date(Date.parse(start) + hours * 3_600_000).toISOString().replace('.000Z', 'Z')
  const breaks =
    pause === null
      ? []
      : pause
        ? [{ start: at(pause[0]), end: at(pause[1]) }]
        : [{ start: middle(4), end: middle(4.5) }]
  return { person, pattern: 'early', date, start, end: to > from ? at(to) : at(to, next), breaks, ...rest }
}
