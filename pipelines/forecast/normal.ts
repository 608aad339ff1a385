/**
 * Value that a standard normal variable does not exceed with probability `p`, 0 < p < 1; relative error below 1.15e-9. Acklam's
 * rational approximation.
 */
export function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p)
  const tail = 1 - p
  if (tail < LOWER) {
    const q = Math.sqrt(-2 * Math.log(tail))
    return -polynomial(C, q) / (polynomial(D, q) * q + 1)
  }
  const q = p - 0.5
  const r = q * q
  return (polynomial(A, r) * q) / (polynomial(B, r) * r + 1)
}

const LOWER = 0.02425
const A = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
]
const B = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
]
const C = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416]

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, one) => sum * x + one, 0)
