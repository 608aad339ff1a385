/** The rows that a metric's figure rests on in one period, each with its dimensions and what it adds. */
import { invalid } from '../errors.ts'
import { conditionsSql, dimensionsSql, filtersSql, NOT_REMOVED, type Scope } from '../metrics/branch.ts'
import type { Metric } from '../metrics/catalog.ts'
import type { Period } from '../metrics/compare.ts'
import { oneRowPerKey } from '../metrics/drilled-rows.ts'
import { cohortRows } from '../metrics/flow.ts'
import { both, isKeyed, rowsOf } from '../metrics/measure.ts'
import { ageSql, openAt } from '../metrics/stock.ts'
import type { Taking } from './statement.ts'
import type { Way } from './types.ts'

/** Throws `invalid` for a metric that cannot be taken apart. */
export function takingOf(metric: Metric): Taking {
  const way = wayOf(metric)
  if (way === null) {
    throw invalid(`${metric.id} is one row's figure and cannot be taken apart`, {
      metric: 'decided by a single row',
    })
  }
  return { way, q: metric.kind === 'quantile' ? metric.q : 0.5, weighted: metric.kind === 'share' }
}

/** Columns: `p` (the period's number), `d0…`, then `a` (and its weight `b` where rows weigh differently), or for quantiles `v`. */
export function populationSql(
  scope: Scope,
  metric: Metric,
  period: Period,
  p: 0 | 1,
  asOfMs: number,
): string {
  const columns = (instant: string, values: string) =>
    [`${p} as p`, ...dimensionsSql(scope, metric.fact, instant, period), values].join(', ')
  if (metric.kind === 'stock') {
    const endMs = period.ends.at(-1) ?? period.toMs
    const seen = scope.params.instant(Math.min(endMs, asOfMs))
    const values = metric.age ? `${ageSql(metric, seen)} as v` : AMOUNT_OF_ONE
    const open = openAt(metric, scope.params.instant(endMs))
    const where = both(
      NOT_REMOVED,
      ...filtersSql(scope, metric.fact, metric.from, period),
      metric.where,
      open,
    )
    return `select ${columns(metric.from, values)} from ${metric.fact} where ${where}`
  }
  const { instant, from } = cohortRows(metric.fact, metric.time)
  const where = both(
    ...conditionsSql(scope, metric.fact, instant, period, metric.with_removed),
    rowsOf(metric),
  )
  const once = isKeyed(metric) ? oneRowPerKey(metric) : ''
  return `select ${columns(instant, valuesSql(metric))} from ${from} where ${where}${once}`
}

const AMOUNT_OF_ONE = '1 as a'

function valuesSql(metric: Exclude<Metric, { kind: 'stock' }>): string {
  switch (metric.kind) {
    case 'count':
    case 'distinct':
      return AMOUNT_OF_ONE
    case 'sum':
    case 'mean':
      return `${metric.value} as a`
    case 'ratio':
      return `(coalesce(${metric.numerator}, false))::integer as a`
    case 'every':
      return `(coalesce(${metric.holds}, false))::integer as a`
    case 'share':
      return `${metric.numerator} as a, ${metric.denominator} as b`
    case 'quantile':
      return `${metric.value} as v`
  }
}

/** How a metric can be taken apart; null for the age of the oldest, which a single row decides. */
function wayOf(metric: Metric): Way | null {
  switch (metric.kind) {
    case 'count':
    case 'sum':
    case 'distinct':
      return 'amount'
    case 'mean':
    case 'ratio':
    case 'share':
    case 'every':
      return 'ratio'
    case 'quantile':
      return 'quantile'
    case 'stock':
      return metric.age === undefined ? 'amount' : metric.age === 'median' ? 'quantile' : null
  }
}
