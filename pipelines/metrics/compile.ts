/** metrics × dimensions × grain × range × comparison × filters → one SQL statement with bound values. */
import type { SqlValue } from '../engine/port.ts'
import type { Bucket } from './bucketing.ts'
import type { Catalog, Metric } from './catalog.ts'
import { currentPeriod, type Period, previousPeriod } from './compare.ts'
import type { FactName } from './facts.ts'
import { cellsSql, quantileSql, runningSql } from './histogram.ts'
import {
  both,
  either,
  isKeyed,
  type Keyed,
  keyedMeasureOf,
  type Measure,
  measureOf,
  type Plain,
  rollupMeasureOf,
  rowsOf,
  type Stock,
} from './measure.ts'
import { Params } from './params.ts'
import { dimensionSql, filterSql } from './predicate.ts'
import { type Moment, type Question, questionOf } from './question.ts'
import { fitsRollup, type Routing } from './routing.ts'
import { agesAtEnds, balanceAndChanges, openAtEnd, type StockSource } from './stock.ts'
import type { QueryInput } from './types.ts'

export interface CompileEnv extends Moment {
  routing: Routing
}

/**
 * The statement's rows: `p` (0 the range, 1 the comparison, 2 what is still open), `k` (bucket key), `d0…` dimension values, then for each
 * metric `v<i>` and `n<i>`, null where the row is about other metrics. `assemble.ts` puts them together.
 */
export interface Compiled {
  sql: string
  params: readonly SqlValue[]
  question: Question
  buckets: readonly Bucket[]
  current: Period
  previous: Period | null
  /** Ids of the metrics answered from histograms. */
  approximate: readonly string[]
  sources: readonly ('facts' | 'rollup')[]
}

/** Throws `invalid` as `questionOf` does. */
export function compile(catalog: Catalog, input: QueryInput, env: CompileEnv): Compiled {
  const question = questionOf(catalog, input, env)
  const { period: current, buckets } = currentPeriod(question.range)
  const previous = question.compare
    ? previousPeriod(question.range, question.compare, current, buckets)
    : null
  const statement = new Statement(catalog, question, env)
  statement.period(0, current)
  if (previous) statement.period(1, previous)
  statement.stillOpen(current)
  return {
    sql: statement.branches.join('\nunion all\n'),
    params: statement.params.values,
    question,
    buckets,
    current,
    previous,
    approximate: question.metrics.map(({ id }) => id).filter((id) => statement.approximate.has(id)),
    sources: [...statement.sources].sort(),
  }
}

class Statement {
  readonly params = new Params()
  readonly branches: string[] = []
  readonly approximate = new Set<string>()
  readonly sources = new Set<'facts' | 'rollup'>()
  readonly #groups: readonly string[]

  constructor(
    readonly catalog: Catalog,
    readonly question: Question,
    readonly env: CompileEnv,
  ) {
    this.#groups = question.by.map((_, index) => `d${index}`)
  }

  period(p: number, period: Period): void {
    const { metrics } = this.question
    const stocks = metrics.filter((metric) => metric.kind === 'stock')
    for (const group of grouped(stocks, ({ fact, from, to, age, where }) => [fact, from, to, age && where])) {
      this.#stock(p, period, group)
    }
    const flows = metrics.filter((metric) => metric.kind !== 'stock')
    const countsRows = flows.filter((metric): metric is Plain => !isKeyed(metric))
    const [rolled, plain] = partition(countsRows, (metric) => this.#fromRollup(metric, period))
    for (const group of grouped(plain, ({ fact, time, with_removed }) => [fact, time, with_removed])) {
      this.#facts(p, period, group)
    }
    for (const metric of flows.filter(isKeyed)) this.#keyed(p, period, metric)
    const [histograms, sums] = partition(rolled, (metric) => histogramOf(metric) !== null)
    for (const group of grouped(sums, ({ fact }) => [fact])) this.#rollup(p, period, group)
    for (const group of grouped(histograms, (metric) => [metric.fact, histogramOf(metric)])) {
      this.#histogram(p, period, group)
    }
  }

  /** Members of the metrics' cohorts that had entered within the range and are not finished. */
  stillOpen(period: Period): void {
    const open = this.question.metrics.filter((metric) => metric.still_open)
    for (const group of grouped(open, ({ fact, still_open }) => [fact, still_open?.time])) {
      const time = group[0]?.still_open?.time ?? ''
      const conditions = this.#conditions(group[0]?.fact ?? 'ticket', time, period, false)
      const cells = this.#cells(group, (metric) => ({
        value: `count(*) filter (where ${metric.still_open?.where})`,
        n: 'null',
      }))
      this.branches.push(
        `select 2 as p, null::bigint as k, ${this.#nothing()}${cells} from ${group[0]?.fact} where ${both(...conditions)}`,
      )
    }
  }

  #facts(p: number, period: Period, group: readonly Plain[]): void {
    const { fact, time, with_removed } = head(group)
    this.sources.add('facts')
    const { instant, from } = cohortRows(fact, time)
    const rows = [...new Set(group.map(rowsOf))]
    const held = rows.length === 1 ? (rows[0] ?? 'true') : 'true'
    const conditions = [
      ...this.#conditions(fact, instant, period, with_removed),
      this.#groups.length > 0 ? either(rows) : held,
    ]
    const cells = this.#cells(group, (metric) => measureOf(metric, held, quantilesLike(metric, group)))
    this.#push(p, this.#select(fact, instant, period, from, conditions, cells))
  }

  /** First one row per key, then the figure over them. */
  #keyed(p: number, period: Period, metric: Keyed): void {
    const { fact, time, with_removed } = metric
    this.sources.add('facts')
    const { instant, from } = cohortRows(fact, time)
    const where = both(...this.#conditions(fact, instant, period, with_removed), rowsOf(metric))
    const key = period.keyOf?.(instant) ?? 'null::bigint'
    const columns = [`${key} as k`, ...this.#dimensions(fact, instant, period)]
    const ok = metric.kind === 'every' ? `bool_and(coalesce(${metric.holds}, false))` : 'true'
    const groups = ['k', ...this.#groups]
    const keys = `select ${columns.join(', ')}, ${metric.per} as key_of_row, ${ok} as ok from ${from} where ${where} group by ${groups.join(', ')}, key_of_row`
    const cells = this.#cells([metric], () => keyedMeasureOf(metric, 'ok'))
    this.#push(
      p,
      `select ${groups.join(', ')}, ${cells} from (${keys}) as keys group by ${groups.join(', ')}`,
    )
  }

  #rollup(p: number, period: Period, group: readonly Plain[]): void {
    const { fact } = head(group)
    this.sources.add('rollup')
    const measures = new Map(group.map((metric) => [metric.id, rollupMeasureOf(metric) ?? NOTHING]))
    const some = either([...measures.values()].map(({ n }) => n.replace(/^sum\((\w+)\)$/, '$1 > 0')))
    const conditions = [...this.#conditions(fact, 'cell_at', period, true), some]
    const cells = this.#cells(group, ({ id }) => measures.get(id) ?? NOTHING)
    this.#push(p, this.#select(fact, 'cell_at', period, `rollup_${fact}`, conditions, cells))
  }

  #histogram(p: number, period: Period, group: readonly Plain[]): void {
    const first = head(group)
    this.sources.add('rollup')
    for (const { id } of group) this.approximate.add(id)
    const cells = cellsSql({
      column: histogramOf(first) ?? '',
      key: period.keyOf?.('cell_at') ?? 'null::bigint',
      dimensions: this.#dimensions(first.fact, 'cell_at', period),
      from: `rollup_${first.fact}`,
      where: both(...this.#conditions(first.fact, 'cell_at', period, true)),
    })
    const figures = this.#cells(group, (metric) => ({
      value: metric.kind === 'quantile' ? quantileSql(metric.q) : 'null',
      n: 'max(n)',
    }))
    const keys = ['k', ...this.#groups].join(', ')
    this.#push(
      p,
      `select ${keys}, ${figures} from (${runningSql(cells, this.#groups)}) as running group by ${keys}`,
    )
  }

  #stock(p: number, period: Period, group: readonly Stock[]): void {
    const first = head(group)
    this.sources.add('facts')
    const place = { fact: first.fact, instant: first.from, segments: period.segments }
    const rows = [...new Set(group.map(({ where }) => where))]
    const source: StockSource = {
      fact: first.fact,
      conditions: [
        'removed is distinct from true',
        ...filterSql(this.catalog, this.question.filters, place, this.params),
        either(rows),
      ],
      held: rows.length === 1 ? (rows[0] ?? 'true') : 'true',
      dimensions: this.#dimensions(first.fact, first.from, period),
      groups: this.#groups,
    }
    const cells = (figure: (metric: Stock) => Measure) => this.#cells(group, figure)
    if (first.age) this.#push(p, agesAtEnds(first, source, period, this.env.asOfMs, cells, this.params))
    else if (period.keyOf) {
      for (const sql of balanceAndChanges(first, source, period, cells, this.params)) this.#push(p, sql)
    } else this.#push(p, openAtEnd(first, source, period, cells, this.params))
  }

  #fromRollup(metric: Plain, period: Period): boolean {
    return this.env.routing(metric.fact) === 'rollup' && fitsRollup(this.question, metric, period)
  }

  #conditions(fact: FactName, time: string, period: Period, removedToo: boolean): string[] {
    const place = { fact, instant: time, segments: period.segments }
    return [
      `${time} >= ${this.params.instant(period.fromMs)} and ${time} < ${this.params.instant(period.toMs)}`,
      removedToo ? 'true' : 'removed is distinct from true',
      ...filterSql(this.catalog, this.question.filters, place, this.params),
    ]
  }

  #dimensions(fact: FactName, instant: string, period: Period): string[] {
    const place = { fact, instant, segments: period.segments }
    return this.question.by.map((dimension, index) => `${dimensionSql(dimension, place)} as d${index}`)
  }

  #select(
    fact: FactName,
    time: string,
    period: Period,
    from: string,
    conditions: readonly string[],
    cells: string,
  ): string {
    const key = period.keyOf?.(time) ?? 'null::bigint'
    const columns = [`${key} as k`, ...this.#dimensions(fact, time, period), cells].join(', ')
    return `select ${columns} from ${from} where ${both(...conditions)} group by ${['k', ...this.#groups].join(', ')}`
  }

  #cells<M extends Metric>(group: readonly M[], figure: (metric: M) => Measure): string {
    const own = new Map(group.map((metric) => [metric.id, figure(metric)]))
    return this.question.metrics
      .map(({ id }, index) => {
        const { value, n } = own.get(id) ?? NOTHING
        return `(${value})::double as v${index}, (${n})::bigint as n${index}`
      })
      .join(', ')
  }

  #nothing(): string {
    return this.#groups.map((alias) => `null as ${alias}, `).join('')
  }

  #push(p: number, sql: string): void {
    this.branches.push(`select ${p} as p, * from (${sql}) as part`)
  }
}

const NOTHING: Measure = { value: 'null', n: 'null' }

function histogramOf(metric: Plain): string | null {
  return metric.kind === 'quantile' ? (metric.rollup?.histogram ?? null) : null
}

/** Where rows come from and the name of their cohort instant; an expression is computed once, as `cohort_at`. */
function cohortRows(fact: FactName, time: string): { instant: string; from: string } {
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

function head<T>(group: readonly T[]): T {
  const [first] = group
  if (first === undefined) throw new RangeError('empty group')
  return first
}

function grouped<T>(items: readonly T[], key: (item: T) => readonly unknown[]): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = JSON.stringify(key(item))
    groups.set(name, [...(groups.get(name) ?? []), item])
  }
  return [...groups.values()]
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}
