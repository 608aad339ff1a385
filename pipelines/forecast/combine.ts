import { type Backtest, BUCKETS, bucketOf } from './backtest.ts'

/** Powers of the error that weights fall with, by bucket: the nearer, the more past origins tell one member from another. */
const POWERS = [10, 3, 3, 3, 3] as const

/**
 * Weights of the members per bucket of lead time from their errors at past origins, `except` one. A bucket that was never
 * tried takes the weights of the one before it; with no trial at all everyone weighs the same.
 */
export function weightsOf(backtest: Backtest, except = -1): Float64Array[] {
  const n = backtest.members.length
  let before: Float64Array = new Float64Array(n).fill(1 / n)
  return BUCKETS.map((_, bucket) => {
    const sums = new Float64Array(n)
    let volume = 0
    backtest.origins.forEach((_origin, o) => {
      if (o === except) return
      const row = (backtest.errors[o] as Float64Array[])[bucket] as Float64Array
      for (let k = 0; k < n; k++) sums[k] = (sums[k] as number) + (row[k] as number)
      volume += (backtest.volume[o] as Float64Array)[bucket] as number
    })
    if (volume > 0) before = weightsByError(sums, POWERS[bucket] as number)
    return before
  })
}

/** Shares that fall with a power of the error; what was never off takes all. */
export function weightsByError(errors: Float64Array, power: number): Float64Array {
  let least = Number.POSITIVE_INFINITY
  for (const error of errors) least = Math.min(least, error)
  if (!(least > 0)) return errors.map((error) => (error === 0 ? 1 : 0)).map((one, _, all) => one / total(all))
  const weights = errors.map((error) => (least / error) ** power)
  const sum = total(weights)
  return weights.map((weight) => weight / sum)
}

const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0)

/** The members' profiles of one origin, weighed by lead time; √ scale. */
export function combine(
  said: readonly Float64Array[],
  weights: readonly Float64Array[],
  slots: number,
): Float64Array {
  const out = new Float64Array(said[0]?.length ?? 0)
  for (let i = 0; i < out.length; i++) {
    const weight = weights[bucketOf(Math.floor(i / slots))] as Float64Array
    let sum = 0
    for (let k = 0; k < said.length; k++)
      sum += (weight[k] as number) * ((said[k] as Float64Array)[i] as number)
    out[i] = sum
  }
  return out
}
