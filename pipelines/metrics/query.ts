import { assemble } from './assemble.ts'
import { cacheOf } from './cache.ts'
import { metricOf } from './catalog.ts'
import { compile } from './compile.ts'
import type { MetricsContext, VerbOptions } from './context.ts'
import { extentOf, routingFor } from './extent.ts'
import type { QueryInput, QueryResult } from './types.ts'

/**
 * Figures of the catalog by dimensions and time. Every bucket of the range is there: counts are 0 where nothing happened, other figures
 * null with n 0, and null after what the facts know. Stocks are read at the end of each bucket.
 * Throws `invalid` naming the field for anything unknown, unsupported or unreadable.
 *
 * @example await query(pegel, { metrics: ['tickets_created'], grain: 'day', from: '2026-01-05', to: '2026-01-12', tz: 'Europe/Berlin' })
 */
export async function query(
  context: MetricsContext,
  input: QueryInput,
  options: VerbOptions = {},
): Promise<QueryResult> {
  const started = performance.now()
  const { catalog, engine, dataVersion, asOf } = context
  const metrics = input.metrics.map((id) => metricOf(catalog, id))
  const whole = input.from === undefined || input.to === undefined
  const extent = whole && metrics.length > 0 ? await extentOf(context, metrics, options) : null
  const routing = await routingFor(context, metrics)
  const moment = { now: context.now(), asOfMs: Date.parse(asOf), extent }
  const compiled = compile(catalog, input, { ...moment, routing })
  const rows = await cacheOf(engine).columns(compiled.sql, compiled.params, dataVersion, options.signal)
  const ms = Math.round((performance.now() - started) * 10) / 10
  return assemble(compiled, rows, { asOf, dataVersion, ms })
}
