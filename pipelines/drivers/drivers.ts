import { setImmediate as othersFirst } from 'node:timers/promises'
import { invalid } from '../errors.ts'
import { instantText } from '../instant-text.ts'
import type { Scope } from '../metrics/branch.ts'
import { cacheOf } from '../metrics/cache.ts'
import { type Dimension, dimensionOf, type Metric, metricOf } from '../metrics/catalog.ts'
import { currentPeriod, type Period, previousPeriod } from '../metrics/compare.ts'
import type { MetricsContext, VerbOptions } from '../metrics/context.ts'
import { extentOf } from '../metrics/extent.ts'
import { Params } from '../metrics/params.ts'
import { requireDimension } from '../metrics/predicate.ts'
import { type Moment, type Question, questionOf, rangeOf } from '../metrics/question.ts'
import type { QueryInput } from '../metrics/types.ts'
import { explain } from './explain.ts'
import { populationSql, takingOf } from './population.ts'
import { axesOf, driversSql, foundIn } from './statement.ts'
import type { DriversInput, DriversResult } from './types.ts'

const RANKED = 12
export const MAX_RANKED = 100
/** With all their pairs: some two hundred ways of cutting. */
const MAX_DIMENSIONS = 20

/**
 * Why a metric moved between two periods: what each segment adds to the change, its weight apart from its own figure, over all
 * dimensions and pairs of them. Within every cut the parts add up to the change. Throws `invalid` naming the field for anything unknown
 * or unreadable, and for a metric that a single row decides.
 *
 * @example await drivers(pegel, { metric: 'sla_attainment', from: '2026-06-01', to: '2026-06-08', tz: 'Europe/Berlin' })
 * // { change: -0.2, ranked: [{ cell: { team: 'front-desk', channel: 'whatsapp' }, contribution: -0.15, mix: -0.01, rate: -0.14, … }, …], … }
 */
export async function drivers(
  context: MetricsContext,
  input: DriversInput,
  options: VerbOptions = {},
): Promise<DriversResult> {
  const started = performance.now()
  const { catalog, engine, asOf, dataVersion } = context
  const metric = metricOf(catalog, input.metric)
  const taking = takingOf(metric)
  const limit = limitOf(input)
  const dimensions = dimensionsOf(context, metric, input)
  const whole = input.from === undefined || input.to === undefined
  const extent = whole ? await extentOf(context, [metric], options) : null
  const moment: Moment = { now: context.now(), asOfMs: Date.parse(asOf), extent }
  const asked = { ...questionOf(catalog, queryOf(input), moment), by: dimensions }
  const { before, after } = periodsOf(input, asked, moment)
  const scope: Scope = {
    catalog,
    question: asked,
    params: new Params(),
    groups: dimensions.map((_, index) => `d${index}`),
  }
  const axes = axesOf(dimensions.length, input.pairs ?? true)
  const populations = [before, after].map((period, p) =>
    populationSql(scope, metric, period, p as 0 | 1, moment.asOfMs),
  )
  const sql = driversSql(populations, dimensions.length, axes, taking)
  const columns = await cacheOf(engine).columns(sql, scope.params.values, dataVersion, options.signal)
  // Reading the rows, sorting them into cuts and taking these apart: each is as long as others may be kept waiting.
  await othersFirst()
  const found = foundIn(columns, dimensions.length, axes)
  await othersFirst()
  const ids = dimensions.map(({ id }) => id)
  const explained = explain(metric, taking, ids, found, limit)
  return {
    metric: metric.id,
    way: taking.way,
    ...explained,
    before: { from: instantText(before.fromMs), to: instantText(before.toMs), ...explained.before },
    after: { from: instantText(after.fromMs), to: instantText(after.toMs), ...explained.after },
    oncePer: metric.kind === 'every' || metric.kind === 'distinct' ? metric.per : null,
    meta: {
      tz: asked.range.zone,
      asOf,
      dataVersion,
      cuts: axes.length,
      ms: Math.round((performance.now() - started) * 10) / 10,
    },
  }
}

function dimensionsOf(
  { catalog }: MetricsContext,
  metric: Metric,
  { dimensions }: DriversInput,
): readonly Dimension[] {
  const ids = [...new Set(dimensions ?? metric.dimensions)]
  for (const id of ids) requireDimension(catalog, metric, id, 'by')
  if (ids.length === 0 || ids.length > MAX_DIMENSIONS) {
    throw invalid('too few or too many dimensions', { dimensions: `from 1 to ${MAX_DIMENSIONS}` })
  }
  return ids.map((id) => dimensionOf(catalog, id))
}

function queryOf({ metric, from, to, tz, filters, compare }: DriversInput): QueryInput {
  return {
    metrics: [metric],
    compare: compare ?? 'previous',
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(tz === undefined ? {} : { tz }),
    ...(filters ? { filters } : {}),
  }
}

function periodsOf(
  { against, tz }: DriversInput,
  { range, compare }: Question,
  moment: Moment,
): { before: Period; after: Period } {
  const { period: after, buckets } = currentPeriod(range)
  if (!against) return { before: previousPeriod(range, compare ?? 'previous', after, buckets), after }
  const named = rangeOf({ ...against, ...(tz === undefined ? {} : { tz }) }, moment)
  return { before: currentPeriod(named).period, after }
}

function limitOf({ limit = RANKED }: DriversInput): number {
  if (Number.isInteger(limit) && limit > 0 && limit <= MAX_RANKED) return limit
  throw invalid('limit must be a positive whole number', { limit: `from 1 to ${MAX_RANKED}` })
}
