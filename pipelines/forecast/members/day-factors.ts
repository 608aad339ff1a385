import { type History, type Member, weekdayAt } from '../history.ts'
import { aheadOf } from './persistence.ts'

const FACTORS = 4
/** Days that shape the factors. */
const WINDOW = 182
/** Share of a vector below which what remains of it is rounding. */
const NOTHING_LEFT = 1e-6
/** Weekly gain of what is usual for a weekday. */
const GAIN = 0.08

/**
 * Days as sums of a few profiles (singular value decomposition of days × slots on √ scale) whose scores are usual for the
 * weekday and persist from day to day. Shen and Huang, Annals of Applied Statistics 2 (2008) 601.
 */
export const dayFactors: Member = {
  name: 'day factors',
  run(history, origins) {
    const products = new CrossProducts(history)
    let factors: Float64Array[] = []
    let before = Number.NEGATIVE_INFINITY
    return origins.map(({ day, horizon }) => {
      const from = Math.max(0, day - WINDOW)
      const days: number[] = []
      for (let d = from; d < day; d++) if (history.opens[d]) days.push(d)
      factors = leadingFactors(products.between(from, day), history.slots, days.length, factors, day - before)
      before = day
      return forecastFrom(history, days, factors, day, horizon)
    })
  },
}

/** Sums of slot × slot products over a window of days that only moves forward: days are added and taken away. */
class CrossProducts {
  readonly #history: History
  readonly #sums: Float64Array
  #from = 0
  #to = 0

  constructor(history: History) {
    this.#history = history
    this.#sums = new Float64Array(history.slots ** 2)
  }

  between(from: number, to: number): Float64Array {
    if (from > this.#to) {
      this.#from = from
      this.#to = from
    }
    while (this.#to < to) this.#add(this.#to++, 1)
    while (this.#from < from) this.#add(this.#from++, -1)
    return this.#sums
  }

  /** The lower triangle is enough. */
  #add(day: number, sign: number): void {
    const { slots: m, x } = this.#history
    const sums = this.#sums
    for (let i = 0; i < m; i++) {
      const value = sign * (x[day * m + i] as number)
      if (value === 0) continue
      for (let j = 0; j <= i; j++) {
        sums[i * m + j] = (sums[i * m + j] as number) + value * (x[day * m + j] as number)
      }
    }
  }
}

function forecastFrom(
  history: History,
  days: readonly number[],
  factors: readonly Float64Array[],
  origin: number,
  horizon: number,
): Float64Array {
  const m = history.slots
  const out = new Float64Array(horizon * m)
  if (days.length === 0) return out
  const weekdays = days.map((d) => weekdayAt(history, d))
  const ahead: number[] = []
  for (let h = 0; h < horizon; h++) if (history.opens[origin + h]) ahead.push(h)
  for (const factor of factors) {
    const scores = Float64Array.from(days, (d) => dot(history.x, d * m, factor))
    const { usual, deviations } = seasonalDeviations(scores, weekdays)
    const later = aheadOf(deviations, ahead.length)
    ahead.forEach((h, i) => {
      const score = (usual[weekdayAt(history, origin + h)] as number) + (later[i] as number)
      for (let s = 0; s < m; s++) out[h * m + s] = (out[h * m + s] as number) + score * (factor[s] as number)
    })
  }
  for (let i = 0; i < out.length; i++) out[i] = Math.max(0, out[i] as number)
  return out
}

/** A slow mean by weekday, and how far each day was from what it had been until then. */
function seasonalDeviations(
  scores: Float64Array,
  weekdays: readonly number[],
): { usual: Float64Array; deviations: Float64Array } {
  const usual = new Float64Array(7)
  const seen = new Float64Array(7)
  const deviations = new Float64Array(scores.length)
  let overall = 0
  for (let i = 0; i < scores.length; i++) {
    const w = weekdays[i] as number
    const score = scores[i] as number
    const before = (seen[w] as number) > 0 ? (usual[w] as number) : i === 0 ? score : overall
    deviations[i] = score - before
    seen[w] = (seen[w] as number) + 1
    usual[w] = before + Math.max(GAIN, 1 / (seen[w] as number)) * (score - before)
    overall += (score - overall) / (i + 1)
  }
  for (let w = 0; w < 7; w++) if (seen[w] === 0) usual[w] = overall
  return { usual, deviations }
}

/** Leading eigenvectors of the days' cross products, by block iteration from the factors found before. */
function leadingFactors(
  products: Float64Array,
  m: number,
  days: number,
  before: readonly Float64Array[],
  daysSince: number,
): Float64Array[] {
  const count = Math.min(FACTORS, m, days)
  const gram = new Float64Array(m * m)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      gram[i * m + j] = products[i * m + j] as number
      gram[j * m + i] = products[i * m + j] as number
    }
  }
  const known = before.filter((vector) => vector.some((value) => value !== 0))
  let block = Array.from({ length: count }, (_, k) => known[k] ?? start(m, k))
  // A day or two hardly turn them.
  const turns = known.length >= count ? Math.min(6, 1 + daysSince) : 25
  for (let turn = 0; turn < turns; turn++) {
    block = orthonormal(block.map((vector) => multiply(gram, vector)))
  }
  return block
}

/** Cosines: smooth, independent of each other, and none of them orthogonal to every day. */
const start = (m: number, k: number): Float64Array =>
  Float64Array.from({ length: m }, (_, s) => Math.cos((Math.PI * k * (s + 0.5)) / m))

/** Vectors that the ones before them span already become zero: what rounding leaves of them is no direction. */
function orthonormal(vectors: Float64Array[]): Float64Array[] {
  const done: Float64Array[] = []
  for (const vector of vectors) {
    const before = Math.sqrt(dot(vector, 0, vector))
    for (const other of done) {
      const along = dot(vector, 0, other)
      for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) - along * (other[i] as number)
    }
    const length = Math.sqrt(dot(vector, 0, vector))
    const spans = length > NOTHING_LEFT * before
    for (let i = 0; i < vector.length; i++) vector[i] = spans ? (vector[i] as number) / length : 0
    done.push(vector)
  }
  return done
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const m = vector.length
  const out = new Float64Array(m)
  for (let i = 0; i < m; i++) out[i] = dot(matrix, i * m, vector)
  return out
}

function dot(a: Float64Array, at: number, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < b.length; i++) sum += (a[at + i] as number) * (b[i] as number)
  return sum
}
