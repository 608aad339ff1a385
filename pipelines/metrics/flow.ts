/** Branches over facts for what happens within a period. */
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
import type { Metric } from './catalog.ts'
import type { Period } from './compare.ts'
import type { FactName } from './facts.ts'
import { both, either, type Keyed, keyedMeasureOf, measureOf, type Plain, rowsOf } from './measure.ts'

/** One branch for all metrics of one fact and cohort. */
export function plainBranches(scope: Scope, period: Period, metrics: readonly Plain[]): Branch[] {
  return grouped(metrics, ({ fact, time, with_removed }) => [fact, time, with_removed]).map((group) => {
    const { fact, time, with_removed } = group[0]
    const { instant, from } = cohortRows(fact, time)
    const { held, wanted } = narrowing(scope, group.map(rowsOf))
    const sql = groupedSql(scope, {
      key: period.keyOf?.(instant) ?? null,
      dimensions: dimensionsSql(scope, fact, instant, period),
      cells: cellsSql(group, (metric) => measureOf(metric, held, quantilesLike(metric, group))),
      from,
      conditions: [...conditionsSql(scope, fact, instant, period, with_removed), wanted],
    })
    return { metrics: group, sql }
  })
}

/** First one row per key, then the figure over them. */
export function keyedBranch(scope: Scope, period: Period, metric: Keyed): Branch {
  const { fact, time, with_removed } = metric
  const { instant, from } = cohortRows(fact, time)
  const key = period.keyOf?.(instant)
  const ok = metric.kind === 'every' ? `bool_and(coalesce(${metric.holds}, false))` : 'true'
  const columns = [
    `${key ?? NO_KEY} as k`,
    ...dimensionsSql(scope, fact, instant, period),
    `${metric.per} as key_of_row`,
    `${ok} as ok`,
  ]
  const where = both(...conditionsSql(scope, fact, instant, period, with_removed), rowsOf(metric))
  const keyed = key !== undefined
  const rows = `select ${columns.join(', ')} from ${from} where ${where}${groupBy(scope, keyed, 'key_of_row')}`
  const cells = cellsSql([metric], () => keyedMeasureOf(metric, 'ok'))
  const outer = [keyed ? 'k' : `${NO_KEY} as k`, ...scope.groups, cells].join(', ')
  return { metrics: [metric], sql: `select ${outer} from (${rows}) as keys${groupBy(scope, keyed)}` }
}

/** How many members of the metrics' cohorts entered within the period and are not finished; no n. */
export function stillOpenBranches(scope: Scope, period: Period, metrics: readonly Metric[]): Branch[] {
  const open = metrics.flatMap((metric) => (metric.still_open ? [{ metric, ...metric.still_open }] : []))
  return grouped(open, ({ metric, time }) => [metric.fact, time]).map((group) => {
    const [{ metric, time }] = group
    const cells = group.map(
      ({ where }, index) => `(count(*) filter (where ${where}))::double as c${2 * index}`,
    )
    const columns = [`${NO_KEY} as k`, ...scope.groups.map((alias) => `null as ${alias}`), ...cells].join(
      ', ',
    )
    const where = both(...conditionsSql(scope, metric.fact, time, period, false))
    return {
      metrics: group.map((one) => one.metric),
      sql: `select ${columns} from ${metric.fact} where ${where}`,
    }
  })
}

/**
 * `wanted` leaves out rows that no metric counts, where that pays: one condition for all, or values of dimensions to be kept out that
 * no metric has. `held` is what every row then fulfils.
 */
export function narrowing(scope: Scope, conditions: readonly string[]): { held: string; wanted: string } {
  const [only, ...others] = new Set(conditions)
  if (only !== undefined && others.length === 0) return { held: only, wanted: only }
  return { held: 'true', wanted: scope.groups.length > 0 ? either(conditions) : 'true' }
}

/** Where rows come from and the name of their cohort instant; an expression is computed once, as `cohort_at`. */
export function cohortRows(fact: FactName, time: string): { instant: string; from: string } {
  if (/^\w+$/.test(time)) return { instant: time, from: fact }
  return { instant: 'cohort_at', from: `(select *, ${time} as cohort_at from ${fact}) as ${fact}` }
}

/** The quantiles of the same value over the same rows that the group asks for. */
function quantilesLike(metric: Plain, group: readonly Plain[]): number[] {
  if (metric.kind !== 'quantile') return []
  const like = group.filter((other) => other.kind === 'quantile')
  const same = like.filter(({ value, where }) => value === metric.value && where === metric.where)
  return [...new Set(same.map(({ q }) => q))]
}
