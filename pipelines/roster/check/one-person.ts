/** What can be wrong with all the shifts of one person together. Shifts come in the order of their beginnings. */
import type { Problem } from '../model/problem.ts'
import type { Shift } from '../model/roster.ts'
import type { RuleName } from '../model/rules.ts'
import type { Person } from '../model/setup.ts'
import { type Finding, fact, type Said, say } from './finding.ts'
import { addDays, localOf, mondayOf, type Period, weekdayOf, workOf } from './times.ts'

export function checkPerson(
  problem: Problem,
  person: Person,
  shifts: readonly Shift[],
  period: Period,
): Finding[] {
  const note: Note = (rule, date, is, cost, said) =>
    is === 'off' || !(cost > 0)
      ? []
      : [{ rule, person: person.id, date, hard: is === 'hard', cost: is === 'hard' ? 0 : cost, ...said }]
  const dates = new Set(shifts.map(({ date }) => date))
  return [
    ...oneADay(person, shifts),
    ...rests(problem, person, shifts, period, note),
    ...weeks(problem, person, shifts, period, note),
    ...rows(problem, person, dates, period, note),
    ...weekends(problem, person, dates, period, note),
    ...sundays(problem, person, dates, period, note),
    ...wishes(problem, person, shifts, period, note),
    ...fairness(problem, person, shifts, note),
  ]
}

type Note = (
  rule: RuleName,
  date: string | null,
  is: 'hard' | 'priced' | 'off',
  cost: number,
  said: Said,
) => Finding[]

function oneADay(person: Person, shifts: readonly Shift[]): Finding[] {
  return shifts.flatMap((shift, i) => {
    const before = shifts[i - 1]
    if (!before) return []
    if (before.date === shift.date)
      return [fact('one_shift_a_day', person.id, shift.date, say('two_shifts', {}))]
    return Date.parse(before.end) > Date.parse(shift.start)
      ? [fact('one_shift_a_day', person.id, shift.date, say('overlap', {}))]
      : []
  })
}

/** Rest between shifts on consecutive dates, and around a single free date. */
function rests(
  { rules }: Problem,
  person: Person,
  shifts: readonly Shift[],
  period: Period,
  note: Note,
): Finding[] {
  const first = period.dates[0] as string
  const last = person.before.last_end
  // A shift that went before belongs to the date on which it ended, or to the day before the roster.
  const ended = last === undefined ? null : localOf(Date.parse(last), period.zone).date
  const earlier =
    ended === null ? [] : [{ date: ended < first ? ended : addDays(first, -1), end: last as string }]
  const all = [...earlier, ...shifts.map(({ date, end, start }) => ({ date, end, start }))]
  return all.flatMap((one, i) => {
    const before = all[i - 1]
    if (!before || !('start' in one)) return []
    const hours = (Date.parse(one.start as string) - Date.parse(before.end)) / 3_600_000
    const rule =
      one.date === addDays(before.date, 1)
        ? 'daily_rest'
        : one.date === addDays(before.date, 2)
          ? 'free_day_rest'
          : null
    if (rule === null) return []
    const { is, limit, price } = rules[rule]
    const missing = limit - hours
    if (missing <= 1e-9) return []
    return note(rule, one.date, is, is === 'hard' ? 1 : price * missing, say('rest', { hours, due: limit }))
  })
}

function weeks(
  problem: Problem,
  person: Person,
  shifts: readonly Shift[],
  period: Period,
  note: Note,
): Finding[] {
  const { rules } = problem
  const mondays = [...new Set(period.dates.map(mondayOf))]
  return mondays.flatMap((monday) => {
    const own = shifts.filter(({ date }) => mondayOf(date) === monday)
    const hours = own.reduce((sum, shift) => sum + workOf(shift), 0) / 60
    const inPeriod = period.dates.filter((date) => mondayOf(date) === monday)
    const daysBefore = Math.min(
      person.before.days_in_row,
      period.dates[0] === inPeriod[0] ? DAYS.indexOf(weekdayOf(inPeriod[0] as string)) : 0,
    )
    const days = own.length + daysBefore
    const daysOver = Math.min(own.length, days - rules.days_per_week.limit)
    const over = hours - rules.weekly_hours.limit
    const leave = inPeriod.filter(
      (date) =>
        !['sat', 'sun'].includes(weekdayOf(date)) &&
        person.leave.some(({ from, to }) => from <= date && date <= to),
    ).length
    const contract = Math.max(
      0,
      (person.contract_hours * inPeriod.length) / 7 - (person.contract_hours * leave) / 5,
    )
    const beside = hours - contract
    const { is, limit, above, below } = rules.contract_hours
    const apart = Math.abs(beside) - limit
    return [
      ...note(
        'days_per_week',
        monday,
        rules.days_per_week.is,
        rules.days_per_week.is === 'hard' ? daysOver : daysOver * rules.days_per_week.price,
        say('week_days', { number: days, limit: rules.days_per_week.limit }),
      ),
      ...note(
        'weekly_hours',
        monday,
        rules.weekly_hours.is,
        over <= 1e-9 ? 0 : rules.weekly_hours.is === 'hard' ? 1 : over * rules.weekly_hours.price,
        say('week_hours', { hours, limit: rules.weekly_hours.limit }),
      ),
      ...note(
        'contract_hours',
        monday,
        is,
        apart <= 1e-9 ? 0 : is === 'hard' ? 1 : apart * (beside > 0 ? above : below),
        say('contract', { hours, contract }),
      ),
    ]
  })
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

function rows(
  { rules }: Problem,
  person: Person,
  dates: ReadonlySet<string>,
  period: Period,
  note: Note,
): Finding[] {
  const { is, limit, price } = rules.days_in_row
  let row = person.before.days_in_row
  return period.dates.flatMap((date) => {
    row = dates.has(date) ? row + 1 : 0
    return row > limit
      ? note('days_in_row', date, is, is === 'hard' ? 1 : price, say('row', { number: row, limit }))
      : []
  })
}

function weekends(
  { rules }: Problem,
  person: Person,
  dates: ReadonlySet<string>,
  period: Period,
  note: Note,
): Finding[] {
  const { is, limit, price } = rules.weekends
  let count = person.before.weekends
  const seen = new Set<string>()
  return period.dates.flatMap((date) => {
    const weekday = weekdayOf(date)
    if (!dates.has(date) || (weekday !== 'sat' && weekday !== 'sun')) return []
    const first = date === period.dates[0]
    const justBefore = first && weekday === 'sun' && workedJustBefore(person, period)
    const weekend = mondayOf(date)
    if (seen.has(weekend) || justBefore) return []
    seen.add(weekend)
    count += 1
    return count > limit
      ? note('weekends', date, is, is === 'hard' ? 1 : price, say('weekend', { number: count, limit }))
      : []
  })
}

function workedJustBefore(person: Person, period: Period): boolean {
  const last = person.before.last_end
  return (
    last !== undefined &&
    localOf(Date.parse(last), period.zone).date >= addDays(period.dates[0] as string, -1)
  )
}

function sundays(
  problem: Problem,
  person: Person,
  dates: ReadonlySet<string>,
  period: Period,
  note: Note,
): Finding[] {
  const { rules, holidays } = problem
  const worked = period.dates.filter(
    (date) => dates.has(date) && (weekdayOf(date) === 'sun' || holidays.includes(date)),
  )
  const found: Finding[] = []
  for (const date of worked.filter((one) => weekdayOf(one) === 'sun')) {
    const monday = mondayOf(date)
    const daysBefore =
      monday < (period.dates[0] as string)
        ? Math.min(person.before.days_in_row, DAYS.indexOf(weekdayOf(period.dates[0] as string)))
        : 0
    const others = period.dates.filter(
      (one) => mondayOf(one) === monday && one !== date && dates.has(one),
    ).length
    if (others + daysBefore >= 6) {
      found.push(...note('sunday_rest_day', date, rules.sunday_rest_day.is, 1, say('no_rest_day', {})))
    }
  }
  const most = 52 - rules.free_sundays.limit
  const total = person.before.sundays + worked.length
  if (worked.length > 0 && total > most) {
    found.push(
      ...note(
        'free_sundays',
        worked.at(-1) as string,
        rules.free_sundays.is,
        1,
        say('year_sundays', { number: total, limit: most }),
      ),
    )
  }
  return found
}

function wishes(
  { rules }: Problem,
  person: Person,
  shifts: readonly Shift[],
  period: Period,
  note: Note,
): Finding[] {
  const { is, price } = rules.wishes
  return person.wishes.flatMap((wish) =>
    period.dates.flatMap((date) => {
      const anyDay = wish.dates === undefined && wish.days === undefined
      if (!anyDay && !wish.dates?.includes(date) && !wish.days?.includes(weekdayOf(date))) return []
      const shift = shifts.find((one) => one.date === date)
      const met =
        wish.want === 'work'
          ? shift !== undefined
          : shift === undefined ||
            (wish.want === 'pattern' && shift.pattern === wish.pattern) ||
            (wish.want === 'not_pattern' && shift.pattern !== wish.pattern)
      return met
        ? []
        : note(
            'wishes',
            date,
            is,
            is === 'hard' ? 1 : price * wish.weight,
            say(`wish_${wish.want}`, { pattern: wish.pattern ?? '' }),
          )
    }),
  )
}

function fairness(
  { rules, patterns }: Problem,
  person: Person,
  shifts: readonly Shift[],
  note: Note,
): Finding[] {
  const many = shifts.filter(
    ({ pattern }) => patterns.find(({ id }) => id === pattern)?.unpopular === 1,
  ).length
  const before = person.before.unpopular
  const cost = rules.fairness.price * ((before + many) ** 2 - before ** 2)
  return note('fairness', null, rules.fairness.is, cost, say('unpopular', { number: many }))
}
