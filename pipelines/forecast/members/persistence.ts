import { solvePenalised } from './solve.ts'

/** Spans of the past, in days, whose mean deviations tell of the coming ones. */
const SPANS = [1, 5, 20] as const
const LEADS = 20
/** Prior strength, in days of evidence, that a deviation says nothing of later ones. */
const DOUBT = 6

/**
 * What is left of deviations from usual, 1 to `leads` days on: a regression per lead on the last day, the last week and the
 * last month (heterogeneous autoregression), shrunk towards none.
 */
export function aheadOf(deviations: Float64Array, leads: number): Float64Array {
  const n = deviations.length
  const out = new Float64Array(leads)
  const means = SPANS.map((span) => runningMean(deviations, span))
  let variance = 0
  for (const value of deviations) variance += value * value
  variance /= Math.max(1, n)
  if (n < 8 || variance === 0) return out
  for (let lead = 1; lead <= Math.min(leads, LEADS); lead++) {
    const a = new Float64Array(9)
    const b = new Float64Array(3)
    for (let i = 5; i + lead < n; i++) {
      const target = deviations[i + lead] as number
      for (let p = 0; p < 3; p++) {
        const left = (means[p] as Float64Array)[i] as number
        b[p] = (b[p] as number) + left * target
        for (let q = 0; q <= p; q++)
          a[p * 3 + q] = (a[p * 3 + q] as number) + left * ((means[q] as Float64Array)[i] as number)
      }
    }
    const coefficients = solvePenalised(
      a,
      b,
      Float64Array.of(variance, variance, variance).map((v) => v * DOUBT),
    )
    let sum = 0
    for (let p = 0; p < 3; p++)
      sum += (coefficients[p] as number) * ((means[p] as Float64Array)[n - 1] as number)
    out[lead - 1] = sum
  }
  for (let lead = LEADS; lead < leads; lead++) out[lead] = (out[lead - 1] as number) * 0.97
  return out
}

function runningMean(values: Float64Array, span: number): Float64Array {
  const out = new Float64Array(values.length)
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    sum += (values[i] as number) - (i >= span ? (values[i - span] as number) : 0)
    out[i] = sum / Math.min(span, i + 1)
  }
  return out
}
