/** On-call: who may have which duty, and how many are not taken. */
import type { Problem } from '../model/problem.ts'
import type { Assignment, DutyTurn } from '../model/roster.ts'
import type { Finding } from './finding.ts'
import { addDays, instantOf, midnight, mondayOf, type Period, weekdayOf } from './times.ts'

export function checkDuties(problem: Problem, roster: Assignment, period: Period): Finding[] {
  return [
    ...roster.on_call.flatMap((turn) => checkTurn(problem, roster, turn, period)),
    ...missing(problem, roster, period),
  ]
}

function checkTurn(problem: Problem, roster: Assignment, turn: DutyTurn, period: Period): Finding[] {
  const wrong = (message: string): Finding => ({
    rule: 'on_call',
    person: turn.person,
    date: turn.date,
    hard: true,
    cost: 0,
    message,
  })
  const duty = problem.on_call.find(({ id }) => id === turn.duty)
  const person = problem.people.find(({ id }) => id === turn.person)
  if (!duty || !person) return [wrong(`there is no duty ${turn.duty} or nobody named ${turn.person}`)]
  const found: Finding[] = []
  const [start, end] = dutySpan(duty, turn.date, period.zone)
  if (Date.parse(turn.start) !== start || Date.parse(turn.end) !== end)
    found.push(wrong(`does not last as ${duty.id} does`))
  if (!duty.days.includes(weekdayOf(turn.date)))
    found.push(wrong(`${duty.id} is not on ${weekdayOf(turn.date)}`))
  if (!person.on_call) found.push(wrong('is not on call'))
  if (duty.skill !== undefined && !person.skills.includes(duty.skill))
    found.push(wrong(`${duty.id} needs ${duty.skill}`))
  if (
    person.leave.some(
      ({ from, to }) => start < midnight(addDays(to, 1), period.zone) && midnight(from, period.zone) < end,
    )
  ) {
    found.push(wrong('is on leave'))
  }
  const overlap = (one: { person: string; start: string; end: string }) =>
    one.person === turn.person && Date.parse(one.start) < end && start < Date.parse(one.end)
  if (roster.shifts.some(overlap)) found.push(wrong('is on shift at that time'))
  const own = roster.on_call.filter((one) => one.person === turn.person && one.duty === turn.duty)
  if (own.some((one) => one !== turn && one.date === turn.date)) found.push(wrong('has the duty twice'))
  const inWeek = own.filter((one) => mondayOf(one.date) === mondayOf(turn.date))
  if (inWeek.length > duty.per_week && inWeek.at(-1) === turn) {
    found.push(wrong(`has ${inWeek.length} duties in the week, ${duty.per_week} are allowed`))
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
            {
              rule: 'on_call',
              person: '',
              date,
              hard: true,
              cost: 0,
              message: `${duty.id}: ${there} people, ${duty.people} are needed`,
            },
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
                message: `${duty.id}: ${there} of ${duty.people} people`,
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
