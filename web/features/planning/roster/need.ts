/** What a roster is to cover, as people write it down: so many agents of a skill on these days, from then to then. */
import type { Problem } from '../../../../pipelines/roster/model/problem.ts'

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof DAYS)[number]

export interface NeedLine {
  key: number
  skill: string
  days: readonly Weekday[]
  from: string
  to: string
  agents: number
}

const STEP = 30

/** Agents per half-hour of local time; lines of one skill add up. */
export function requirementOf(
  lines: readonly NeedLine[],
  from: string,
  days: number,
): Problem['requirement'] {
  return [...new Set(lines.map(({ skill }) => skill))].flatMap((skill) =>
    Array.from({ length: days }, (_, day) => {
      const date = addDays(from, day)
      const weekday = DAYS[(new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7] as Weekday
      const agents = Array.from({ length: (24 * 60) / STEP }, (_slot, slot) =>
        lines
          .filter((line) => line.skill === skill && line.days.includes(weekday))
          .filter((line) => minutesOf(line.from) <= slot * STEP && slot * STEP < minutesOf(line.to))
          .reduce((sum, line) => sum + line.agents, 0),
      )
      // Row by row with its local time, so that days of a clock change need what their clocks show.
      return agents.flatMap((count, slot) =>
        count > 0 ? [{ skill, time: `${date}T${timeOf(slot * STEP)}`, agents: count }] : [],
      )
    }).flat(),
  )
}

export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
