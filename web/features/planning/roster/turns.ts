/** Who stands by when: the places of a roster's duties, and what a choice makes of them. */
import type { Problem } from '../../../../pipelines/roster/model/problem.ts'
import type { DutyTurn } from '../../../../pipelines/roster/model/roster.ts'
import { fromLocalText } from '../../../lib/time/local-text.ts'
import { addDays, DAYS } from './need.ts'

type Duties = Pick<Problem, 'on_call' | 'zone'>

/** One person's part of a duty on a date. */
export interface Place {
  duty: string
  date: string
  /** From 1; `of` so many. More than the duty needs where more are there. */
  number: number
  of: number
  turn: DutyTurn | null
}

export function placesOf({ on_call }: Duties, dates: readonly string[], turns: readonly DutyTurn[]): Place[] {
  return dates.flatMap((date) =>
    on_call.flatMap(({ id, days, people }) => {
      const there = turns.filter((turn) => turn.duty === id && turn.date === date)
      const of = Math.max(days.includes(weekdayOf(date)) ? people : 0, there.length)
      return Array.from({ length: of }, (_, i) => ({
        ...{ duty: id, date, number: i + 1, of },
        turn: there[i] ?? null,
      }))
    }),
  )
}

/** The turns once a person has a place, given by hand; null leaves it open. */
export function withPlace(
  { on_call, zone }: Duties,
  turns: readonly DutyTurn[],
  { duty, date, turn }: Place,
  person: string | null,
): DutyTurn[] {
  const found = on_call.find(({ id }) => id === duty)
  const others = turns.filter((one) => one !== turn)
  if (person === null || !found) return others
  const ends = found.end > found.start ? date : addDays(date, 1)
  const at = (day: string, time: string) =>
    new Date(
      (time === '24:00' ? fromLocalText(addDays(day, 1), zone) : fromLocalText(`${day}T${time}`, zone)) ?? 0,
    ).toISOString()
  const next = {
    ...{ person, duty, date, start: at(date, found.start), end: at(ends, found.end) },
    pinned: true,
  }
  return turn ? turns.map((one) => (one === turn ? next : one)) : [...turns, next]
}

/** The turns once one that was given by hand is the solver's again. */
export const released = (turns: readonly DutyTurn[], turn: DutyTurn): DutyTurn[] =>
  turns.map((one) => {
    if (one !== turn) return one
    const { pinned: _, ...free } = one
    return free
  })

const weekdayOf = (date: string) =>
  DAYS[(new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7] as (typeof DAYS)[number]
