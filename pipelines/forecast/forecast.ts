/** From the record of a queue to what will come: members, their combination, and how sure it is. */
import { type Backtest, BUCKETS, errorsOf, pastOrigins } from './backtest.ts'
import { type CalendarEffects, calendarEffects } from './calendar-effects.ts'
import { type Cleaned, clean } from './clean.ts'
import { combine, weightsOf } from './combine.ts'
import { buildGrid, type Grid } from './grid.ts'
import type { Member, Origin } from './history.ts'
import { type IntradayUpdate, updateToday } from './intraday.ts'
import { dayFactors } from './members/day-factors.ts'
import { doubleSeasonal, doubleSeasonalFar } from './members/double-seasonal.ts'
import { harmonic } from './members/harmonic.ts'
import { hasLastYear, lastYear } from './members/last-year.ts'
import { levelProfile } from './members/level-profile.ts'
import { eightWeekAverage, seasonalMedian } from './members/seasonal-median.ts'
import { smoothedSlot } from './members/smoothed-slot.ts'
import { fillOmittedZeros, type OpenSlots, openDays, openGrid } from './opening.ts'
import { learnSpecialDays, type SpecialDay, type SpecialEffect } from './special-days.ts'
import { spreadOf } from './spread.ts'
import { stepsAhead } from './steps.ts'
import { seasonsOf, trendOf } from './strength.ts'
import { errorsByBucket, runTrials } from './trials.ts'
import type { Warning } from './warning.ts'

export interface ForecastInput {
  /** Starts of intervals in Unix milliseconds, in order; intervals that are not there are unknown, not zero. */
  times: ArrayLike<number>
  /** What arrived in each, from 0. */
  values: ArrayLike<number>
  /** 15, 30, 60 or 1440 (days). */
  stepMinutes: number
  zone: string
  /** Intervals to forecast, by the clock: closed ones count. */
  horizon: number
  /** Instant up to which the record is complete; the end of its last interval unless told. */
  untilMs?: number
  /** Opening hours by local day number; what the record shows unless told. */
  open?: OpenSlots
  /** Holidays and events by local day number, past and coming. */
  special?: ReadonlyMap<number, SpecialDay>
  /** Shares for the quantiles, ascending. */
  quantiles?: readonly number[]
}

export interface Forecast {
  /** Starts of the intervals. */
  times: Float64Array
  mean: Float64Array
  /** One array per share asked for. */
  quantiles: Float64Array[]
  /** 0 where closed: nothing is expected then. */
  open: Uint8Array
  explanation: Explanation
  warnings: Warning[]
}

export interface Explanation {
  /** Days of history used, and the local day number of the first day with a forecast. */
  days: number
  originDay: number
  members: { name: string; weights: number[]; wape: (number | null)[] }[]
  /** First lead days of the buckets that `weights` and errors speak of. */
  buckets: readonly number[]
  backtest: ({ wape: number; bias: number } | null)[]
  eightWeekAverage: (number | null)[]
  /** Error that chance alone would leave a perfect forecast of counts. */
  poissonFloor: number
  season: { daily: number; weekly: number; monthly: number; annual: number }
  /** Level of the last two weeks against the eight before. */
  trend: number
  effects: SpecialEffect[]
  /** Special days ahead, with what they make of a usual day. */
  ahead: { day: number; class: string; name?: string; ratio: number }[]
  intraday: IntradayUpdate | null
}

const USUAL_QUANTILES = [0.05, 0.1, 0.5, 0.9, 0.95] as const
const MEMBERS: readonly Member[] = [
  seasonalMedian,
  smoothedSlot,
  levelProfile,
  dayFactors,
  doubleSeasonal,
  doubleSeasonalFar,
  harmonic,
]
/** A year and a day of quarters of an hour. */
const MOST_STEPS = 366 * 96
const SHORT_DAYS = 28

/**
 * Forecasts `horizon` intervals after the record. Deterministic; never negative; quantiles ascend with their shares.
 * @example forecast({ times, values, stepMinutes: 30, zone: 'Europe/Berlin', horizon: 672 }).mean[0]
 */
export function forecast(input: ForecastInput): Forecast {
  const shares = input.quantiles ?? USUAL_QUANTILES
  const grid = buildGrid(input.times, input.values, input)
  const warnings: Warning[] = []
  const zeros = fillOmittedZeros(grid)
  if (zeros > 0) warnings.push({ code: 'omitted_zeros', intervals: zeros })
  const steps = stepsAhead(grid, Math.min(input.horizon, MOST_STEPS))
  const daysAhead = steps.lastDay - (grid.firstDay + grid.days - 1) + 1
  const special = input.special ?? new Map<number, SpecialDay>()
  const open = openGrid(grid, daysAhead, input.open ?? null)
  const opens = openDays(open, grid.slots)
  const { days, cut } = originOf(grid, open, steps.firstDay, steps.firstSlot)
  const horizon = Math.max(1, grid.days + daysAhead - days)
  const cleaned = clean(grid, days, open, opens, (day) => special.has(grid.firstDay + day))
  for (const cell of cleaned.spikes) grid.values[cell] = Number.NaN
  const specialDays = learnSpecialDays(grid, cleaned, special, days)
  const effects = calendarEffects(cleaned, grid.firstDay, days, days + horizon)
  const adjusted = withoutEffects(cleaned, effects)
  const { backtest, last, usualErrors } = runMembers(grid, cleaned, adjusted, days, horizon, effects)
  const trials = runTrials(grid, cleaned, backtest, effects.factor)
  const weights = weightsOf(backtest)
  const root = combine(last, weights, grid.slots)
  const spread = spreadOf(grid, cleaned, trials)
  const ahead: Explanation['ahead'] = []
  for (let h = 0; h < horizon; h++) {
    const profile = root.subarray(h * grid.slots, (h + 1) * grid.slots)
    for (let s = 0; s < profile.length; s++)
      profile[s] = (profile[s] as number) * (effects.factor[days + h] as number)
    const one = special.get(grid.firstDay + days + h)
    if (!one) continue
    const closed = specialDays.closed(one)
    const said = closed ? new Float64Array(profile.length) : specialDays.apply(days + h, one, profile)
    const usual = volume(profile)
    ahead.push({
      day: grid.firstDay + days + h,
      class: one.class,
      ...(one.name === undefined ? {} : { name: one.name }),
      ratio: usual > 0 ? volume(said) / usual : 1,
    })
    profile.set(said)
    if (closed) open.fill(0, (days + h) * grid.slots, (days + h + 1) * grid.slots)
  }
  const meanOf = (f: number) => f * f + spread.variance(f)
  const today = root.subarray(0, grid.slots).map(meanOf)
  const seen = grid.values.subarray(days * grid.slots, (days + 1) * grid.slots)
  const intraday = cut > 0 && days < grid.days ? updateToday(trials, seen, today, cut) : null
  const out = {
    times: steps.times,
    mean: new Float64Array(steps.times.length),
    quantiles: shares.map(() => new Float64Array(steps.times.length)),
    open: new Uint8Array(steps.times.length),
  }
  for (let i = 0; i < steps.times.length; i++) {
    const lead = (steps.days[i] as number) - grid.firstDay - days
    const cell = lead * grid.slots + (steps.slots[i] as number)
    if (!open[days * grid.slots + cell]) continue
    out.open[i] = 1
    const f = root[cell] as number
    const factor = intraday?.factors[lead] ?? 1
    const narrowing = lead === 0 ? (intraday?.narrowing ?? 1) : 1
    out.mean[i] = meanOf(f) * factor
    const middle = spread.quantile(f, lead, 0.5)
    let least = 0
    shares.forEach((share, q) => {
      const wide = Math.max(0, middle + narrowing * (spread.quantile(f, lead, share) - middle))
      least = Math.max(least, wide * wide * factor)
      ;(out.quantiles[q] as Float64Array)[i] = least
    })
  }
  warnings.push(...warningsOf(grid, cleaned, special, specialDays.effects, days))
  return {
    ...out,
    warnings,
    explanation: {
      days,
      originDay: grid.firstDay + days,
      members: backtest.members.map(({ name }, k) => ({
        name,
        weights: weights.map((weight) => weight[k] as number),
        wape: BUCKETS.map((_, bucket) => memberError(backtest, k, bucket)),
      })),
      buckets: BUCKETS,
      backtest: errorsByBucket(trials, meanOf),
      eightWeekAverage: BUCKETS.map((_, bucket) => memberError(usualErrors, 0, bucket)),
      poissonFloor: poissonFloor(out.mean, out.open),
      season: { ...seasonsOf(adjusted), monthly: effects.monthStrength, annual: effects.annualStrength },
      trend: trendOf(adjusted),
      effects: specialDays.effects,
      ahead,
      intraday,
    },
  }
}

/** Complete days of the record, and the first slot of the next that is not known yet. */
function originOf(
  grid: Grid,
  open: Uint8Array,
  firstDay: number,
  firstSlot: number,
): { days: number; cut: number } {
  const days = firstDay - grid.firstDay
  if (days >= grid.days || firstSlot === 0) return { days: grid.days, cut: 0 }
  const rest = open.subarray(days * grid.slots + firstSlot, (days + 1) * grid.slots)
  return rest.includes(1) ? { days, cut: firstSlot } : { days: days + 1, cut: 0 }
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
): { backtest: Backtest; last: Float64Array[]; usualErrors: Backtest } {
  const origins = pastOrigins(days, horizon)
  const members = hasLastYear(origins[0]?.day ?? days) ? [...MEMBERS, lastYear] : MEMBERS
  const all: Origin[] = [...origins, { day: days, horizon }]
  const said = members.map((member) => member.run(adjusted, all))
  const last = said.map((one) => one[origins.length] as Float64Array)
  return {
    backtest: errorsOf(grid, cleaned, { members, origins, said }, factor),
    last,
    usualErrors: errorsOf(
      grid,
      cleaned,
      { members: [eightWeekAverage], origins, said: [eightWeekAverage.run(cleaned, origins)] },
      new Float64Array(factor.length).fill(1),
    ),
  }
}

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

/** Mean absolute deviation of Poisson counts as a share of their mean, over what is forecast. */
function poissonFloor(mean: Float64Array, open: Uint8Array): number {
  let off = 0
  let total = 0
  for (let i = 0; i < mean.length; i++) {
    if (!open[i]) continue
    const rate = mean[i] as number
    // E|X − λ| is 2 e^−λ λ^(⌊λ⌋+1) / ⌊λ⌋! for Poisson; √(2λ/π) serves from 30 on.
    let log = -rate
    if (rate < 30) for (let k = 1; k <= Math.floor(rate); k++) log += Math.log(rate / k)
    off += rate >= 30 ? Math.sqrt((2 * rate) / Math.PI) : 2 * rate * Math.exp(log)
    total += rate
  }
  return total > 0 ? off / total : 0
}

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
    [...special].filter(([day]) => day >= grid.firstDay + days).map(([, one]) => one.class),
  )
  for (const { class: name, days: known } of effects)
    if (known === 0 && coming.has(name)) found.push({ code: 'unknown_event', class: name })
  return found
}
