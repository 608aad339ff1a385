/** On-call: who may have which duty, and how many are not taken. */
import type { Problem } from '../model/problem.ts'
import type { Assignment, DutyTurn } from '../model/roster.ts'
import { type Finding, fact, type Said, say } from './finding.ts'
import { addDays, instantOf, midnight, mondayOf, type Period, weekdayOf } from './times.ts'

export function checkDuties(problem: Problem, roster: Assignment, period: Period): Finding[] {
  return [
    ...roster.on_call.flatMap((turn) => checkTurn(problem, roster, turn, period)),
    ...missing(problem, roster, period),
  ]
}

function checkTurn(problem: Problem, roster: Assignment, turn: DutyTurn, period: Period): Finding[] {
  const wrong = (said: Said) => fact('on_call', turn.person, turn.date, said)
  const duty = problem.on_call.find(({ id }) => id === turn.duty)
  const person = problem.people.find(({ id }) => id === turn.person)
  if (!duty || !person) return [wrong(say('unknown_duty', { duty: turn.duty, person: turn.person }))]
  const found: Finding[] = []
  const [start, end] = dutySpan(duty, turn.date, period.zone)
  if (Date.parse(turn.start) !== start || Date.parse(turn.end) !== end)
    found.push(wrong(say('duty_times', { duty: duty.id })))
  if (!duty.days.includes(weekdayOf(turn.date)))
    found.push(wrong(say('duty_day', { duty: duty.id, weekday: weekdayOf(turn.date) })))
  if (!person.on_call) found.push(wrong(say('no_stand_by', {})))
  if (duty.skill !== undefined && !person.skills.includes(duty.skill))
    found.push(wrong(say('duty_skill', { duty: duty.id, skill: duty.skill })))
  if (
    person.leave.some(
      ({ from, to }) => start < midnight(addDays(to, 1), period.zone) && midnight(from, period.zone) < end,
    )
  ) {
    found.push(wrong(say('duty_leave', {})))
  }
  const overlap = (one: { person: string; start: string; end: string }) =>
    one.person === turn.person && Date.parse(one.start) < end && start < Date.parse(one.end)
  if (roster.shifts.some(overlap)) found.push(wrong(say('duty_shift', {})))
  const own = roster.on_call.filter((one) => one.person === turn.person && one.duty === turn.duty)
  if (own.some((one) => one !== turn && one.date === turn.date)) found.push(wrong(say('duty_twice', {})))
  const inWeek = own.filter((one) => mondayOf(one.date) === mondayOf(turn.date))
  if (inWeek.length > duty.per_week && inWeek.at(-1) === turn) {
    found.push(wrong(say('duty_week', { number: inWeek.length, limit: duty.per_week })))
  }
  return found
}

function missing(problem: Problem, roster: Assignment, period: Period): Finding[] {
  return problem.on_call.flatMap((duty) =>
    period.dates
      .filter((date) => duty.days.includes(weekdayOf(date)))
      .flatMap((date): Finding[] => {
        const there = roster.on_call.filter((one) => one.duty === duty.id && one.date === date).length
        if (there > duty.people) {
          return [
            fact(
              'on_call',
              '',
              date,
              say('duty_over', { duty: duty.id, number: there, needed: duty.people }),
            ),
          ]
        }
        const cost = (duty.people - there) * problem.prices.duty
        return cost > 0
          ? [
              {
                rule: 'on_call',
                person: '',
                date,
                hard: false,
                cost,
                ...say('duty_open', { duty: duty.id, number: there, needed: duty.people }),
              },
            ]
          : []
      }),
  )
}

export function dutySpan(duty: { start: string; end: string }, date: string, zone: string): [number, number] {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const ends = minutes(duty.end) > minutes(duty.start) ? date : addDays(date, 1)
  return [instantOf(date, minutes(duty.start), zone), instantOf(ends, minutes(duty.end), zone)]
}
