/**
 * The cheapest legal series of shifts of one person, exactly, by dynamic programming over days. What the next day needs
 * to know of the past is the state: how long the rest has lasted, hours and days of the week, days in a row, weekends,
 * unpopular shifts. Used with shadow prices (for the bound) and with marginal costs (for the roster) alike.
 */
import type { Horizon } from '../model/horizon.ts'
import type { Rules } from '../model/rules.ts'
import type { Candidate } from './candidates.ts'
import { type OwnCost, ownCostOf } from './own-cost.ts'
import { counted, restCost, settleWeek } from './rule-costs.ts'
import type { ShiftType } from './shift-types.ts'

/** Per day a position in the day's shift types and a way to place its breaks; null is a day off. */
export type Tour = ({ type: number; placing: number } | null)[]

/** What each shift type is worth (`values[day][type]`) with its best placing. */
export interface Worth {
  values: Float64Array[]
  placings: Int32Array[]
}

export interface TourFinder {
  /** The tour of least `cost − worth`, or null when the hard rules leave none. */
  /** A legal tour at hand lets it leave out what cannot become better. */
  find(
    candidate: Candidate,
    worth: Worth,
    hint?: { tour: Tour; own: number },
  ): { tour: Tour; cost: number } | null
  /** What a tour costs apart from coverage; infinite when a hard rule forbids it. */
  ownCost: OwnCost
}

export function worthOf(types: readonly ShiftType[][], value: Float64Array): Worth {
  const values: Float64Array[] = []
  const placings: Int32Array[] = []
  for (const day of types) {
    const worth = new Float64Array(day.length)
    const chosen = new Int32Array(day.length)
    for (const [i, type] of day.entries()) {
      let least = Number.POSITIVE_INFINITY
      for (const [j, { away }] of type.placings.entries()) {
        const lost = sum(away.slots, away.shares, value)
        if (lost < least) {
          least = lost
          chosen[i] = j
        }
      }
      worth[i] = sum(type.span.slots, type.span.shares, value) - least
    }
    values.push(worth)
    placings.push(chosen)
  }
  return { values, placings }
}

function sum(slots: Int32Array, shares: Float64Array, value: Float64Array): number {
  let total = 0
  for (let i = 0; i < slots.length; i++)
    total += (value[slots[i] as number] as number) * (shares[i] as number)
  return total
}

const HOUR_MS = 3_600_000

export function tourFinder(types: readonly ShiftType[][], rules: Rules, horizon: Horizon): TourFinder {
  const ends = endClasses(types, rules)
  const mostEnds = Math.max(1, ...ends.map(({ ends: list }) => list.length)) + 1
  const grain = types.flat().reduce((all, { work }) => gcd(all, work), 0) || 60
  const mostWork = types.map((day) => Math.max(0, ...day.map(({ work }) => work)))
  const freeRest = rules.free_day_rest.is !== 'off'
  const oneWeek = horizon.days.every((day) => day.week === 0)
  const bad = types.flat().some(({ pattern }) => pattern.unpopular > 0)
  const weekendCount = horizon.days.filter(
    (day, d) => day.weekday === 'sat' || (day.weekday === 'sun' && d === 0),
  ).length
  const able = mostWork.reduce((all, one) => all + one, 0)
  const leastWork = Math.floor(Math.min(...types.flat().map(({ work }) => work), 1e6) / grain)
  const mostGrains = Math.max(0, ...mostWork) / grain
  const firstOf = Array.from({ length: (horizon.days.at(-1)?.week ?? 0) + 1 }, (_, week) =>
    horizon.days.findIndex((day) => day.week === week),
  )
  const pool: Float64Array[] = []
  const pooled = (at: number, size: number) => {
    if ((pool[at]?.length ?? 0) < size) pool[at] = new Float64Array(size)
    return pool[at] as Float64Array
  }
  let table = new Int32Array(0)
  const labels = new Labels()

  function find(
    candidate: Candidate,
    worth: Worth,
    hint?: { tour: Tour; own: number },
  ): { tour: Tour; cost: number } | null {
    const offers = offersOf(candidate, worth)
    const size = sizes(candidate)
    const ahead = leastAhead(candidate, offers, size.days, size.minutes)
    const least = ahead[0]?.[firstDays(candidate, size.days) * size.minutes] as number
    if (!Number.isFinite(least)) return null
    const known = hint ? hint.own - worthOfTour(worth, hint.tour) + 1e-6 : Number.POSITIVE_INFINITY
    // Almost always the cheapest tour costs little more than that bound, and then hardly any other is looked at.
    for (const slack of [0.5, 5, 50, Number.POSITIVE_INFINITY]) {
      const most = Math.min(known, least + slack)
      const found = findWithin(candidate, worth, offers, ahead, size, most)
      if (found || most === known) return found
    }
    return null
  }

  const firstDays = ({ person }: Candidate, dayCount: number) =>
    dayCount === 1 ? 0 : Math.min(person.before.days_in_row, weekdayNo(horizon.days[0]?.weekday ?? 'mon'))

  /** The cheapest tour, if there is one that costs at most `most`. */
  function findWithin(
    candidate: Candidate,
    worth: Worth,
    offers: readonly Offer[][],
    ahead: readonly Float64Array[],
    size: ReturnType<typeof sizes>,
    most: number,
  ): { tour: Tour; cost: number } | null {
    const { before } = candidate.person
    const { minutes, days: dayCount, row: rowCount, weekends, unpopular } = size
    const states = (2 * mostEnds + 1) * minutes * dayCount * rowCount * weekends * unpopular
    if (table.length < states) table = new Int32Array(states).fill(-1)
    labels.size = 0
    const start = beginning(candidate)
    const daysBefore = firstDays(candidate, dayCount)
    labels.push(
      0,
      -1,
      -1,
      start.rest,
      0,
      daysBefore,
      rowCount === 1 ? 0 : Math.min(before.days_in_row, rowCount - 1),
      0,
      0,
    )
    let from = 0
    let to = 1
    for (const [d, day] of horizon.days.entries()) {
      const newWeek = d > 0 && day.weekday === 'mon'
      if (newWeek) {
        for (let l = from; l < to; l++) {
          labels.cost[l] =
            (labels.cost[l] as number) +
            settle(candidate, day.week - 1, (labels.minutes[l] as number) * grain)
        }
      }
      const touched: number[] = []
      const next = to
      const put = (
        cost: number,
        parent: number,
        option: number,
        rest: number,
        mins: number,
        worked: number,
        row: number,
        weekend: number,
        bad: number,
      ) => {
        if (cost + (later[worked * minutes + mins] as number) > most) return
        const key =
          ((((rest * minutes + mins) * dayCount + worked) * rowCount + row) * weekends + weekend) *
            unpopular +
          bad
        const at = table[key] as number
        if (at === -1) {
          table[key] = labels.size
          touched.push(key)
          labels.push(cost, parent, option, rest, mins, worked, row, weekend, bad)
        } else if (cost < (labels.cost[at] as number)) {
          labels.cost[at] = cost
          labels.parent[at] = parent
          labels.option[at] = option
        }
      }
      const choices = offers[d] as Offer[]
      const later = ahead[d + 1] as Float64Array
      const dayTypes = types[d] as ShiftType[]
      const classes = ends[d] as EndClasses
      const sunday = day.weekday === 'sun'
      const weekendDay = sunday || day.weekday === 'sat'
      for (let l = from; l < to; l++) {
        const cost = labels.cost[l] as number
        if (cost === Number.POSITIVE_INFINITY) continue
        const rest = labels.rest[l] as number
        const mins = newWeek ? 0 : (labels.minutes[l] as number)
        const worked = newWeek ? 0 : (labels.days[l] as number)
        const row = labels.row[l] as number
        const weekend = labels.weekends[l] as number
        const bad = labels.unpopular[l] as number
        const workedYesterday = rest >= 1 && rest <= mostEnds
        if (candidate.mayBeOff[d]) {
          put(
            cost + (candidate.offCost[d] as number),
            l,
            -1,
            workedYesterday && freeRest ? rest + mostEnds : 0,
            mins,
            worked,
            0,
            weekend,
            bad,
          )
        }
        const lastEnd = rest === 0 ? Number.NEGATIVE_INFINITY : endOf(start.endMs, d, rest)
        for (const choice of choices) {
          const type = dayTypes[choice.type] as ShiftType
          let own = choice.own
          if (rest > 0) {
            own += restCost(workedYesterday ? rules.daily_rest : rules.free_day_rest, type.startMs - lastEnd)
            if (own === Number.POSITIVE_INFINITY) continue
          }
          const nowMins = mins + type.work / grain
          if (nowMins >= minutes) continue
          if (sunday && rules.sunday_rest_day.is === 'hard' && worked >= 6) continue
          let nowWorked = worked
          if (dayCount > 1) {
            nowWorked = worked + 1
            own += counted(rules.days_per_week, nowWorked)
          }
          let nowRow = 0
          if (rowCount > 1) {
            nowRow = row + 1
            own += counted(rules.days_in_row, nowRow)
            if (nowRow >= rowCount) nowRow = rowCount - 1
          }
          let nowWeekend = weekend
          if (weekendDay && weekends > 1 && !(sunday && workedYesterday)) {
            nowWeekend = weekend + 1
            own += counted(rules.weekends, before.weekends + nowWeekend)
          }
          let nowBad = bad
          if (unpopular > 1 && type.pattern.unpopular > 0) {
            nowBad = bad + 1
            own += rules.fairness.price * (2 * (before.unpopular + bad) + 1)
          }
          if (own === Number.POSITIVE_INFINITY) continue
          put(
            cost + own,
            l,
            choice.type,
            1 + (classes.of[choice.type] as number),
            nowMins,
            nowWorked,
            nowRow,
            nowWeekend,
            nowBad,
          )
        }
      }
      for (const key of touched) table[key] = -1
      from = next
      to = labels.size
    }
    const lastWeek = horizon.days.at(-1)?.week ?? 0
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let l = from; l < to; l++) {
      const cost =
        (labels.cost[l] as number) + settle(candidate, lastWeek, (labels.minutes[l] as number) * grain)
      if (cost < least) {
        least = cost
        best = l
      }
    }
    if (best === -1 || least > most) return null
    const tour: Tour = []
    for (let l = best, d = horizon.days.length - 1; d >= 0; d--) {
      const type = labels.option[l] as number
      tour[d] = type === -1 ? null : { type, placing: worth.placings[d]?.[type] as number }
      l = labels.parent[l] as number
    }
    return { tour, cost: least }
  }

  /** Of shifts that leave the same possibilities, the best one. */
  function offersOf(candidate: Candidate, worth: Worth): Offer[][] {
    const exact = candidate.person.before.last_end !== undefined
    return candidate.choices.map((choices, d) => {
      const of = (exact && d < 2 ? ownShapes : shapes)[d] as Int32Array
      const value = worth.values[d] as Float64Array
      const best: Offer[] = []
      for (const { type, cost } of choices) {
        const own = cost - (value[type] as number)
        const shape = of[type] as number
        const known = best[shape]
        if (known === undefined || own < known.own) best[shape] = { type, own }
      }
      return best.filter((offer) => offer !== undefined)
    })
  }

  /**
   * Per day, days worked and minutes (in grains) of its week so far: no continuation costs less. Only rest, days in a row
   * and weekends are left out of account, so that almost nothing else has to be looked at.
   */
  function leastAhead(
    candidate: Candidate,
    offers: readonly Offer[][],
    dayCount: number,
    minutes: number,
  ): Float64Array[] {
    const days = horizon.days.length
    const limit = rules.days_per_week.is === 'hard' ? rules.days_per_week.limit : 8
    const ahead: Float64Array[] = []
    const daysBefore = firstDays(candidate, dayCount)
    let nextWeek = 0
    for (let d = days - 1; d >= 0; d--) {
      const { week, weekday } = horizon.days[d] as Horizon['days'][number]
      const own = pooled(d, dayCount * minutes)
      ahead[d + 1] ??= weekEnd(
        candidate,
        week,
        dayCount,
        minutes,
        nextWeek,
        pooled(days + week, dayCount * minutes),
      )
      const next = ahead[d + 1] as Float64Array
      const off = candidate.mayBeOff[d] ? (candidate.offCost[d] as number) : Number.POSITIVE_INFINITY
      const byWork = new Map<number, number>()
      for (const offer of offers[d] as Offer[]) {
        const work = (types[d]?.[offer.type]?.work ?? 0) / grain
        byWork.set(work, Math.min(byWork.get(work) ?? Number.POSITIVE_INFINITY, offer.own))
      }
      const works = [...byWork]
      // States that no series of days leads to are left as they are: nobody asks for them.
      const earlier = week === 0 ? daysBefore : 0
      const passed = d - (firstOf[week] as number)
      for (let worked = 0; worked < Math.min(dayCount, earlier + passed + 1); worked++) {
        const fewest = dayCount === 1 ? 0 : Math.max(0, worked - earlier) * leastWork
        const most = Math.min(minutes - 1, (dayCount === 1 ? passed : worked) * mostGrains)
        const then = dayCount === 1 ? 0 : Math.min(worked + 1, dayCount - 1)
        const free = dayCount === 1 || worked < limit
        for (let m = fewest; m <= most; m++) {
          let least = off + (next[worked * minutes + m] as number)
          if (free) {
            for (const [work, cost] of works) {
              if (m + work >= minutes) continue
              const go = cost + (next[then * minutes + m + work] as number)
              if (go < least) least = go
            }
          }
          own[worked * minutes + m] = least
        }
      }
      ahead[d] = own
      if (weekday === 'mon' && d > 0) {
        nextWeek = own[0] as number
        ahead[d] = weekEnd(
          candidate,
          week - 1,
          dayCount,
          minutes,
          nextWeek,
          pooled(days + week - 1, dayCount * minutes),
        )
      }
    }
    return ahead
  }

  /** What is still to come once a week is over, by its days and minutes. */
  function weekEnd(
    candidate: Candidate,
    week: number,
    dayCount: number,
    minutes: number,
    nextWeek: number,
    end: Float64Array,
  ): Float64Array {
    for (let m = 0; m < minutes; m++) {
      const cost = settle(candidate, week, m * grain) + nextWeek
      for (let worked = 0; worked < dayCount; worked++) end[worked * minutes + m] = cost
    }
    return end
  }

  /** Instant at which the rest began that a state of day `d` speaks of. */
  function endOf(beforeMs: number, d: number, rest: number): number {
    const ago = rest <= mostEnds ? 1 : 2
    const day = d - ago
    if (day < 0) return beforeMs
    return (ends[day] as EndClasses).ends[(ago === 1 ? rest : rest - mostEnds) - 1] as number
  }

  /** The state before the first day: as if a shift of the day before, or of two days before, had ended then. */
  function beginning({ person }: Candidate): { rest: number; endMs: number } {
    const last = person.before.last_end
    const endMs = last === undefined ? Number.NEGATIVE_INFINITY : Date.parse(last)
    // The last shift began on the day before when it ended no earlier than that day.
    if (endMs > horizon.instant(-1, 0)) return { rest: mostEnds, endMs }
    if (freeRest && endMs > horizon.instant(-2, 0)) return { rest: 2 * mostEnds, endMs }
    return { rest: 0, endMs }
  }

  function sizes({ person, contract, relaxed }: Candidate) {
    const perWeek = rules.weekly_hours
    const most = perWeek.is === 'hard' ? perWeek.limit * 60 : 168 * 60
    const band =
      rules.contract_hours.is === 'hard' && !relaxed
        ? (Math.max(...contract) + rules.contract_hours.limit) * 60
        : Number.POSITIVE_INFINITY
    const minutes = Math.floor(Math.min(most, band, able) / grain + 1e-9) + 1
    const limited = rules.days_per_week.is === 'hard' ? rules.days_per_week.limit : 7
    const rowAtMost =
      person.before.days_in_row + (oneWeek ? Math.min(limited, horizon.days.length) : horizon.days.length)
    const needsRow = rules.days_in_row.is !== 'off' && rowAtMost > rules.days_in_row.limit
    const needsWeekends =
      rules.weekends.is !== 'off' && person.before.weekends + weekendCount > rules.weekends.limit
    return {
      minutes,
      days: rules.days_per_week.is === 'off' && rules.sunday_rest_day.is === 'off' ? 1 : 8,
      row: needsRow ? Math.min(rowAtMost, 40) + 1 : 1,
      weekends: needsWeekends ? weekendCount + 1 : 1,
      unpopular: bad && rules.fairness.is === 'priced' ? horizon.days.length + 1 : 1,
    }
  }

  const settle = (candidate: Candidate, week: number, minutes: number) =>
    settleWeek(rules, candidate, week, minutes)

  const shapes = shapesOf(types, ends, rules, false)
  const ownShapes = shapesOf(types, ends, rules, true)
  return { find, ownCost: ownCostOf(types, rules, horizon) }
}

interface Offer {
  type: number
  own: number
}

export function worthOfTour(worth: Worth, tour: Tour): number {
  return tour.reduce((all, one, d) => all + (one ? (worth.values[d]?.[one.type] as number) : 0), 0)
}

/** Types of one shape may follow the same shifts, leave the same rest, and count the same. */
function shapesOf(
  types: readonly ShiftType[][],
  ends: readonly EndClasses[],
  rules: Rules,
  exact: boolean,
): Int32Array[] {
  return types.map((day, d) => {
    const keys = new Map<string, number>()
    return Int32Array.from(day, ({ startMs, work, pattern }, i) => {
      const after = (rule: Limit, earlier: EndClasses | undefined) =>
        rule.is === 'off' || !earlier
          ? 0
          : rule.is === 'priced'
            ? startMs
            : earlier.ends.filter((end) => startMs - end >= rule.limit * HOUR_MS - 1).length
      const begins = exact
        ? startMs
        : `${after(rules.daily_rest, ends[d - 1])} ${after(rules.free_day_rest, ends[d - 2])}`
      const key = `${begins} ${ends[d]?.of[i]} ${work} ${pattern.unpopular}`
      const at = keys.get(key) ?? keys.size
      keys.set(key, at)
      return at
    })
  })
}

type Limit = Rules['daily_rest']

interface EndClasses {
  /** Class of each shift type of the day. */
  of: Int32Array
  /** Of each class the end that stands for it. */
  ends: number[]
}

/** Ends after which the same shifts of the next two days are allowed are one class, where rest has no price. */
function endClasses(types: readonly ShiftType[][], rules: Rules): EndClasses[] {
  return types.map((day, d) => {
    const keys = new Map<string, number>()
    const ends: number[] = []
    const of = Int32Array.from(day, ({ endMs }) => {
      const key = [
        keyOf(endMs, types[d + 1], rules.daily_rest),
        keyOf(endMs, types[d + 2], rules.free_day_rest),
      ].join()
      const at = keys.get(key) ?? keys.size
      keys.set(key, at)
      ends[at] = Math.max(ends[at] ?? Number.NEGATIVE_INFINITY, endMs)
      return at
    })
    return { of, ends }
  })
}

function keyOf(endMs: number, later: readonly ShiftType[] | undefined, rule: Limit): number {
  if (!later || rule.is === 'off') return 0
  if (rule.is === 'priced') return endMs
  return later.reduce(
    (allowed, { startMs }) => allowed + (startMs - endMs >= rule.limit * HOUR_MS - 1 ? 1 : 0),
    0,
  )
}

/** Labels of one search; the arrays are used again by the next. */
class Labels {
  size = 0
  cost = new Float64Array(4096)
  parent = new Int32Array(4096)
  option = new Int32Array(4096)
  rest = new Int32Array(4096)
  minutes = new Int32Array(4096)
  days = new Int32Array(4096)
  row = new Int32Array(4096)
  weekends = new Int32Array(4096)
  unpopular = new Int32Array(4096)

  push(
    cost: number,
    parent: number,
    option: number,
    rest: number,
    minutes: number,
    days: number,
    row: number,
    weekends: number,
    unpopular: number,
  ): void {
    const at = this.size
    if (at === this.cost.length) this.grow()
    this.cost[at] = cost
    this.parent[at] = parent
    this.option[at] = option
    this.rest[at] = rest
    this.minutes[at] = minutes
    this.days[at] = days
    this.row[at] = row
    this.weekends[at] = weekends
    this.unpopular[at] = unpopular
    this.size = at + 1
  }

  private grow(): void {
    const wider = new Float64Array(this.cost.length * 2)
    wider.set(this.cost)
    this.cost = wider
    for (const name of [
      'parent',
      'option',
      'rest',
      'minutes',
      'days',
      'row',
      'weekends',
      'unpopular',
    ] as const) {
      const longer = new Int32Array(wider.length)
      longer.set(this[name])
      this[name] = longer
    }
  }
}

const weekdayNo = (weekday: string) => ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(weekday)

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}
