/** How each kind of metric is computed from the rows of its fact: which rows count, the figure, and its n. */
import type { Metric } from './catalog.ts'

export type Flow = Exclude<Metric, { kind: 'stock' }>
export type Stock = Extract<Metric, { kind: 'stock' }>

export interface Measure {
  /** Condition of the rows that the figure rests on. */
  rows: string
  /** Aggregates over a group of rows, not yet narrowed to `rows`. */
  value: string
  n: string
}

/** The figure over a group of fact rows. Ratios and means are sum ÷ count of the group, quantiles are exact. */
export function measureOf(metric: Flow): Measure {
  switch (metric.kind) {
    case 'count':
      return { rows: metric.where, value: count(metric.where), n: count(metric.where) }
    case 'sum': {
      const rows = both(metric.where, `${operand(metric.value)} is not null`)
      return { rows, value: only(`sum(${metric.value})`, rows), n: count(rows) }
    }
    case 'mean': {
      const rows = both(metric.where, `${operand(metric.value)} is not null`)
      return { rows, value: divide(only(`sum(${metric.value})`, rows), count(rows)), n: count(rows) }
    }
    case 'quantile': {
      const rows = both(metric.where, `${operand(metric.value)} is not null`)
      return { rows, value: only(`quantile_cont(${metric.value}, ${metric.q})`, rows), n: count(rows) }
    }
    case 'ratio': {
      const rows = metric.denominator
      return { rows, value: divide(count(both(rows, metric.numerator)), count(rows)), n: count(rows) }
    }
    case 'share': {
      const present = `${operand(metric.numerator)} is not null and ${operand(metric.denominator)} is not null`
      const rows = both(metric.where, present)
      const sum = (value: string) => only(`sum(${value})`, rows)
      return { rows, value: divide(sum(metric.numerator), sum(metric.denominator)), n: count(rows) }
    }
    case 'distinct': {
      const rows = both(metric.where, `${operand(metric.per)} is not null`)
      const distinct = only(`count(distinct ${metric.per})`, rows)
      return { rows, value: distinct, n: distinct }
    }
    case 'every': {
      const rows = both(metric.where, `${operand(metric.per)} is not null`)
      const all = only(`count(distinct ${metric.per})`, rows)
      const failed = only(`count(distinct ${metric.per})`, both(rows, `(${metric.holds}) is distinct from true`))
      return { rows, value: divide(`(${all} - ${failed})`, all), n: all }
    }
  }
}

/** The figure of a metric read from the columns of its fact's rollup; `null` when it does not decompose or takes a histogram. */
export function rollupMeasureOf(metric: Flow): { value: string; n: string } | null {
  if (!('rollup' in metric) || !metric.rollup) return null
  const { rollup } = metric
  if ('histogram' in rollup) return null
  if ('numerator' in rollup) {
    return { value: divide(`sum(${rollup.numerator})`, `sum(${rollup.denominator})`), n: `sum(${rollup.denominator})` }
  }
  if (!('sum' in rollup)) return { value: `sum(${rollup.count})`, n: `sum(${rollup.count})` }
  const value = metric.kind === 'mean' ? divide(`sum(${rollup.sum})`, `sum(${rollup.count})`) : `sum(${rollup.sum})`
  return { value, n: `sum(${rollup.count})` }
}

/** `a and b`, leaving out conditions that always hold. */
export function both(...conditions: readonly string[]): string {
  const real = conditions.filter((condition) => condition !== 'true')
  return real.length === 0 ? 'true' : real.map((condition) => (real.length > 1 ? `(${condition})` : condition)).join(' and ')
}

/** `a or b`; `true` as soon as one of them always holds. */
export function either(conditions: readonly string[]): string {
  const different = [...new Set(conditions)]
  if (different.includes('true')) return 'true'
  return different.length === 1 ? (different[0] ?? 'true') : different.map((one) => `(${one})`).join(' or ')
}

function count(rows: string): string {
  return only('count(*)', rows)
}

function only(aggregate: string, rows: string): string {
  return rows === 'true' ? aggregate : `${aggregate} filter (where ${rows})`
}

function divide(a: string, b: string): string {
  return `${a} / nullif(${b}, 0)`
}

function operand(sql: string): string {
  return /^\w+$/.test(sql) ? sql : `(${sql})`
}
