/** What the position in the month and a closed day before do to a day's level, where the record shows that they do anything. */
import { DAY_MS } from '../calendars/days.ts'
import { annualEffect } from './annual-effect.ts'
import type { Cleaned } from './clean.ts'
import { dayLevels } from './day-levels.ts'
import { solvePenalised } from './members/solve.ts'

/** Effects on a day's level: factors on √ scale for all days of the calendar, `days + horizon`. */
export interface CalendarEffects {
  factor: Float64Array
  /** Share of the variance of daily levels that the season explains in years left out; 0 where it is not used. */
  annualStrength: number
  /** Share of the variance of daily levels that the month explains out of sample; 0 where it is not used. */
  monthStrength: number
  usesMonth: boolean
  usesReopening: boolean
}

const WAVES = 4
const FEATURES = 2 * WAVES + 2
/** Calendar days that hold one of each position in the month. */
const MONTH = 31
const FEWEST_DAYS = 60
/** Prior evidence, in days, against a wave; the one with the least error on months left out is taken, or none. */
const DOUBTS = [2, 8, 30] as const
/** A month must explain this share of the variance to be believed. */
const LEAST_GAIN = 0.05

/** `firstDay` is the local day number of day 0; effects are fitted on days before `origin` and given for `days` days. */
export function calendarEffects(
  cleaned: Cleaned,
  firstDay: number,
  origin: number,
  days: number,
): CalendarEffects {
  const levels = dayLevels(cleaned, origin)
  const annual = annualEffect(levels, firstDay, days)
  if (annual)
    for (let d = 0; d < origin; d++) levels[d] = (levels[d] as number) - Math.log(annual.factor[d] as number)
  const none = {
    factor: annual?.factor ?? new Float64Array(days).fill(1),
    annualStrength: annual?.strength ?? 0,
    monthStrength: 0,
    usesMonth: false,
    usesReopening: false,
  }
  if (origin < FEWEST_DAYS) return none
  const features = Array.from({ length: days }, (_, d) => featuresOf(cleaned, firstDay, d, origin))
  const rows = deviations(levels)
  if (rows.length < FEWEST_DAYS / 2) return none
  const months = rows.map(({ day }) => monthOf(firstDay + day))
  const withMonth = best(rows, features, months, true)
  const withoutMonth = best(rows, features, months, false)
  const usesMonth = withMonth.gain > withoutMonth.gain + LEAST_GAIN
  const chosen = usesMonth ? withMonth : withoutMonth
  if (!usesMonth && chosen.gain <= 0.005) return none
  const fit = fitted(rows, features, chosen.doubt, usesMonth)
  const factor = Float64Array.from(
    features,
    (feature, d) => (none.factor[d] as number) * Math.exp(dot(feature, fit)),
  )
  return {
    ...none,
    factor,
    monthStrength: usesMonth ? chosen.gain : 0,
    usesMonth,
    usesReopening: fit[FEATURES - 2] !== 0,
  }
}

interface Row {
  day: number
  deviation: number
}

/** How far each day's level was from the month around it, in logarithms of the √ scale. */
function deviations(levels: Float64Array): Row[] {
  const origin = levels.length
  const rows: Row[] = []
  for (let d = 0; d < origin; d++) {
    if (Number.isNaN(levels[d] as number)) continue
    const from = Math.min(Math.max(0, d - (MONTH >> 1)), Math.max(0, origin - MONTH))
    rows.push({
      day: d,
      deviation: (levels[d] as number) - mean(levels, from, Math.min(origin, from + MONTH)),
    })
  }
  const sizes = Float64Array.from(rows, ({ deviation }) => Math.abs(deviation)).sort()
  const limit = 6 * (sizes[sizes.length >> 1] ?? 0)
  return rows.map(({ day, deviation }) => ({ day, deviation: Math.max(-limit, Math.min(limit, deviation)) }))
}

function mean(values: Float64Array, from: number, to: number): number {
  let sum = 0
  let n = 0
  for (let i = from; i < to; i++) {
    if (Number.isNaN(values[i] as number)) continue
    sum += values[i] as number
    n += 1
  }
  return n === 0 ? 0 : sum / n
}

/** Waves of the month, and whether it is the first or second open day after one that was unexpectedly closed. */
function featuresOf(cleaned: Cleaned, firstDay: number, day: number, origin: number): Float64Array {
  const out = new Float64Array(FEATURES)
  const date = new Date((firstDay + day) * DAY_MS)
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  const phase = (date.getUTCDate() - 0.5) / length
  for (let k = 0; k < WAVES; k++) {
    out[2 * k] = Math.cos(2 * Math.PI * (k + 1) * phase)
    out[2 * k + 1] = Math.sin(2 * Math.PI * (k + 1) * phase)
  }
  const closedBefore = openDaysSinceClosed(cleaned, day, origin)
  if (closedBefore === 1) out[FEATURES - 2] = 1
  if (closedBefore === 2) out[FEATURES - 1] = 1
  return out
}

function openDaysSinceClosed(cleaned: Cleaned, day: number, origin: number): number {
  let open = 0
  for (let d = day; d >= 0 && d > day - 8; d--) {
    if (cleaned.missingDays.includes(d) && d < origin) return open
    if (cleaned.opens[d]) open += 1
    if (open > 2) break
  }
  return 0
}

/** The doubt that serves best on months that were left out, and the share of variance it explains there. */
function best(
  rows: readonly Row[],
  features: readonly Float64Array[],
  months: readonly number[],
  month: boolean,
): { doubt: number; gain: number } {
  let variance = 0
  for (const { deviation } of rows) variance += deviation ** 2
  let found: { doubt: number; gain: number } = { doubt: DOUBTS[2], gain: 0 }
  if (variance === 0) return found
  for (const doubt of DOUBTS) {
    let error = 0
    for (const out of new Set(months)) {
      const fit = fitted(
        rows.filter((_, i) => months[i] !== out),
        features,
        doubt,
        month,
      )
      rows.forEach(({ day, deviation }, i) => {
        if (months[i] === out) error += (deviation - dot(features[day] as Float64Array, fit)) ** 2
      })
    }
    const gain = 1 - error / variance
    if (gain > found.gain) found = { doubt, gain }
  }
  return found
}

function fitted(
  rows: readonly Row[],
  features: readonly Float64Array[],
  doubt: number,
  month: boolean,
): Float64Array {
  const a = new Float64Array(FEATURES * FEATURES)
  const b = new Float64Array(FEATURES)
  const first = month ? 0 : 2 * WAVES
  for (const { day, deviation } of rows) {
    const feature = features[day] as Float64Array
    for (let p = first; p < FEATURES; p++) {
      b[p] = (b[p] as number) + (feature[p] as number) * deviation
      for (let q = first; q <= p; q++)
        a[p * FEATURES + q] =
          (a[p * FEATURES + q] as number) + (feature[p] as number) * (feature[q] as number)
    }
  }
  const penalty = Float64Array.from({ length: FEATURES }, (_, p) => (p >= 2 * WAVES ? 2 : doubt))
  return solvePenalised(a, b, penalty)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

const monthOf = (day: number): number => {
  const date = new Date(day * DAY_MS)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
