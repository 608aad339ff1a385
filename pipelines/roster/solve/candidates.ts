/** What each person may be given on each day, and what it costs apart from the coverage. */
import { WEEKDAYS } from '../../calendars/calendar.ts'
import { dayOf, minutesOf } from '../../calendars/days.ts'
import type { Horizon } from '../model/horizon.ts'
import type { Problem } from '../model/problem.ts'
import type { DutyTurn } from '../model/roster.ts'
import type { Person } from '../model/setup.ts'
import type { ShiftType } from './shift-types.ts'

export interface Choice {
  /** Position among the day's shift types. */
  type: number
  cost: number
  sunday: boolean
}

export interface Candidate {
  person: Person
  /** Position among the coverage's groups. */
  group: number
  /** Per day of the period. */
  choices: Choice[][]
  /** Per day: what it costs not to work. */
  offCost: number[]
  /** Per day: whether it may stay free. */
  mayBeOff: boolean[]
  /** Per calendar week of the period: hours to work. */
  contract: number[]
  /** Shifts put by hand: per day a position among its shift types, null where there is none. */
  pinned: (number | null)[]
  /** Whether no legal tour meets the hard contract and wishes, which are then only priced. */
  relaxed: boolean
}

export function candidateOf(
  problem: Problem,
  person: Person,
  group: number,
  types: readonly ShiftType[][],
  horizon: Horizon,
  pinned: (number | null)[] = horizon.days.map(() => null),
  /** Of the person, given by hand. */
  duties: readonly DutyTurn[] = [],
): Candidate {
  const { rules } = problem
  const windows = windowsOf(person, horizon)
  const leaves = person.leave.map(({ from, to }) => [from, to] as const)
  const sundays = horizon.days.filter((day) => isSunday(day, problem)).length
  const sundaysLeft =
    rules.free_sundays.is === 'off' || person.before.sundays + sundays <= 52 - rules.free_sundays.limit
  const contract = contractOf(person, horizon)
  const away = duties.map(({ start, end }) => [Date.parse(start), Date.parse(end)] as const)
  const choices = horizon.days.map((day, d) => {
    const sunday = isSunday(day, problem)
    if (sunday && (rules.sunday_work.is === 'hard' || !sundaysLeft)) return []
    return (types[d] ?? []).flatMap((type, at): Choice[] => {
      if (pinned[d] !== null ? at !== pinned[d] : type.isPin) return []
      if (person.patterns && !person.patterns.includes(type.pattern.id)) return []
      if (type.pattern.skills && !type.pattern.skills.some((skill) => person.skills.includes(skill)))
        return []
      if (!windows.some(([from, to]) => from <= type.startMs && type.endMs <= to)) return []
      if (leaves.some(([from, to]) => touchesLeave(type, from, to, horizon))) return []
      if (away.some(([from, to]) => type.startMs < to && from < type.endMs)) return []
      const wish = wishCost(problem, person, day, type.pattern.id) ?? (type.isPin ? 0 : null)
      if (wish === null) return []
      const hours = type.work / 60
      const beyond = rules.daily_hours.is === 'priced' ? Math.max(0, hours - rules.daily_hours.limit) : 0
      const cost =
        hours * problem.prices.hour +
        beyond * rules.daily_hours.price +
        (sunday && rules.sunday_work.is === 'priced' ? rules.sunday_work.price : 0) +
        wish
      return [{ type: at, cost, sunday }]
    })
  })
  const offWishes = horizon.days.map((day) => wishCost(problem, person, day, null))
  return {
    person,
    group,
    choices,
    offCost: offWishes.map((cost) => cost ?? 0),
    mayBeOff: offWishes.map((cost, d) => pinned[d] === null && (cost !== null || choices[d]?.length === 0)),
    pinned,
    contract,
    relaxed: false,
  }
}

export function isSunday(
  day: { weekday: string; date: string },
  problem: Pick<Problem, 'holidays'>,
): boolean {
  return day.weekday === 'sun' || problem.holidays.includes(day.date)
}

/** Price of unmet wishes when the day is given that pattern, or none; null where a hard wish forbids it. */
function wishCost(
  problem: Problem,
  person: Person,
  day: Horizon['days'][number],
  pattern: string | null,
): number | null {
  const { is, price } = problem.rules.wishes
  if (is === 'off') return 0
  let cost = 0
  for (const wish of person.wishes) {
    const named = wish.dates !== undefined || wish.days !== undefined
    if (named && !wish.dates?.includes(day.date) && !wish.days?.includes(day.weekday)) continue
    const unmet =
      pattern === null
        ? wish.want === 'work'
        : wish.want === 'off' ||
          (wish.want === 'pattern' && wish.pattern !== pattern) ||
          (wish.want === 'not_pattern' && wish.pattern === pattern)
    if (!unmet) continue
    if (is === 'hard') return null
    cost += price * wish.weight
  }
  return cost
}

/** Instants within which somebody can work, adjoining stretches joined. */
function windowsOf(person: Person, horizon: Horizon): [number, number][] {
  if (!person.availability) return [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]]
  const spans: [number, number][] = []
  for (let d = 0; d <= horizon.days.length; d++) {
    const weekday = WEEKDAYS[(WEEKDAYS.indexOf(horizon.days[0]?.weekday ?? 'mon') + d) % 7]
    for (const one of person.availability) {
      if (weekday && one.days.includes(weekday)) {
        spans.push([horizon.instant(d, minutesOf(one.from)), horizon.instant(d, minutesOf(one.to))])
      }
    }
  }
  spans.sort((a, b) => a[0] - b[0])
  const joined: [number, number][] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1])
    else joined.push([...span])
  }
  return joined
}

function touchesLeave(type: ShiftType, from: string, to: string, horizon: Horizon): boolean {
  const first = dayOf(horizon.days[0]?.date ?? '') ?? 0
  const dayNo = (iso: string) => (dayOf(iso) ?? 0) - first
  return type.startMs < horizon.instant(dayNo(to) + 1, 0) && horizon.instant(dayNo(from), 0) < type.endMs
}

/** Contract hours of each week: less for leave, a fifth a weekday of it, and in proportion where the period has part of a week. */
export function contractOf(person: Pick<Person, 'contract_hours' | 'leave'>, horizon: Horizon): number[] {
  const weeks = new Map<number, { days: number; leave: number }>()
  for (const day of horizon.days) {
    const week = weeks.get(day.week) ?? { days: 0, leave: 0 }
    week.days += 1
    const off = person.leave.some(({ from, to }) => from <= day.date && day.date <= to)
    if (off && day.weekday !== 'sat' && day.weekday !== 'sun') week.leave += 1
    weeks.set(day.week, week)
  }
  return [...weeks.values()].map(({ days, leave }) =>
    Math.max(0, person.contract_hours * (days / 7) - (person.contract_hours / 5) * leave),
  )
}
