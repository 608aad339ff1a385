/** What the bars of a distribution add up to: n, mean, extremes and exact quantiles of the rows behind them all. */
import type { Cell } from '../engine/port.ts'
import type { Measured } from './bins.ts'
import { type Branch, conditionsSql, NO_KEY, type Scope } from './branch.ts'
import type { Period } from './compare.ts'
import { cohortRows } from './flow.ts'
import { both, rowsOf } from './measure.ts'
import type { Spread } from './types.ts'

const QUANTILES = { p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99 } as const

/** One row; `spreadOf` reads its columns. */
export function spreadBranch(scope: Scope, period: Period, metric: Measured): Branch {
  const { fact, time, with_removed } = metric
  const { instant, from } = cohortRows(fact, time)
  const where = both(...conditionsSql(scope, fact, instant, period, with_removed), rowsOf(metric))
  const figures = Object.entries(figuresSql(metric.value))
  const columns = [
    `${NO_KEY} as k`,
    ...scope.groups.map((alias) => `null as ${alias}`),
    ...figures.map(([name, sql]) => `(${sql})::double as spread_${name}`),
  ]
  return { metrics: [metric], sql: `select ${columns.join(', ')} from ${from} where ${where}` }
}

/** Null when there were no rows. */
export function spreadOf(column: (name: string) => Cell): Spread | null {
  const spread = Object.fromEntries(
    Object.keys(figuresSql('')).map((name) => [name, Number(column(`spread_${name}`) ?? 0)]),
  ) as unknown as Spread
  return spread.n > 0 ? spread : null
}

function figuresSql(value: string): Record<keyof Spread, string> {
  const list = Object.values(QUANTILES).join(', ')
  const quantile = (name: keyof typeof QUANTILES) =>
    `(quantile_cont(${value}, [${list}]))[${Object.keys(QUANTILES).indexOf(name) + 1}]`
  return {
    n: 'count(*)',
    mean: `sum(${value}) / nullif(count(*), 0)`,
    min: `min(${value})`,
    p25: quantile('p25'),
    p50: quantile('p50'),
    p75: quantile('p75'),
    p90: quantile('p90'),
    p95: quantile('p95'),
    p99: quantile('p99'),
    max: `max(${value})`,
  }
}
