/** One `select` of the statement: metrics that can be read together, over one stretch of time. */
import type { Catalog, Metric } from './catalog.ts'
import type { Period } from './compare.ts'
import type { FactName } from './facts.ts'
import { both, type Measure } from './measure.ts'
import type { Params } from './params.ts'
import { dimensionSql, filterSql } from './predicate.ts'
import type { Question } from './question.ts'

/** What all branches of a statement share. */
export interface Scope {
  catalog: Catalog
  question: Question
  params: Params
  /** Aliases of the dimensions asked for: `d0`, `d1`, … */
  groups: readonly string[]
}

/** Its rows: `k` (bucket key; for ages the position), `d0…`, then value and n of each of `metrics` as `c0, c1, …`. */
export interface Branch {
  metrics: readonly Metric[]
  sql: string
}

/** Rows within the period that pass the filters. */
export function conditionsSql(
  scope: Scope,
  fact: FactName,
  instant: string,
  period: Period,
  withRemoved: boolean,
): string[] {
  const { params } = scope
  return [
    `${instant} >= ${params.instant(period.fromMs)} and ${instant} < ${params.instant(period.toMs)}`,
    withRemoved ? 'true' : NOT_REMOVED,
    ...filtersSql(scope, fact, instant, period),
  ]
}

export function filtersSql(scope: Scope, fact: FactName, instant: string, period: Period): string[] {
  const place = { fact, instant, segments: period.segments }
  return filterSql(scope.catalog, scope.question.filters, place, scope.params)
}

/** Dimension values with their aliases. */
export function dimensionsSql(scope: Scope, fact: FactName, instant: string, period: Period): string[] {
  const place = { fact, instant, segments: period.segments }
  return scope.question.by.map((dimension, index) => `${dimensionSql(dimension, place)} as d${index}`)
}

/** Columns of the figures, in the order of the branch's metrics. */
export function cellsSql<M extends Metric>(metrics: readonly M[], figure: (metric: M) => Measure): string {
  const cells = metrics.map((metric, index) => {
    const { value, n } = figure(metric)
    return `(${value})::double as c${2 * index}, (${n})::bigint as c${2 * index + 1}`
  })
  return cells.join(', ')
}

/** Figures by bucket and dimension values; without either they are one row. */
export function groupedSql(
  scope: Scope,
  parts: {
    key: string | null
    dimensions: readonly string[]
    cells: string
    from: string
    conditions: readonly string[]
  },
): string {
  const columns = [`${parts.key ?? NO_KEY} as k`, ...parts.dimensions, parts.cells].join(', ')
  const keys = groupBy(scope, parts.key !== null)
  return `select ${columns} from ${parts.from} where ${both(...parts.conditions)}${keys}`
}

/** `group by` clause with a leading space, or nothing. */
export function groupBy({ groups }: Scope, keyed: boolean, ...more: readonly string[]): string {
  const keys = [...(keyed ? ['k'] : []), ...groups, ...more]
  return keys.length === 0 ? '' : ` group by ${keys.join(', ')}`
}

export const NOT_REMOVED = 'removed is distinct from true'
export const NO_KEY = 'null::bigint'

/** Items that share what `key` tells of them, in order of appearance. */
export function grouped<T>(items: readonly T[], key: (item: T) => readonly unknown[]): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const name = JSON.stringify(key(item))
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return [...groups.values()]
}
