/** What the facts hold at the moment of asking: how far their cohorts reach and how large they are. */
import type { Engine } from '../engine/port.ts'
import { cacheOf } from './cache.ts'
import type { Metric } from './catalog.ts'
import type { MetricsContext, VerbOptions } from './context.ts'
import { type FactName, ROLLED_UP_FACTS } from './facts.ts'
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
export async function routingFor(context: MetricsContext, metrics: readonly Metric[]): Promise<Routing> {
  const { source, engine } = context
  if (source) return () => source
  if (!metrics.some((metric) => 'rollup' in metric && metric.rollup)) return () => 'facts'
  const known = sizes.get(engine)
  const fresh = known && performance.now() - known.readAt < SIZES_HOLD_MS ? known : null
  const { large } = fresh ?? { large: readLarge(engine) }
  if (!fresh) sizes.set(engine, { readAt: performance.now(), large })
  const facts = await large.catch((error: unknown) => {
    sizes.delete(engine)
    throw error
  })
  return (fact: FactName) => (facts.has(fact) ? 'rollup' : 'facts')
}

/** Facts grow slowly; which of them are large is looked up once in a while. */
const SIZES_HOLD_MS = 60_000
const sizes = new WeakMap<Engine, { readAt: number; large: Promise<ReadonlySet<string>> }>()

async function readLarge(engine: Engine): Promise<ReadonlySet<string>> {
  const counts = ROLLED_UP_FACTS.map((fact) => `select '${fact}' as fact, count(*) as rows from ${fact}`)
  const rows = await engine.rows(counts.join(' union all '))
  return new Set(
    rows.filter(({ rows: count }) => Number(count) >= ROLLUP_FROM_ROWS).map(({ fact }) => String(fact)),
  )
}

function cohortOf(metric: Metric): string {
  return metric.kind === 'stock' ? metric.from : metric.time
}
