/** SQL for what is open at an instant: rows with `from` before it and `to` not before it, instants being exclusive. */
import type { Period } from './compare.ts'
import { both, type Stock } from './measure.ts'
import type { Params } from './params.ts'

/** Aggregates over rows of a stock's fact, with the place of their columns in the statement left open. */
export interface StockSource {
  /** Fact with the conditions that hold for every metric of the group. */
  fact: string
  conditions: readonly string[]
  /** Dimension expressions with their aliases (`team as d0`). */
  dimensions: readonly string[]
  groups: readonly string[]
}

type Cells = (value: (metric: Stock) => { value: string; n: string }) => string

/** Rows open just before `ms`. */
export function openAt(metric: Pick<Stock, 'from' | 'to'>, instant: string): string {
  return both(`${metric.from} < ${instant}`, `${metric.to} is null or ${metric.to} >= ${instant}`, lasting(metric))
}

/** Rows open at the single instant of a period without buckets. */
export function openAtEnd(first: Stock, source: StockSource, period: Period, cells: Cells, params: Params): string {
  const end = period.ends[0] ?? period.toMs
  const conditions = [...source.conditions, openAt(first, params.instant(end))]
  const rows = cells((metric) => {
    const n = `count(*) filter (where ${metric.where})`
    return { value: n, n }
  })
  return select(source, 'null::bigint', rows, source.fact, conditions)
}

/** Opening balance (no key) and the changes within each bucket, to be added up in order. */
export function balanceAndChanges(
  first: Stock,
  source: StockSource,
  period: Period,
  cells: Cells,
  params: Params,
): string[] {
  const { keyOf } = period
  const end = period.ends.at(-1)
  if (!keyOf || end === undefined) return []
  const [fromSql, endSql] = [params.instant(period.fromMs), params.instant(Math.max(end, period.fromMs))]
  const signed = (sign: string) =>
    cells((metric) => {
      const n = `${sign}count(*) filter (where ${metric.where})`
      return { value: n, n }
    })
  const within = (instant: string) => [
    ...source.conditions,
    both(`${instant} >= ${fromSql} and ${instant} < ${endSql}`, lasting(first)),
  ]
  return [
    select(source, 'null::bigint', signed(''), source.fact, [...source.conditions, openAt(first, fromSql)]),
    select(source, keyOf(first.from), signed(''), source.fact, within(first.from)),
    select(source, keyOf(first.to), signed('-'), source.fact, [...within(first.to), `${first.from} is not null`]),
  ]
}

/** Ages of the rows open at each end of the period; the key is the position of the bucket. */
export function agesAtEnds(
  first: Stock,
  source: StockSource,
  period: Period,
  asOfMs: number,
  cells: Cells,
  params: Params,
): string {
  const micros = (ms: number) => ms * 1000
  const ends = `(select unnest(${params.list(period.ends.map((_, index) => index))}) as position, make_timestamp(unnest(${params.list(
    period.ends.map(micros),
  )})) as end_at, make_timestamp(unnest(${params.list(period.ends.map((ms) => micros(Math.min(ms, asOfMs))))})) as seen_at) as ends`
  const age = `(epoch_us(seen_at) - epoch_us(${first.from})) / 1e6`
  const rows = cells((metric) => {
    const filter = `filter (where ${metric.where})`
    const value = metric.age === 'max' ? `max(${age}) ${filter}` : `quantile_cont(${age}, 0.5) ${filter}`
    return { value, n: `count(*) ${filter}` }
  })
  const open = [
    `${first.from} < end_at`,
    `coalesce(${first.to}, timestamp 'infinity') >= end_at`,
    lasting(first),
  ]
  return select(source, 'position', rows, `${ends} join ${source.fact} on ${both(...open)}`, source.conditions)
}

/** The age of one row at `instant`, in seconds. */
export function ageSql(metric: Stock, instant: string): string {
  return `(epoch_us(${instant}) - epoch_us(${metric.from})) / 1e6`
}

/** Intervals that end before they start were never open. */
function lasting(metric: Pick<Stock, 'from' | 'to'>): string {
  return `${metric.to} is null or ${metric.from} < ${metric.to}`
}

function select(
  source: StockSource,
  key: string,
  cells: string,
  from: string,
  conditions: readonly string[],
): string {
  const columns = [`${key} as k`, ...source.dimensions, cells].join(', ')
  const groups = ['k', ...source.groups].join(', ')
  return `select ${columns} from ${from} where ${both(...conditions)} group by ${groups}`
}
