/** A distribution as it is drawn: bars side by side, and where percentiles lie between their edges. */
import type { QueryResult, Spread } from '../../../../pipelines/metrics/types.ts'

export interface HistogramBar {
  /** Seconds, half-open; `to` is null for what has no end. */
  from: number
  to: number | null
  n: number
  /** In the period compared with; null without one. */
  before: number | null
  share: number
  /** Share of this bar and all before it. */
  upTo: number
}

export interface HistogramData {
  bars: readonly HistogramBar[]
  marks: readonly HistogramMark[]
}

export interface HistogramMark {
  name: MarkName
  seconds: number
  /** In bars from the left end. */
  at: number
}

const MARKED = ['p50', 'p90', 'p99'] as const satisfies readonly (keyof Spread)[]
export type MarkName = (typeof MARKED)[number]

export function histogramOf({ data, meta }: QueryResult, metric: string): HistogramData {
  const from = (data.bin ?? []).map(Number)
  const counts = (data[`${metric}__n`] ?? []).map(Number)
  const all = counts.reduce((sum, n) => sum + n, 0)
  const before = meta.previous ? data[`${metric}__previous_n`] : undefined
  let seen = 0
  const bars = from.map((start, index): HistogramBar => {
    const n = counts[index] ?? 0
    seen += n
    const end = data.bin_to?.[index]
    return {
      from: start,
      to: typeof end === 'number' ? end : null,
      n,
      before: before ? Number(before[index] ?? 0) : null,
      share: all > 0 ? n / all : 0,
      upTo: all > 0 ? seen / all : 0,
    }
  })
  const { spread } = meta
  const marks = spread
    ? MARKED.map((name) => ({ name, seconds: spread[name], at: positionOf(bars, spread[name]) }))
    : []
  return { bars, marks }
}

/** Where a duration lies, in bars from the left end: by its logarithm within a step that grows from above 0. */
export function positionOf(bars: readonly Pick<HistogramBar, 'from' | 'to'>[], seconds: number): number {
  const index = bars.findIndex(({ to }) => to === null || seconds < to)
  const bar = bars[index]
  if (!bar) return bars.length
  if (bar.to === null) return index + 0.5
  const isEven = bar.from === 0 || bars.every(({ from, to }) => to === null || near(to - from, widthOf(bars)))
  const part = isEven
    ? (seconds - bar.from) / (bar.to - bar.from)
    : Math.log(seconds / bar.from) / Math.log(bar.to / bar.from)
  return index + Math.min(Math.max(part, 0), 1)
}

const widthOf = ([first]: readonly Pick<HistogramBar, 'from' | 'to'>[]) =>
  (first?.to ?? 0) - (first?.from ?? 0)
const near = (a: number, b: number) => Math.abs(a - b) < 1e-9 * Math.max(a, b)
