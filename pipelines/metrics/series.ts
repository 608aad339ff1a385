import type { Metric } from './catalog.ts'
import type { Period } from './compare.ts'

interface Series {
  values: (number | null)[]
  n: (number | null)[]
  /** Stock before the first bucket. */
  opening: number
}

/** The figures of one combination of dimension values over the buckets of one period, by metric and position. */
export class SeriesSet {
  readonly #metrics: readonly Metric[]
  readonly #period: Period
  readonly #grained: boolean
  readonly #known: (position: number) => boolean
  readonly #width: number
  readonly #series: (Series | undefined)[]
  readonly #summed = new Set<number>()
  readonly #positions: ReadonlyMap<number, number>
  readonly #keyed: ReadonlySet<number>

  constructor(
    metrics: readonly Metric[],
    period: Period,
    width: number,
    grained: boolean,
    known: (position: number) => boolean,
  ) {
    this.#metrics = metrics
    this.#period = period
    this.#width = width
    this.#grained = grained
    this.#known = known
    this.#series = metrics.map(() => undefined)
    this.#positions = new Map(period.keys.map(({ key, position }) => [key, position]))
    this.#keyed = new Set(period.keys.map(({ position }) => position))
  }

  /** Takes a row of the statement: a figure with its n, or for stocks a change within the bucket. */
  add(index: number, key: number | null, value: number | null, n: number): void {
    const series = this.#of(index)
    if (!this.#isBalance(index)) {
      const position = this.#positionOf(index, key)
      if (position === undefined || (this.#metrics[index]?.kind === 'stock' && !this.#known(position))) return
      series.values[position] = value
      series.n[position] = n
    } else if (key === null) series.opening += n
    else {
      const position = this.#following(key)
      if (position !== undefined) series.values[position] = (series.values[position] ?? 0) + n
    }
  }

  value(index: number, position: number): number | null {
    this.#sumUp(index)
    const value = this.#of(index).values[position] ?? null
    if (value !== null) return rounded(value)
    return countsZero(this.#metrics[index]) && this.#hasCounterpart(position) ? 0 : null
  }

  n(index: number, position: number): number {
    this.#sumUp(index)
    return this.#of(index).n[position] ?? 0
  }

  /** A count with buckets is a balance: opening plus changes. Ages are read at each end. */
  #isBalance(index: number): boolean {
    const metric = this.#metrics[index]
    return this.#grained && metric?.kind === 'stock' && !metric.age
  }

  #positionOf(index: number, key: number | null): number | undefined {
    if (!this.#grained) return 0
    if (key === null) return undefined
    return this.#metrics[index]?.kind === 'stock' ? key : this.#positions.get(key)
  }

  /** First bucket whose key is not before `key`: a change in an hour that the other side skips still counts. */
  #following(key: number): number | undefined {
    return this.#positions.get(key) ?? this.#period.keys.find((candidate) => candidate.key >= key)?.position
  }

  #sumUp(index: number): void {
    if (!this.#isBalance(index) || this.#summed.has(index)) return
    this.#summed.add(index)
    const series = this.#of(index)
    let balance = series.opening
    for (let position = 0; position < this.#width; position += 1) {
      balance += series.values[position] ?? 0
      const known = this.#known(position)
      series.values[position] = known ? balance : null
      series.n[position] = known ? balance : 0
    }
  }

  #hasCounterpart(position: number): boolean {
    if (!this.#grained) return true
    return this.#known(position) && this.#keyed.has(position)
  }

  #of(index: number): Series {
    const found = this.#series[index]
    if (found) return found
    const made = { values: Array(this.#width).fill(null), n: Array(this.#width).fill(null), opening: 0 }
    this.#series[index] = made
    return made
  }
}

function countsZero(metric: Metric | undefined): boolean {
  switch (metric?.kind) {
    case 'count':
    case 'sum':
    case 'distinct':
      return true
    case 'stock':
      return !metric.age
    default:
      return false
  }
}

/** Sums of doubles differ in their last bits with the order of rows; 13 digits do not. */
function rounded(value: number): number {
  return Number(value.toPrecision(13))
}
