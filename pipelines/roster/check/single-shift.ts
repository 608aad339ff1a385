/** What can be wrong with one shift of one person. */
import type { Problem } from '../model/problem.ts'
import type { Shift } from '../model/roster.ts'
import type { Person } from '../model/setup.ts'
import { type Finding, fact, type Said, say } from './finding.ts'
import { addDays, instantOf, localOf, midnight, type Period, weekdayOf, workOf } from './times.ts'

export function checkShift(problem: Problem, person: Person, shift: Shift, period: Period): Finding[] {
  const startMs = Date.parse(shift.start)
  const endMs = Date.parse(shift.end)
  const at = (rule: Finding['rule'], said: Said) => fact(rule, person.id, shift.date, said)
  if (!(endMs > startMs)) return [at('pattern', say('ends_first', {}))]
  const found: Finding[] = []
  const { date } = localOf(startMs, period.zone)
  if (date !== shift.date) found.push(at('pattern', say('other_date', { begins: date, date: shift.date })))
  if (!period.dates.includes(date)) found.push(at('pattern', say('outside', { begins: date })))
  const pattern = problem.patterns.find(({ id }) => id === shift.pattern)
  if (!pattern) found.push(at('pattern', say('unknown_pattern', { pattern: shift.pattern })))
  else if (!pattern.days.includes(weekdayOf(date)))
    found.push(at('pattern', say('pattern_day', { pattern: pattern.id, weekday: weekdayOf(date) })))
  if (person.patterns && !person.patterns.includes(shift.pattern)) {
    found.push(at('pattern', say('pattern_person', { pattern: shift.pattern, person: person.id })))
  }
  const needed = new Set(
    problem.requirement.map((one) =>
      String('skill' in one && one.skill ? one.skill : ('queue' in one && one.queue) || 'all'),
    ),
  )
  if (!person.skills.some((skill) => needed.has(skill))) found.push(at('skills', say('no_skill', {})))
  if (pattern?.skills && !pattern.skills.some((skill) => person.skills.includes(skill))) {
    found.push(at('skills', say('pattern_skill', { pattern: pattern.id, skills: pattern.skills.join(', ') })))
  }
  if (!available(person, startMs, endMs, period.zone)) found.push(at('availability', say('unavailable', {})))
  const away = person.leave.find(
    ({ from, to }) => startMs < midnight(addDays(to, 1), period.zone) && midnight(from, period.zone) < endMs,
  )
  if (away) found.push(at('leave', say('on_leave', { from: away.from, to: away.to })))
  return [
    ...found,
    ...checkHours(problem, person, shift),
    ...checkBreaks(problem, person, shift),
    ...checkSunday(problem, person, shift),
  ]
}

/** Steps through the shift by the hour and at its ends: each moment must lie in an hour that the person offers. */
function available(person: Person, startMs: number, endMs: number, zone: string): boolean {
  if (!person.availability) return true
  let at = startMs
  while (at < endMs) {
    const { date } = localOf(at, zone)
    const until = person.availability
      .filter(({ days }) => days.includes(weekdayOf(date)))
      .map(
        ({ from, to }) => [instantOf(date, minutes(from), zone), instantOf(date, minutes(to), zone)] as const,
      )
      .filter(([from, to]) => from <= at && at < to)
      .reduce((latest, [, to]) => Math.max(latest, to), at)
    if (until === at) return false
    at = until
  }
  return true
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

function checkHours({ rules }: Problem, person: Person, shift: Shift): Finding[] {
  const { is, limit, price } = rules.daily_hours
  const hours = workOf(shift) / 60
  if (is === 'off' || hours <= limit + 1e-9) return []
  const hard = is === 'hard'
  return [
    {
      rule: 'daily_hours',
      person: person.id,
      date: shift.date,
      hard,
      cost: hard ? 0 : price * (hours - limit),
      ...say('shift_hours', { hours, limit }),
    },
  ]
}

function checkBreaks({ rules }: Problem, person: Person, shift: Shift): Finding[] {
  const found: Said[] = []
  const startMs = Date.parse(shift.start)
  const endMs = Date.parse(shift.end)
  let since = startMs
  let away = 0
  let longest = 0
  for (const one of [...shift.breaks].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const from = Date.parse(one.start)
    const to = Date.parse(one.end)
    if (!(from < to) || from < since || to > endMs) {
      found.push(say('break_outside', {}))
      continue
    }
    longest = Math.max(longest, from - since)
    since = to
    // Shorter pauses are no break in the sense of the law.
    if (to - from >= 15 * 60_000) away += (to - from) / 60_000
  }
  longest = Math.max(longest, endMs - since)
  const work = workOf(shift)
  if (rules.breaks.is === 'hard') {
    const due = work > 9 * 60 ? 45 : work > 6 * 60 ? 30 : 0
    if (away < due) found.push(say('break_short', { minutes: away, hours: work / 60, due }))
    if (longest > rules.breaks.limit * 3_600_000) {
      found.push(say('stretch', { hours: longest / 3_600_000, limit: rules.breaks.limit }))
    }
  }
  return found.map((said) => fact('breaks', person.id, shift.date, said))
}

function checkSunday({ rules, holidays }: Problem, person: Person, shift: Shift): Finding[] {
  const { is, price } = rules.sunday_work
  if (is === 'off') return []
  if (weekdayOf(shift.date) !== 'sun' && !holidays.includes(shift.date)) return []
  const hard = is === 'hard'
  return [
    {
      rule: 'sunday_work',
      person: person.id,
      date: shift.date,
      hard,
      cost: hard ? 0 : price,
      ...say(hard ? 'sunday_forbidden' : 'sunday', {}),
    },
  ]
}
