import type { Metric } from './catalog.ts'
import type { Period } from './compare.ts'

interface Series {
  /** How rows become figures: at their bucket's key, at a position, or as changes of a balance. */
  way: 'keyed' | 'placed' | 'balance'
  /** A count of nothing is 0; any other figure of nothing is null. */
  zero: 0 | null
  values: (number | null)[]
  n: (number | null)[]
  /** Stock before the first bucket. */
  opening: number
  summed: boolean
}

/** The figures of one combination of dimension values over the buckets of one period, by metric and position. */
export class SeriesSet {
  readonly #period: Period
  readonly #grained: boolean
  readonly #known: (position: number) => boolean
  readonly #series: readonly Series[]
  readonly #positions: ReadonlyMap<number, number>
  readonly #keyed: ReadonlySet<number>

  constructor(
    metrics: readonly Metric[],
    period: Period,
    width: number,
    grained: boolean,
    known: (position: number) => boolean,
  ) {
    this.#period = period
    this.#grained = grained
    this.#known = known
    this.#series = metrics.map((metric) => ({
      way: metric.kind !== 'stock' ? 'keyed' : metric.age || !grained ? 'placed' : 'balance',
      zero: countsZero(metric) ? 0 : null,
      values: Array<number | null>(width).fill(null),
      n: Array<number | null>(width).fill(null),
      opening: 0,
      summed: false,
    }))
    this.#positions = positionsOf(period)
    this.#keyed = new Set(this.#positions.values())
  }

  /** Takes a row of the statement: a figure with its n, or for balances a change within the bucket. */
  add(index: number, key: number | null, value: number | null, n: number): void {
    const series = this.#of(index)
    if (series.way === 'balance') {
      if (key === null) series.opening += n
      else {
        const position = this.#following(key)
        if (position !== undefined) series.values[position] = (series.values[position] ?? 0) + n
      }
      return
    }
    const position = !this.#grained
      ? 0
      : key === null || series.way === 'placed'
        ? key
        : this.#positions.get(key)
    if (position === null || position === undefined) return
    if (series.way === 'placed' && !this.#known(position)) return
    series.values[position] = value
    series.n[position] = n
  }

  value(index: number, position: number): number | null {
    const series = this.#summed(index)
    const value = series.values[position] ?? null
    if (value !== null) return rounded(value)
    return series.zero === 0 && this.#hasCounterpart(position) ? 0 : null
  }

  n(index: number, position: number): number {
    return this.#summed(index).n[position] ?? 0
  }

  /** First bucket whose key is not before `key`: a change in an hour that the other side skips still counts. */
  #following(key: number): number | undefined {
    return this.#positions.get(key) ?? this.#period.keys.find((candidate) => candidate.key >= key)?.position
  }

  #summed(index: number): Series {
    const series = this.#of(index)
    if (series.way !== 'balance' || series.summed) return series
    series.summed = true
    let balance = series.opening
    for (let position = 0; position < series.values.length; position += 1) {
      balance += series.values[position] ?? 0
      const known = this.#known(position)
      series.values[position] = known ? balance : null
      series.n[position] = known ? balance : 0
    }
    return series
  }

  #hasCounterpart(position: number): boolean {
    return !this.#grained || (this.#known(position) && this.#keyed.has(position))
  }

  #of(index: number): Series {
    const series = this.#series[index]
    if (!series) throw new RangeError(`no metric ${index}`)
    return series
  }
}

const positions = new WeakMap<Period, ReadonlyMap<number, number>>()

function positionsOf(period: Period): ReadonlyMap<number, number> {
  const found = positions.get(period)
  if (found) return found
  const made = new Map(period.keys.map(({ key, position }) => [key, position]))
  positions.set(period, made)
  return made
}

function countsZero(metric: Metric): boolean {
  if (metric.kind === 'stock') return !metric.age
  return metric.kind === 'count' || metric.kind === 'sum' || metric.kind === 'distinct'
}

/** Sums of doubles differ in their last bits with the order of rows; 13 digits do not. */
export function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(13))
}
