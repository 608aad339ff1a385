/** One grid from its record to what will come: members, their combination, special days, the hours so far, and how sure it is. */
import { type Backtest, BUCKETS, errorsOf, pastOrigins, RECENT_DAYS } from './backtest.ts'
import { type CalendarEffects, calendarEffects } from './calendar-effects.ts'
import { type Cleaned, clean } from './clean.ts'
import { combine, weightsOf } from './combine.ts'
import type { Grid } from './grid.ts'
import { type Member, type Origin, weekdayAt } from './history.ts'
import { type IntradayUpdate, updateToday } from './intraday.ts'
import { dayFactors } from './members/day-factors.ts'
import { doubleSeasonal, doubleSeasonalFar } from './members/double-seasonal.ts'
import { firstDays, taughtDays } from './members/first-days.ts'
import { harmonic } from './members/harmonic.ts'
import { hasLastYear, lastYear } from './members/last-year.ts'
import { levelProfile } from './members/level-profile.ts'
import { eightWeekAverage, seasonalMedian } from './members/seasonal-median.ts'
import { smoothedSlot } from './members/smoothed-slot.ts'
import { openDays } from './opening.ts'
import { learnSpecialDays, type SpecialDay, type SpecialEffect } from './special-days.ts'
import { spreadOf } from './spread.ts'
import { seasonsOf, trendOf } from './strength.ts'
import { errorsByBucket, runTrials } from './trials.ts'
import type { Warning } from './warning.ts'
import { type Eve, eveOf, Yesterday } from './yesterday.ts'

export interface Task {
  grid: Grid
  /** `(days of the grid + days ahead) × slots`; closed special days are closed in it afterwards. */
  open: Uint8Array
  /** Complete days of the record, and the first slot of the next that is not known yet (0: none of it is). */
  days: number
  cut: number
  /** Days ahead, the one under way among them. */
  horizon: number
  special: ReadonlyMap<number, SpecialDay>
  shares: readonly number[]
}

/** `horizon × slots` cells each. */
export interface Foreseen {
  mean: Float64Array
  average: Float64Array
  /** Standard deviation of what will come. */
  deviation: Float64Array
  quantiles: Float64Array[]
  explanation: Explanation
  warnings: Warning[]
}

export interface Explanation {
  /** Days of history used, and the local day number of the first day with a forecast. */
  days: number
  originDay: number
  /** Minutes of the intervals that members and errors speak of: longer than those asked for where most of these are empty. */
  stepMinutes: number
  members: { name: string; weights: number[]; wape: (number | null)[] }[]
  /** First lead days of the buckets that `weights` and errors speak of. */
  buckets: number[]
  backtest: ({ wape: number; bias: number } | null)[]
  eightWeekAverage: (number | null)[]
  season: { daily: number; weekly: number; monthly: number; annual: number }
  /** Level of the last two weeks against the eight before. */
  trend: number
  effects: SpecialEffect[]
  /** Special days ahead, with what they make of a usual day, and the share of its contacts that they touch where that is not all. */
  ahead: { day: number; class: string; name?: string; ratio: number; share?: number }[]
  intraday: IntradayUpdate | null
}

const MEMBERS: readonly Member[] = [
  seasonalMedian,
  smoothedSlot,
  levelProfile,
  dayFactors,
  doubleSeasonal,
  doubleSeasonalFar,
  harmonic,
]
const SHORT_DAYS = 28
const FEW_WEEKS = 2
/** Between the 10 and the 90 % quantile of a normal distribution lie so many standard deviations. */
const WIDTH = 2.5631

/** Clips spikes out of the grid's values on the way. */
export function foresee({ grid, open, days, cut, horizon, special, shares }: Task): Foreseen {
  const m = grid.slots
  const opens = openDays(open, m)
  const cleaned = clean(grid, days, open, opens, (day) => special.has(grid.firstDay + day))
  for (const cell of cleaned.spikes) grid.values[cell] = Number.NaN
  const specialDays = learnSpecialDays(grid, cleaned, special, days)
  const effects = calendarEffects(cleaned, grid.firstDay, days, days + horizon)
  const adjusted = withoutEffects(cleaned, effects)
  const { backtest, last, eve, usualErrors } = runMembers(grid, cleaned, adjusted, days, horizon, effects)
  const yesterday = new Yesterday(grid, cleaned, backtest, effects.factor)
  const trials = runTrials(grid, cleaned, backtest, effects.factor, yesterday)
  const weights = weightsOf(backtest)
  const root = combine(last, weights, m)
  const carried = yesterday.factors(eve, weights)
  const spread = spreadOf(grid, cleaned, trials)
  const ahead: Explanation['ahead'] = []
  for (let h = 0; h < horizon; h++) {
    const profile = root.subarray(h * m, (h + 1) * m)
    for (let s = 0; s < m; s++)
      profile[s] = (profile[s] as number) * (effects.factor[days + h] as number) * carried(h)
    const one = special.get(grid.firstDay + days + h)
    if (!one) continue
    const closed = specialDays.closed(one)
    const said = closed ? new Float64Array(m) : specialDays.apply(days + h, one, profile)
    const usual = volume(profile)
    ahead.push({
      day: grid.firstDay + days + h,
      class: one.class,
      ...(one.name === undefined ? {} : { name: one.name }),
      ratio: usual > 0 ? volume(said) / usual : 1,
      ...(one.share === undefined ? {} : { share: one.share }),
    })
    profile.set(said)
    if (closed) open.fill(0, (days + h) * m, (days + h + 1) * m)
  }
  const [average = new Float64Array()] = eightWeekAverage.run(cleaned, [{ day: days, horizon }])
  const meanOf = (f: number) => f * f + spread.variance(f)
  const seen = grid.values.subarray(days * m, (days + 1) * m)
  const intraday =
    cut > 0 && days < grid.days ? updateToday(trials, seen, root.subarray(0, m).map(meanOf), cut) : null
  const silent = intraday ? 0 : silentDays(cleaned)
  const cells = horizon * m
  const out = {
    mean: new Float64Array(cells),
    average: average.map((value) => value * value),
    deviation: new Float64Array(cells),
    quantiles: shares.map(() => new Float64Array(cells)),
  }
  for (let cell = 0; cell < cells; cell++) {
    if (!open[days * m + cell]) continue
    const lead = Math.floor(cell / m)
    const f = root[cell] as number
    const factor = intraday?.factors[lead] ?? 1
    const narrowing = lead === 0 ? (intraday?.narrowing ?? 1) : 1
    const quantile = (share: number) =>
      factor * Math.max(0, f + narrowing * (spread.quantile(f, lead + silent, share) - f)) ** 2
    out.mean[cell] = factor * meanOf(f)
    out.deviation[cell] = (quantile(0.9) - quantile(0.1)) / WIDTH
    let least = 0
    shares.forEach((share, q) => {
      least = Math.max(least, quantile(share))
      ;(out.quantiles[q] as Float64Array)[cell] = least
    })
  }
  return {
    ...out,
    warnings: warningsOf(grid, cleaned, special, specialDays.effects, days),
    explanation: {
      days,
      originDay: grid.firstDay + days,
      stepMinutes: grid.stepMinutes,
      members: backtest.members.map(({ name }, k) => ({
        name,
        weights: weights.map((weight) => weight[k] as number),
        wape: BUCKETS.map((_, bucket) => memberError(backtest, k, bucket)),
      })),
      buckets: [...BUCKETS],
      backtest: errorsByBucket(trials, meanOf),
      eightWeekAverage: BUCKETS.map((_, bucket) => memberError(usualErrors, 0, bucket)),
      season: { ...seasonsOf(adjusted), monthly: effects.monthStrength, annual: effects.annualStrength },
      trend: trendOf(adjusted),
      effects: specialDays.effects,
      ahead,
      intraday,
    },
  }
}

/** Days at the end of the record of which nothing is known: the last that is known lies so much farther back. */
function silentDays({ days, missingDays }: Cleaned): number {
  const missing = new Set(missingDays)
  let n = 0
  while (n < days && missing.has(days - 1 - n)) n += 1
  return n
}

function withoutEffects(cleaned: Cleaned, { factor }: CalendarEffects): Cleaned {
  const x = cleaned.x.map((value, i) => value / (factor[Math.floor(i / cleaned.slots)] as number))
  return { ...cleaned, x }
}

function runMembers(
  grid: Grid,
  cleaned: Cleaned,
  adjusted: Cleaned,
  days: number,
  horizon: number,
  { factor }: CalendarEffects,
): { backtest: Backtest; last: Float64Array[]; eve: Eve | null; usualErrors: Backtest } {
  const origins = pastOrigins(days, horizon)
  const members = membersFor(adjusted, days)
  const horizons = new Map<number, number>(
    [...origins, { day: days, horizon }].map((one) => [one.day, one.horizon]),
  )
  const eveDays = new Map([...horizons.keys()].map((day) => [day, eveOf(cleaned, day)]))
  for (const day of eveDays.values()) if (day !== null && !horizons.has(day)) horizons.set(day, 1)
  const asked: Origin[] = Array.from(horizons, ([day, horizon]) => ({ day, horizon })).sort(
    (a, b) => a.day - b.day,
  )
  const runs = members.map((member) => member.run(adjusted, asked))
  const place = new Map(asked.map(({ day }, i) => [day, i]))
  const saidOn = (day: number) => runs.map((run) => run[place.get(day) as number] as Float64Array)
  const eveBefore = (origin: number): Eve | null => {
    const day = eveDays.get(origin) ?? null
    return day === null ? null : { day, said: saidOn(day) }
  }
  const said = runs.map((run) => origins.map(({ day }) => run[place.get(day) as number] as Float64Array))
  const eves = origins.map(({ day }) => eveBefore(day))
  return {
    backtest: errorsOf(grid, cleaned, { members, origins, said, eves }, factor),
    last: saidOn(days),
    eve: eveBefore(days),
    usualErrors: errorsOf(
      grid,
      cleaned,
      { members: [eightWeekAverage], origins, said: [eightWeekAverage.run(cleaned, origins)], eves: [] },
      new Float64Array(factor.length).fill(1),
    ),
  }
}

/** Those that can say something at most past origins; one of its own for a record of less than two weeks. */
function membersFor(history: Cleaned, days: number): readonly Member[] {
  if (taughtDays(history, days).length < FEW_WEEKS * openWeekdays(history)) return [firstDays]
  return hasLastYear(days - RECENT_DAYS) ? [...MEMBERS, lastYear] : MEMBERS
}

const openWeekdays = ({ opens, firstWeekday }: Cleaned): number =>
  new Set([...opens.keys()].filter((d) => opens[d]).map((d) => weekdayAt({ firstWeekday }, d))).size

function memberError(backtest: Backtest, member: number, bucket: number): number | null {
  let error = 0
  let total = 0
  backtest.origins.forEach((_, o) => {
    error += ((backtest.errors[o] as Float64Array[])[bucket] as Float64Array)[member] as number
    total += (backtest.volume[o] as Float64Array)[bucket] as number
  })
  return total > 0 ? error / total : null
}

const volume = (roots: Float64Array): number => roots.reduce((sum, f) => sum + f * f, 0)

function warningsOf(
  grid: Grid,
  cleaned: Cleaned,
  special: ReadonlyMap<number, SpecialDay>,
  effects: readonly SpecialEffect[],
  days: number,
): Warning[] {
  const found: Warning[] = []
  if (days < SHORT_DAYS) found.push({ code: 'short_history', days })
  if (!grid.values.some((value) => value > 0)) found.push({ code: 'nothing_came' })
  const gaps = cleaned.missingDays.filter((day) => !special.has(grid.firstDay + day)).length
  if (gaps > 0) found.push({ code: 'gap', days: gaps })
  if (cleaned.spikes.length > 0) found.push({ code: 'spikes', intervals: cleaned.spikes.length })
  if (cleaned.anomalies.length > 0) found.push({ code: 'odd_days', days: cleaned.anomalies.length })
  const coming = new Set(
    [...special]
      .filter(([day, { expected }]) => day >= grid.firstDay + days && expected === undefined)
      .map(([, one]) => one.class),
  )
  for (const { class: name, days: known } of effects)
    if (known === 0 && coming.has(name)) found.push({ code: 'unknown_event', class: name })
  return found
}
