/** SQL for what is open at an instant: rows with `from` before it and `to` not before it, instants being exclusive. */
import type { Period } from './compare.ts'
import { both, type Measure, type Stock } from './measure.ts'
import type { Params } from './params.ts'

/** Aggregates over rows of a stock's fact, with the place of their columns in the statement left open. */
export interface StockSource {
  /** Fact with the conditions that hold for every metric of the group. */
  fact: string
  conditions: readonly string[]
  /** What all rows of the group are known to fulfil; metrics need not narrow to it again. */
  held: string
  /** Dimension expressions with their aliases (`team as d0`). */
  dimensions: readonly string[]
  groups: readonly string[]
}

type Cells = (figure: (metric: Stock) => Measure) => string

/** Rows open just before `ms`. */
export function openAt(metric: Pick<Stock, 'from' | 'to'>, instant: string): string {
  return both(
    `${metric.from} < ${instant}`,
    `${metric.to} is null or ${metric.to} >= ${instant}`,
    lasting(metric),
  )
}

/** Rows open at the single instant of a period without buckets. */
export function openAtEnd(
  first: Stock,
  source: StockSource,
  period: Period,
  cells: Cells,
  params: Params,
): string {
  const end = period.ends[0] ?? period.toMs
  const conditions = [...source.conditions, openAt(first, params.instant(end))]
  return select(source, 'null::bigint', cells(counted(source)), source.fact, conditions)
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
  const lives = `(select *, ${first.from} as opened, ${first.to} as closed from ${source.fact}) as ${source.fact}`
  const within = (instant: string) => [
    ...source.conditions,
    `${instant} >= ${fromSql} and ${instant} < ${endSql}`,
    lasting({ from: 'opened', to: 'closed' }),
  ]
  const opening = [...source.conditions, openAt({ from: 'opened', to: 'closed' }, fromSql)]
  return [
    select(source, 'null::bigint', cells(counted(source)), lives, opening),
    select(source, keyOf('opened'), cells(counted(source)), lives, within('opened')),
    select(source, keyOf('closed'), cells(counted(source, '-')), lives, within('closed')),
  ]
}

/**
 * Ages of the rows open at each end of the period; the key is the position of the bucket. A row is open at the ends from the first
 * one after its start up to the last one that is not after its end.
 */
export function agesAtEnds(
  first: Stock,
  source: StockSource,
  period: Period,
  asOfMs: number,
  cells: Cells,
  params: Params,
): string {
  const { ends } = period
  const lastEnd = params.instant(ends.at(-1) ?? period.toMs)
  const rows = `(select ${[`${first.from} as opened`, `coalesce(${first.to}, timestamp 'infinity') as closed`, ...source.dimensions].join(', ')} from ${
    source.fact
  } where ${both(...source.conditions, first.where, `${first.from} < ${lastEnd}`, lasting(first))}) as lives`
  const spine = `(select make_timestamp(unnest(${params.list(ends.map(micros))})) as end_at, unnest(${params.list(ends.map((_, index) => index))}) as position)`
  const open = `select unnest(range(opening.position, coalesce(closing.position, ${ends.length}))) as k, epoch_us(opened) as opened_us${source.groups
    .map((group) => `, ${group}`)
    .join(
      '',
    )} from ${rows} asof join ${spine} as opening on opened < opening.end_at asof left join ${spine} as closing on closed < closing.end_at`
  const seen = `(${params.list(ends.map((ms) => micros(Math.min(ms, asOfMs))))})[k + 1]`
  const figures = cells((metric) => {
    const opened = metric.age === 'max' ? 'min(opened_us)' : 'quantile_cont(opened_us, 0.5)'
    return { value: `(${seen} - ${opened}) / 1e6`, n: 'count(*)' }
  })
  const keys = ['k', ...source.groups].join(', ')
  return `select ${keys}, ${figures} from (${open}) as open group by ${keys}`
}

/** The age of one row at `instant`, in seconds. */
export function ageSql(metric: Stock, instant: string): string {
  return `(epoch_us(${instant}) - epoch_us(${metric.from})) / 1e6`
}

function counted({ held }: StockSource, sign = '') {
  return ({ where }: Stock): Measure => {
    const n = where === held ? `${sign}count(*)` : `${sign}count(*) filter (where ${where})`
    return { value: n, n }
  }
}

const micros = (ms: number) => ms * 1000

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
