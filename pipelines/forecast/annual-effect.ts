import { DAY_MS } from '../calendars/days.ts'
import { solvePenalised } from './members/solve.ts'

const WAVES = 3
const FEATURES = 2 * WAVES + 2
/** One and a half years: less cannot tell a season from a drift. */
const FEWEST_DAYS = 548
const YEAR = 365.2425
/** Evidence, in days, that a wave has to outweigh. */
const DOUBT = 60
/** A season must explain this share of another year's variance to be believed. */
const LEAST_GAIN = 0.05

/**
 * Factors on √ scale by which the season lifts or lowers each of `days` days, from levels (logarithms, NaN unknown) of the days
 * before the origin; null where other years do not confirm it. `strength` is the share of variance explained in years left out.
 */
export function annualEffect(
  levels: Float64Array,
  firstDay: number,
  days: number,
): { factor: Float64Array; strength: number } | null {
  if (levels.length < FEWEST_DAYS) return null
  const n = levels.length
  const features = Array.from({ length: days }, (_, d) => waves(firstDay + d, d / n))
  const halves = [0, 1].map((part) => (d: number) => Math.floor((n - 1 - d) / YEAR) % 2 === part)
  let error = 0
  let variance = 0
  for (const left of halves) {
    const fit = fitted(levels, features, (d) => !left(d))
    const mean = meanOf(levels, left)
    for (let d = 0; d < n; d++) {
      const level = levels[d] as number
      if (Number.isNaN(level) || !left(d)) continue
      variance += (level - mean) ** 2
      error += (level - mean - seasonal(features[d] as Float64Array, fit)) ** 2
    }
  }
  const strength = variance > 0 ? 1 - error / variance : 0
  if (strength < LEAST_GAIN) return null
  const fit = fitted(levels, features, () => true)
  return { factor: Float64Array.from(features, (feature) => Math.exp(seasonal(feature, fit))), strength }
}

function waves(day: number, trend: number): Float64Array {
  const date = new Date(day * DAY_MS)
  const start = Date.UTC(date.getUTCFullYear(), 0, 1)
  const phase = (date.getTime() - start) / DAY_MS / YEAR
  const out = new Float64Array(FEATURES)
  for (let k = 0; k < WAVES; k++) {
    out[2 * k] = Math.cos(2 * Math.PI * (k + 1) * phase)
    out[2 * k + 1] = Math.sin(2 * Math.PI * (k + 1) * phase)
  }
  out[FEATURES - 2] = 1
  out[FEATURES - 1] = trend
  return out
}

function fitted(
  levels: Float64Array,
  features: readonly Float64Array[],
  used: (day: number) => boolean,
): Float64Array {
  const a = new Float64Array(FEATURES * FEATURES)
  const b = new Float64Array(FEATURES)
  for (let d = 0; d < levels.length; d++) {
    const level = levels[d] as number
    if (Number.isNaN(level) || !used(d)) continue
    const feature = features[d] as Float64Array
    for (let p = 0; p < FEATURES; p++) {
      b[p] = (b[p] as number) + (feature[p] as number) * level
      for (let q = 0; q <= p; q++)
        a[p * FEATURES + q] =
          (a[p * FEATURES + q] as number) + (feature[p] as number) * (feature[q] as number)
    }
  }
  const penalty = Float64Array.from({ length: FEATURES }, (_, p) => (p < 2 * WAVES ? DOUBT : 1e-3))
  return solvePenalised(a, b, penalty)
}

function meanOf(levels: Float64Array, used: (day: number) => boolean): number {
  let sum = 0
  let n = 0
  for (let d = 0; d < levels.length; d++) {
    if (Number.isNaN(levels[d] as number) || !used(d)) continue
    sum += levels[d] as number
    n += 1
  }
  return n === 0 ? 0 : sum / n
}

/** The waves alone, without level and drift. */
function seasonal(feature: Float64Array, fit: Float64Array): number {
  let sum = 0
  for (let i = 0; i < 2 * WAVES; i++) sum += (feature[i] as number) * (fit[i] as number)
  return sum
}
