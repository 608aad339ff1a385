/** The rows behind a mark: the same predicate as the figure, so that their number is its n and the figure follows from them. */
import type { Row } from '../engine/port.ts'
import { invalid } from '../errors.ts'
import { type Metric, metricOf } from './catalog.ts'
import type { MetricsContext, VerbOptions } from './context.ts'
import { type DrilledRows, drilledRows } from './drilled-rows.ts'
import { extentOf } from './extent.ts'
import type { FactName } from './facts.ts'
import { figureOfRows } from './measure.ts'
import type { DrillInput, DrillResult } from './types.ts'

const DEFAULT_LIMIT = 100
export const MAX_DRILL_LIMIT = 10_000

/**
 * A page of the rows behind a mark, newest cohort instant first. `cell` names the mark by the values of its row in a `QueryResult`;
 * its `time` needs the grain it was asked with. Throws `invalid` for anything unknown or a bucket that the range does not have.
 *
 * @example await drill(pegel, { metric: 'csat', grain: 'week', tz: 'Europe/Berlin', cell: { time: '2026-01-04T23:00:00Z', team: 'Billing' } })
 */
export async function drill(
  context: MetricsContext,
  input: DrillInput,
  options: VerbOptions = {},
): Promise<DrillResult> {
  const limit = wholeNumber(input.limit ?? DEFAULT_LIMIT, 'limit', MAX_DRILL_LIMIT)
  const offset = wholeNumber(input.offset ?? 0, 'offset', Number.MAX_SAFE_INTEGER)
  const { metric, rows } = await rowsBehind(context, input, options)
  const { value, n } = figureOfRows(metric)
  const [[figure], page] = await Promise.all([
    context.engine.rows(
      `select (${value})::double as value, (${n})::bigint as n from (${rows.all}) as rows`,
      rows.params,
      options,
    ),
    context.engine.columns(`${rows.listed} limit ${limit} offset ${offset}`, rows.params, options),
  ])
  return {
    fact: metric.fact,
    columns: page.columns.map(({ name, type }) => ({ name, type })),
    rows: Array.from({ length: page.rowCount }, (_, row) =>
      Object.fromEntries(page.columns.map(({ name }, column) => [name, page.values[column]?.[row] ?? null])),
    ),
    total: Number(figure?.n ?? 0),
    value: (figure?.value ?? null) as number | null,
    predicate: rows.predicate,
  }
}

/** All rows behind a mark in batches, for exports of any size; `limit` and `offset` do not apply. */
export async function drillStream(
  context: MetricsContext,
  input: DrillInput,
  options: VerbOptions = {},
): Promise<{ fact: FactName; columns: readonly string[]; batches: AsyncIterable<Row[]> }> {
  const { metric, rows } = await rowsBehind(context, input, options)
  return {
    fact: metric.fact,
    columns: rows.columns,
    batches: context.engine.stream(rows.listed, rows.params, options),
  }
}

/** The metric, and the statement of its rows behind the mark. */
export async function rowsBehind(
  context: MetricsContext,
  input: DrillInput,
  options: VerbOptions,
): Promise<{ metric: Metric; rows: DrilledRows }> {
  const metric = metricOf(context.catalog, input.metric)
  const whole = input.from === undefined || input.to === undefined
  const extent = whole ? await extentOf(context, [metric], options) : null
  const moment = { now: context.now(), asOfMs: Date.parse(context.asOf), extent }
  return { metric, rows: drilledRows(context.catalog, input, moment) }
}

function wholeNumber(value: number, field: string, max: number): number {
  if (Number.isSafeInteger(value) && value >= 0 && value <= max) return value
  throw invalid(`${field} must be a whole number up to ${max}`, { [field]: `a whole number up to ${max}` })
}
