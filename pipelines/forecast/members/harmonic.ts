import { type History, type Member, weekdayAt } from '../history.ts'
import { aheadOf } from './persistence.ts'
import { solvePenalised } from './solve.ts'

/** Waves of the day, and waves of the week that bend them from weekday to weekday. */
const DAY_WAVES = 8
const WEEK_WAVES = [1, 2, 3, 5, 6, 8, 9, 12, 13, 15, 16, 19, 20, 22, 23]
/** Daily forgetting: half of the weight after eight weeks. A day later weighs so much more instead. */
const FORGET = 0.5 ** (1 / 56)
/** Days of evidence that a wave has to outweigh. */
const DOUBT = 0.5

/** Regression on harmonics of the day and the week, older days forgotten, with what is left persisting from day to day. */
export const harmonic: Member = {
  name: 'harmonic regression',
  run(history, origins) {
    const asked = new Map(origins.map(({ day, horizon }) => [day, horizon]))
    const m = history.slots
    const basis = wavesOfTheWeek(m)
    const p = basis.length / (7 * m)
    const a = new Float64Array(p * p)
    const b = new Float64Array(p)
    const products = new Map<string, Float64Array>()
    const results: Float64Array[] = []
    let evidence = 0
    let weight = 1
    const deviations: number[] = []
    let fit: Float64Array | null = null
    for (let d = 0; d <= (origins.at(-1)?.day ?? -1); d++) {
      if (fit === null || d % 7 === 0 || asked.has(d)) fit = solved(a, b, evidence)
      const horizon = asked.get(d)
      if (horizon !== undefined) results.push(ahead(history, basis, fit, deviations, d, horizon))
      if (d >= history.days || !history.opens[d]) continue
      const w = weekdayAt(history, d)
      deviations.push(offset(history, basis, fit, d, w))
      weight /= FORGET
      evidence += weight * m
      const hours = `${w}:${history.open.subarray(d * m, (d + 1) * m).join('')}`
      const product = products.get(hours) ?? crossProduct(basis, history.open, d, w, m, p)
      products.set(hours, product)
      for (let i = 0; i < p; i++) {
        for (let j = i * p; j <= i * p + i; j++) a[j] = (a[j] as number) + weight * (product[j] as number)
      }
      for (let s = 0; s < m; s++) {
        if (!history.open[d * m + s]) continue
        const y = weight * (history.x[d * m + s] as number)
        const at = (w * m + s) * p
        for (let i = 0; i < p; i++) b[i] = (b[i] as number) + y * (basis[at + i] as number)
      }
    }
    return results
  },
}

function wavesOfTheWeek(m: number): Float64Array {
  const waves = [...WEEK_WAVES, ...Array.from({ length: DAY_WAVES }, (_, k) => 7 * (k + 1))].filter(
    (wave) => wave * 2 <= 7 * m,
  )
  const p = 1 + 2 * waves.length
  const basis = new Float64Array(7 * m * p)
  for (let t = 0; t < 7 * m; t++) {
    basis[t * p] = 1
    waves.forEach((wave, k) => {
      const angle = (2 * Math.PI * wave * (t + 0.5)) / (7 * m)
      basis[t * p + 1 + 2 * k] = Math.cos(angle)
      basis[t * p + 2 + 2 * k] = Math.sin(angle)
    })
  }
  return basis
}

function crossProduct(
  basis: Float64Array,
  open: Uint8Array,
  d: number,
  w: number,
  m: number,
  p: number,
): Float64Array {
  const out = new Float64Array(p * p)
  for (let s = 0; s < m; s++) {
    if (!open[d * m + s]) continue
    const at = (w * m + s) * p
    for (let i = 0; i < p; i++) {
      for (let j = 0; j <= i; j++)
        out[i * p + j] = (out[i * p + j] as number) + (basis[at + i] as number) * (basis[at + j] as number)
    }
  }
  return out
}

function solved(a: Float64Array, b: Float64Array, evidence: number): Float64Array | null {
  if (evidence === 0) return null
  const days = Float64Array.from(b, (_, i) => (i === 0 ? 1e-9 : DOUBT) * (a[0] as number) * 0.01)
  return solvePenalised(a, b, days)
}

/** Mean of a day less what the waves say of it. */
function offset(
  history: History,
  basis: Float64Array,
  fit: Float64Array | null,
  d: number,
  w: number,
): number {
  if (fit === null) return 0
  const m = history.slots
  const p = fit.length
  let sum = 0
  let n = 0
  for (let s = 0; s < m; s++) {
    if (!history.open[d * m + s]) continue
    sum += (history.x[d * m + s] as number) - at(basis, fit, (w * m + s) * p)
    n += 1
  }
  return n === 0 ? 0 : sum / n
}

function ahead(
  history: History,
  basis: Float64Array,
  fit: Float64Array | null,
  deviations: readonly number[],
  origin: number,
  horizon: number,
): Float64Array {
  const m = history.slots
  const out = new Float64Array(horizon * m)
  if (fit === null) return out
  const later = aheadOf(Float64Array.from(deviations.slice(-180)), horizon)
  let lead = 0
  for (let h = 0; h < horizon; h++) {
    if (!history.opens[origin + h]) continue
    const w = weekdayAt(history, origin + h)
    const rest = later[lead++] as number
    for (let s = 0; s < m; s++) out[h * m + s] = Math.max(0, at(basis, fit, (w * m + s) * fit.length) + rest)
  }
  return out
}

function at(basis: Float64Array, fit: Float64Array, from: number): number {
  let sum = 0
  for (let i = 0; i < fit.length; i++) sum += (basis[from + i] as number) * (fit[i] as number)
  return sum
}
