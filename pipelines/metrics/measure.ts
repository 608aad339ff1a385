/** How each kind of metric is computed from rows: which of them count, the figure, and its n. */
import type { Metric } from './catalog.ts'

export type Flow = Exclude<Metric, { kind: 'stock' }>
export type Stock = Extract<Metric, { kind: 'stock' }>
/** Counts keys (customers, tickets) instead of rows. */
export type Keyed = Extract<Metric, { kind: 'distinct' | 'every' }>
export type Plain = Exclude<Flow, Keyed>

/** Aggregates over a group of rows. */
export interface Measure {
  value: string
  n: string
}

/** Condition of the rows that a metric's figure rests on. */
export function rowsOf(metric: Flow): string {
  switch (metric.kind) {
    case 'count':
      return metric.where
    case 'ratio':
      return metric.denominator
    case 'share':
      return both(metric.where, present(metric.numerator), present(metric.denominator))
    case 'distinct':
    case 'every':
      return both(metric.where, present(metric.per))
    default:
      return both(metric.where, present(metric.value))
  }
}

/**
 * The figure over a group of rows for which `held` is known to hold. Ratios and means are sum ÷ count of the group, quantiles exact;
 * quantiles of one value are computed together when `quantiles` names them all.
 */
export function measureOf(metric: Plain, held = 'true', quantiles: readonly number[] = []): Measure {
  const rows = rowsOf(metric)
  const only = (aggregate: string, condition = rows) =>
    condition === 'true' || condition === held ? aggregate : `${aggregate} filter (where ${condition})`
  const n = only('count(*)')
  switch (metric.kind) {
    case 'count':
      return { value: n, n }
    case 'sum':
      return { value: only(`sum(${metric.value})`), n }
    case 'mean':
      return { value: divide(only(`sum(${metric.value})`), n), n }
    case 'quantile': {
      const { value, q } = metric
      if (quantiles.length < 2) return { value: only(`quantile_cont(${value}, ${q})`), n }
      const all = only(`quantile_cont(${value}, [${quantiles.join(', ')}])`)
      return { value: `(${all})[${quantiles.indexOf(q) + 1}]`, n }
    }
    case 'ratio':
      return { value: divide(only('count(*)', narrowed(rows, held, metric.numerator)), n), n }
    case 'share':
      return { value: divide(only(`sum(${metric.numerator})`), only(`sum(${metric.denominator})`)), n }
  }
}

/** The figure over one row per key, of which `ok` says whether the metric's condition holds for all rows of the key. */
export function keyedMeasureOf(metric: Keyed, ok: string): Measure {
  const n = 'count(*)'
  return { value: metric.kind === 'every' ? divide(`count(*) filter (where ${ok})`, n) : n, n }
}

/** The figure over exactly the rows behind it; ages stand in their column `age_s`. */
export function figureOfRows(metric: Metric): Measure {
  if (isKeyed(metric)) return keyedMeasureOf(metric, metric.kind === 'every' ? metric.holds : 'true')
  if (metric.kind !== 'stock') return measureOf(metric, rowsOf(metric))
  const n = 'count(*)'
  if (!metric.age) return { value: n, n }
  return { value: metric.age === 'max' ? 'max(age_s)' : 'quantile_cont(age_s, 0.5)', n }
}

/** The figure of a metric read from the columns of its fact's rollup; `null` when it does not decompose or takes a histogram. */
export function rollupMeasureOf(metric: Flow): Measure | null {
  if (!('rollup' in metric) || !metric.rollup) return null
  const { rollup } = metric
  if ('histogram' in rollup) return null
  if ('numerator' in rollup) {
    return {
      value: divide(`sum(${rollup.numerator})`, `sum(${rollup.denominator})`),
      n: `sum(${rollup.denominator})`,
    }
  }
  if (!('sum' in rollup)) return { value: `sum(${rollup.count})`, n: `sum(${rollup.count})` }
  const value =
    metric.kind === 'mean' ? divide(`sum(${rollup.sum})`, `sum(${rollup.count})`) : `sum(${rollup.sum})`
  return { value, n: `sum(${rollup.count})` }
}

export function isKeyed(metric: Metric): metric is Keyed {
  return metric.kind === 'distinct' || metric.kind === 'every'
}

/** `a and b`, leaving out conditions that always hold. */
export function both(...conditions: readonly string[]): string {
  const real = conditions.filter((condition) => condition !== 'true')
  return real.length === 0
    ? 'true'
    : real.map((condition) => (real.length > 1 ? `(${condition})` : condition)).join(' and ')
}

/** `a or b`; `true` as soon as one of them always holds. */
export function either(conditions: readonly string[]): string {
  const different = [...new Set(conditions)]
  if (different.includes('true')) return 'true'
  return different.length === 1 ? (different[0] ?? 'true') : different.map((one) => `(${one})`).join(' or ')
}

function narrowed(rows: string, held: string, condition: string): string {
  return rows === held ? condition : both(rows, condition)
}

function divide(a: string, b: string): string {
  return `${a} / nullif(${b}, 0)`
}

function present(sql: string): string {
  return `${/^\w+$/.test(sql) ? sql : `(${sql})`} is not null`
}
