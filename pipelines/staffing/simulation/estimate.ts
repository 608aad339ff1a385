/** A figure from several runs, with the band that holds the true one in 95 of 100 cases. */
export interface Estimate {
  value: number
  low: number
  high: number
}

/**
 * Σ part ÷ Σ whole over independent runs, or null when the whole is nothing. The band is that of the ratio estimator.
 * @example ratioOf([8, 9], [10, 10]) // { value: 0.85, low: …, high: … }
 */
export function ratioOf(parts: readonly number[], wholes: readonly number[]): Estimate | null {
  const n = parts.length
  const whole = wholes.reduce((sum, one) => sum + one, 0)
  if (whole === 0) return null
  const value = parts.reduce((sum, one) => sum + one, 0) / whole
  if (n < 2) return { value, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  const squares = parts.reduce((sum, part, i) => sum + (part - value * (wholes[i] ?? 0)) ** 2, 0)
  const half = (tQuantile(n - 1) * Math.sqrt((squares / (n - 1)) * n)) / whole
  return { value, low: value - half, high: value + half }
}

const Z = 1.959963985

/** 97.5 % quantile of Student's t. Source: Abramowitz and Stegun 26.7.5; within 0.01 from 4 degrees on. */
function tQuantile(degrees: number): number {
  const [z3, z5, z7] = [Z ** 3, Z ** 5, Z ** 7]
  return (
    Z +
    (z3 + Z) / (4 * degrees) +
    (5 * z5 + 16 * z3 + 3 * Z) / (96 * degrees ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * degrees ** 3)
  )
}
