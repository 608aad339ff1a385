/** A figure in a window that moves: its value at every instant of a grid, in one statement. */
import {
  type Branch,
  cellsSql,
  conditionsSql,
  dimensionsSql,
  filtersSql,
  groupBy,
  NOT_REMOVED,
  type Scope,
} from './branch.ts'
import { type Metric, metricOf } from './catalog.ts'
import { currentPeriod, type Period } from './compare.ts'
import type { MetricsContext, VerbOptions } from './context.ts'
import {
  both,
  isKeyed,
  type Keyed,
  keyedMeasureOf,
  measureOf,
  type Plain,
  rowsOf,
  type Stock,
} from './measure.ts'
import { Params } from './params.ts'
import { type Moment, questionOf } from './question.ts'
import { ageSql } from './stock.ts'
import type { Filter } from './types.ts'

export interface SlidingInput {
  metric: string
  by: readonly string[]
  filters: readonly Filter[]
  tz: string
  /** Each figure is that of `[instant − windowMs, instant)`; stocks are read at the instant. */
  windowMs: number
  /** Instants `fromMs + i × stepMs` for i from 0 to `count − 1`. */
  fromMs: number
  stepMs: number
  count: number
}

export interface SlidingGroup {
  /** Values of the dimensions, in the order of `by`. */
  values: readonly (string | null)[]
  /** By position in the grid; where nothing is, n is 0. */
  points: ReadonlyMap<number, { value: number | null; n: number }>
}

/**
 * Groups with the figure at each instant at which they have rows. Always from facts; equal to what `query` says of each
 * window. Throws `invalid` as `query` does.
 */
export async function slide(
  context: MetricsContext,
  input: SlidingInput,
  options: VerbOptions = {},
): Promise<SlidingGroup[]> {
  const { catalog, engine } = context
  const { fromMs, stepMs, count, windowMs } = input
  const lastMs = fromMs + (count - 1) * stepMs
  const moment: Moment = { now: context.now(), asOfMs: Date.parse(context.asOf), extent: null }
  const question = questionOf(
    catalog,
    {
      metrics: [input.metric],
      by: input.by,
      filters: input.filters,
      tz: input.tz,
      from: new Date(fromMs - windowMs).toISOString(),
      to: new Date(lastMs).toISOString(),
    },
    moment,
  )
  const { period } = currentPeriod(question.range)
  const groups = question.by.map((_, index) => `d${index}`)
  const scope: Scope = { catalog, question, params: new Params(), groups }
  const { sql } = branchOf(scope, period, metricOf(catalog, input.metric), input)
  const rows = await engine.columns(sql, scope.params.values, { timeoutMs: 60_000, ...options })
  return collected(rows.values, groups.length, rows.rowCount)
}

function branchOf(scope: Scope, period: Period, metric: Metric, grid: SlidingInput): Branch {
  if (metric.kind === 'stock') return stockAtTicks(scope, period, metric, grid)
  return isKeyed(metric)
    ? keyedAtTicks(scope, period, metric, grid)
    : plainAtTicks(scope, period, metric, grid)
}

/** Each row counts at the ticks whose window holds it: those in `(instant, instant + window]`. */
function plainAtTicks(scope: Scope, period: Period, metric: Plain, grid: SlidingInput): Branch {
  const held = rowsOf(metric)
  const rows = rowsAtTicks(scope, period, metric, grid, '*')
  const keys = ['k', ...scope.groups].join(', ')
  const cells = cellsSql([metric], () => measureOf(metric, held))
  return { metrics: [metric], sql: `select ${keys}, ${cells} from ${rows} as rows${groupBy(scope, true)}` }
}

function keyedAtTicks(scope: Scope, period: Period, metric: Keyed, grid: SlidingInput): Branch {
  const rows = rowsAtTicks(scope, period, metric, grid, '*')
  const ok = metric.kind === 'every' ? `bool_and(coalesce(${metric.holds}, false))` : 'true'
  const keys = ['k', ...scope.groups].join(', ')
  const inner = `select ${keys}, ${metric.per} as key_of_row, ${ok} as ok from ${rows} as rows${groupBy(scope, true, 'key_of_row')}`
  const cells = cellsSql([metric], () => keyedMeasureOf(metric, 'ok'))
  return { metrics: [metric], sql: `select ${keys}, ${cells} from (${inner}) as keys${groupBy(scope, true)}` }
}

function rowsAtTicks(
  scope: Scope,
  period: Period,
  metric: Plain | Keyed,
  grid: SlidingInput,
  columns: string,
): string {
  const { fact, time, with_removed } = metric
  const from = `(select *, ${time} as cohort_at from ${fact}) as ${fact}`
  const dimensions = dimensionsSql(scope, fact, 'cohort_at', period)
  const conditions = both(...conditionsSql(scope, fact, 'cohort_at', period, with_removed), rowsOf(metric))
  const first = tickAfter('cohort_at', 0, grid)
  const last = tickAfter('cohort_at', grid.windowMs, grid, true)
  const ticks = `unnest(range(greatest(${first}, 0), least(${last}, ${grid.count - 1}) + 1)) as k`
  return `(select ${[columns, ...dimensions, ticks].join(', ')} from ${from} where ${conditions})`
}

/** What is open at a tick began before it, and did not end before it. */
function stockAtTicks(scope: Scope, period: Period, metric: Stock, grid: SlidingInput): Branch {
  const { fact, from, to, where, age } = metric
  const { params } = scope
  const lastMs = grid.fromMs + (grid.count - 1) * grid.stepMs
  const columns = [`${from} as opened`, `${to} as closed`, ...dimensionsSql(scope, fact, from, period)]
  const kept = both(NOT_REMOVED, ...filtersSql(scope, fact, from, period), where)
  const touching = both(
    `opened < ${params.instant(lastMs)} and (closed is null or closed >= ${params.instant(grid.fromMs)})`,
    'closed is null or opened < closed',
  )
  const first = tickAfter('opened', 0, grid)
  const last = `coalesce(${tickAfter('closed', 0, grid, true)}, ${grid.count - 1})`
  const ticks = `unnest(range(greatest(${first}, 0), least(${last}, ${grid.count - 1}) + 1)) as k`
  const rows = `(select opened, ${[...scope.groups, ticks].join(', ')} from (select ${columns.join(', ')} from ${fact} where ${kept}) as kept where ${touching}) as rows`
  const at = `make_timestamp(${grid.fromMs * 1000}::bigint + k * ${grid.stepMs * 1000}::bigint)`
  const seconds = ageSql({ from: 'opened', to: 'closed' }, at)
  const value =
    age === undefined ? 'count(*)' : age === 'max' ? `max(${seconds})` : `quantile_cont(${seconds}, 0.5)`
  const keys = ['k', ...scope.groups].join(', ')
  const cells = cellsSql([metric], () => ({ value, n: 'count(*)' }))
  return { metrics: [metric], sql: `select ${keys}, ${cells} from ${rows}${groupBy(scope, true)}` }
}

/** Position of the first tick after an instant moved by `plusMs`; with `upTo` of the last one that is not after it. */
function tickAfter(instant: string, plusMs: number, { fromMs, stepMs }: SlidingInput, upTo = false): string {
  const since = `(epoch_us(${instant}) - ${(fromMs - plusMs) * 1000}::bigint)`
  const floor = `cast(floor(${since} / ${stepMs * 1000}.0) as bigint)`
  return upTo ? floor : `${floor} + 1`
}

function collected(values: readonly (readonly unknown[])[], width: number, rowCount: number): SlidingGroup[] {
  const groups = new Map<
    string,
    { values: (string | null)[]; points: Map<number, { value: number | null; n: number }> }
  >()
  for (let row = 0; row < rowCount; row++) {
    const cell = (column: number) => values[column]?.[row] ?? null
    const named = Array.from({ length: width }, (_, i) => cell(i + 1)).map((one) =>
      one === null ? null : String(one),
    )
    const key = JSON.stringify(named)
    const group = groups.get(key) ?? { values: named, points: new Map() }
    groups.set(key, group)
    const value = cell(width + 1)
    const n = Number(cell(width + 2))
    if (n > 0) group.points.set(Number(cell(0)), { value: value === null ? null : Number(value), n })
  }
  return [...groups.values()]
}
