import { normalQuantile } from './normal.ts'

/** Mean absolute deviation of Poisson counts as a share of their mean, over what is forecast. */
export function poissonFloor(mean: Float64Array, open: Uint8Array): number {
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

/** Mean above which the step of one count is small against what they spread. */
const MANY = 500

/**
 * The smallest count that at least the share `p` of a negative binomial distribution with this mean and variance does not
 * exceed; Poisson where the variance is no larger than the mean. Large means take the gamma distribution that counts come near
 * (Wilson and Hilferty's cube root).
 */
export function countQuantile(mean: number, variance: number, p: number): number {
  if (!(mean > 0)) return 0
  if (mean > MANY) {
    const ninth = Math.max(variance, mean) / (9 * mean * mean)
    return Math.round(mean * Math.max(0, 1 - ninth + normalQuantile(p) * Math.sqrt(ninth)) ** 3)
  }
  const size = variance > mean * 1.001 ? (mean * mean) / (variance - mean) : Number.POSITIVE_INFINITY
  const isPoisson = !Number.isFinite(size) || size > 1e6
  let mass = isPoisson ? Math.exp(-mean) : (size / (size + mean)) ** size
  let sum = mass
  let k = 0
  // By Markov's inequality no quantile lies higher.
  const most = mean / (1 - p)
  while (sum < p && k < most) {
    k += 1
    mass *= isPoisson ? mean / k : (((size + k - 1) / k) * mean) / (size + mean)
    sum += mass
  }
  return k
}
