/** What the facts hold at the moment of asking: how far their cohorts reach and how large they are. */
import { cacheOf } from './cache.ts'
import type { Metric } from './catalog.ts'
import type { MetricsContext, VerbOptions } from './context.ts'
import type { FactName } from './facts.ts'
import type { Moment } from './question.ts'
import { ROLLUP_FROM_ROWS, type Routing } from './routing.ts'

/** First and last cohort instant over the metrics, removed rows left out; `null` when there is none. */
export async function extentOf(
  context: MetricsContext,
  metrics: readonly Metric[],
  options: VerbOptions = {},
): Promise<Moment['extent']> {
  const cohorts = new Map(metrics.map((metric) => [`${metric.fact} ${cohortOf(metric)}`, metric]))
  const branches = [...cohorts.values()].map((metric) => {
    const instant = cohortOf(metric)
    const removed = metric.kind !== 'stock' && metric.with_removed ? 'true' : 'removed is distinct from true'
    return `select epoch_ms(min(${instant})) as first_ms, epoch_ms(max(${instant})) as last_ms from ${metric.fact} where ${removed}`
  })
  const sql = `select min(first_ms), max(last_ms) from (${branches.join(' union all ')}) as cohorts`
  const { values } = await cacheOf(context.engine).columns(sql, [], context.dataVersion, options.signal)
  const [first, last] = values.map(([cell]) => cell)
  return typeof first === 'number' && typeof last === 'number' ? { firstMs: first, lastMs: last } : null
}

/** Routing by size: the rollup once the fact has `ROLLUP_FROM_ROWS` rows, unless the context forces one or the other. */
export async function routingFor(
  context: MetricsContext,
  metrics: readonly Metric[],
  options: VerbOptions = {},
): Promise<Routing> {
  const { source } = context
  if (source) return () => source
  const rolledUp = metrics.filter((metric) => 'rollup' in metric && metric.rollup).map(({ fact }) => fact)
  const facts = [...new Set(rolledUp)]
  if (facts.length === 0) return () => 'facts'
  const sql = facts
    .map((fact) => `select '${fact}' as fact, count(*) as rows from ${fact}`)
    .join(' union all ')
  const { values } = await cacheOf(context.engine).columns(sql, [], context.dataVersion, options.signal)
  const [names = [], counts = []] = values
  const large = new Set(names.filter((_, index) => Number(counts[index]) >= ROLLUP_FROM_ROWS))
  return (fact: FactName) => (large.has(fact) ? 'rollup' : 'facts')
}

function cohortOf(metric: Metric): string {
  return metric.kind === 'stock' ? metric.from : metric.time
}
