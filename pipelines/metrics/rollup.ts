/** Branches over the 15-minute rollups: sums add up, quantiles come from logarithmic histograms. */
import {
  type Branch,
  cellsSql,
  conditionsSql,
  dimensionsSql,
  groupBy,
  grouped,
  groupedSql,
  NO_KEY,
  type Scope,
} from './branch.ts'
import type { Period } from './compare.ts'
import { both, either, type Measure, type Plain, rollupMeasureOf } from './measure.ts'

/** Width of a histogram's buckets; a figure is within half of it, 1 % of (seconds + 1). */
const RATIO = 1.02

/** One branch for all sums of one fact. Every metric must have a rollup and no histogram. */
export function sumBranches(scope: Scope, period: Period, metrics: readonly Plain[]): Branch[] {
  return grouped(metrics, ({ fact }) => [fact]).map((group) => {
    const { fact } = group[0]
    const measures = new Map(group.map((metric) => [metric.id, rollupMeasureOf(metric) ?? NOTHING]))
    const some = [...measures.values()].map(({ n }) => n.replace(/^sum\((\w+)\)$/, '$1 > 0'))
    const sql = groupedSql(scope, {
      key: period.keyOf?.('cell_at') ?? null,
      dimensions: dimensionsSql(scope, fact, 'cell_at', period),
      cells: cellsSql(group, ({ id }) => measures.get(id) ?? NOTHING),
      from: `rollup_${fact}`,
      conditions: [...conditionsSql(scope, fact, 'cell_at', period, true), either(some)],
    })
    return { metrics: group, sql }
  })
}

/** One branch for all quantiles of one histogram. */
export function histogramBranches(scope: Scope, period: Period, metrics: readonly Plain[]): Branch[] {
  return grouped(metrics, (metric) => [metric.fact, histogramOf(metric)]).map((group) => {
    const { fact } = group[0]
    const dimensions = dimensionsSql(scope, fact, 'cell_at', period)
    const columns = [`${period.keyOf?.('cell_at') ?? NO_KEY} as k`, ...dimensions]
    const where = both(...conditionsSql(scope, fact, 'cell_at', period, true))
    const entries = `select ${columns.join(', ')}, unnest(map_entries(${histogramOf(group[0])})) as entry from rollup_${fact} where ${where}`
    const keys = ['k', ...scope.groups].join(', ')
    const cells = cellsSql(group, (metric) => ({
      value: metric.kind === 'quantile' ? quantileSql(metric.q) : 'null',
      n: 'max(n)',
    }))
    return {
      metrics: group,
      sql: `select ${keys}, ${cells} from (${runningSql(entries, keys)}) as running${groupBy(scope, true)}`,
    }
  })
}

/** The histogram column that a quantile is read from; `null` for other metrics. */
export function histogramOf(metric: Plain): string | null {
  return metric.kind === 'quantile' ? (metric.rollup?.histogram ?? null) : null
}

/** Histogram entries added up, with running counts; one row a bucket of a group. */
function runningSql(entries: string, keys: string): string {
  const summed = `select ${keys}, entry.key as bucket, sum(entry.value)::bigint as rows from (${entries}) as entries group by ${keys}, bucket`
  return (
    `select *, sum(rows) over (partition by ${keys} order by bucket rows between unbounded preceding and current row) as upto, ` +
    `sum(rows) over (partition by ${keys}) as n from (${summed}) as summed`
  )
}

/**
 * Quantile `q` over the running counts of one group, as `quantile_cont` takes it: between the two ranks that enclose it, each at the
 * geometric middle of its bucket.
 */
function quantileSql(q: number): string {
  const rank = `(n - 1) * ${q}`
  const low = seconds(`min(bucket) filter (where upto > floor(${rank}))`)
  const high = seconds(`min(bucket) filter (where upto > ceil(${rank}))`)
  return `${low} + (${high} - ${low}) * max(${rank} - floor(${rank}))`
}

function seconds(bucket: string): string {
  return `case when ${bucket} = 0 then 0 else pow(${RATIO}, ${bucket} + 0.5) - 1 end`
}

const NOTHING: Measure = { value: 'null', n: 'null' }
