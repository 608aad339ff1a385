/** What is on the screen as a file of any size that says what it is: metric, filters, zone, time of computing. */
import type { SqlValue } from '../engine/port.ts'
import { type Metric, metricOf } from './catalog.ts'
import type { MetricsContext, VerbOptions } from './context.ts'
import { csvLine, queryCsv, rowsCsv } from './csv.ts'
import { drill, drillStream, rowsBehind } from './drill.ts'
import { query } from './query.ts'
import type { DrillInput, Filter, QueryInput, QueryResult, Spread } from './types.ts'

export type ExportFormat = 'csv' | 'parquet'

export type ExportInput =
  | { what: 'figures'; format: ExportFormat; question: QueryInput }
  | { what: 'rows'; format: ExportFormat; question: DrillInput }

export interface Export {
  /** File name without its ending. */
  name: string
  /** What the file says about itself, in order. */
  about: Readonly<Record<string, string>>
  bytes: AsyncIterable<Uint8Array>
}

const PATIENCE_MS = 300_000

/**
 * In CSV the statements about the file stand in lines that begin with `#`, before the header; in Parquet they are its key-value
 * metadata. Throws `invalid` as `query` and `drill` do.
 */
export async function exportFile(
  context: MetricsContext,
  input: ExportInput,
  options: VerbOptions = {},
): Promise<Export> {
  return input.what === 'figures'
    ? figuresFile(context, input.question, input.format, options)
    : rowsFile(context, input.question, input.format, options)
}

async function figuresFile(
  context: MetricsContext,
  question: QueryInput,
  format: ExportFormat,
  options: VerbOptions,
): Promise<Export> {
  const result = await query(context, question, options)
  const metrics = question.metrics.map((id) => metricOf(context.catalog, id))
  const { meta } = result
  const about = {
    ...subjectOf(context, metrics, meta.from, meta.to, meta.tz, question.filters),
    ...(question.by?.length ? { by: question.by.join(', ') } : {}),
    ...(question.grain ? { grain: question.grain } : {}),
    ...(meta.spread ? spreadWords(meta.spread) : {}),
    ...(meta.previous ? { compared_with: `${meta.previous.from} to ${meta.previous.to} (exclusive)` } : {}),
    ...(meta.approximate.length > 0 ? { within_1_percent: meta.approximate.join(', ') } : {}),
    rows: String(result.rowCount),
  }
  const name = fileName(metrics.length === 1 ? (metrics[0]?.id ?? '') : 'pegel', meta.from, meta.to)
  if (format === 'csv') return { name, about, bytes: encoded(figuresCsv(about, result)) }
  const { sql, params } = figuresSql(result)
  const bytes = await context.engine.parquet(sql, params, about, { ...options, timeoutMs: PATIENCE_MS })
  return { name, about, bytes }
}

async function rowsFile(
  context: MetricsContext,
  question: DrillInput,
  format: ExportFormat,
  options: VerbOptions,
): Promise<Export> {
  const { metric, rows } = await rowsBehind(context, question, options)
  const { total, value, predicate, fact } = await drill(
    context,
    { ...question, limit: 1, offset: 0 },
    options,
  )
  const about = {
    metric: titleOf(metric),
    definition: metric.description.en,
    rows_of: fact,
    rows: String(total),
    value: value === null ? '' : String(value),
    condition: predicate.map(({ field, op, value: of }) => `${field} ${op} ${wordOf(of)}`).join('; '),
    zone: question.tz ?? 'UTC',
    ...computedOf(context),
  }
  const name = `${metric.id}_rows`
  if (format === 'csv') {
    const { columns, batches } = await drillStream(context, question, options)
    return { name, about, bytes: encoded(withAbout(about, rowsCsv(columns, batches))) }
  }
  const patient = { ...options, timeoutMs: PATIENCE_MS }
  return { name, about, bytes: await context.engine.parquet(rows.listed, rows.params, about, patient) }
}

function spreadWords(spread: Spread): Record<string, string> {
  const said = Object.entries(spread).map(([name, value]) => `${name} = ${value}`)
  return { bins: 'from bin up to bin_to, exclusive', spread: said.join('; ') }
}

function subjectOf(
  context: MetricsContext,
  metrics: readonly Metric[],
  from: string,
  to: string,
  zone: string,
  filters: readonly Filter[] | undefined,
): Record<string, string> {
  return {
    metric: metrics.map(titleOf).join('; '),
    definition: metrics.map(({ description }) => description.en).join(' | '),
    unit: metrics.map(({ unit }) => unit).join('; '),
    range: `${from} to ${to} (exclusive)`,
    zone,
    filters: (filters ?? []).map(filterText).join('; ') || 'none',
    ...computedOf(context),
  }
}

function computedOf(context: MetricsContext): Record<string, string> {
  const { asOf, dataVersion } = context
  return { computed_at: context.now().toISOString(), data_as_of: asOf, data_version: String(dataVersion) }
}

const titleOf = ({ id, label }: Metric) => `${id} (${label.en})`

function filterText({ dimension, values, exclude }: Filter): string {
  return `${dimension} ${exclude ? 'not in' : 'in'} ${values.map(wordOf).join(', ')}`
}

function wordOf(value: unknown): string {
  if (value === null) return 'no value'
  return Array.isArray(value) ? value.map(wordOf).join(', ') : String(value)
}

function fileName(subject: string, from: string, to: string): string {
  return `${subject}_${from.slice(0, 10)}_${to.slice(0, 10)}`
}

async function* figuresCsv(about: Export['about'], result: QueryResult): AsyncGenerator<string> {
  yield aboutLines(about) + queryCsv(result)
}

async function* withAbout(about: Export['about'], chunks: AsyncIterable<string>): AsyncGenerator<string> {
  yield aboutLines(about)
  yield* chunks
}

function aboutLines(about: Export['about']): string {
  return Object.entries(about)
    .map(([key, value]) => csvLine([`# ${key}`, value]))
    .join('')
}

async function* encoded(chunks: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Buffer.from(chunk)
}

/** The answer's columns as a statement with one bound value, in the answer's order. */
function figuresSql({ columns, data, rowCount }: QueryResult): { sql: string; params: readonly SqlValue[] } {
  const type = {
    time: 'TIMESTAMP',
    dimension: 'VARCHAR',
    bin: 'DOUBLE',
    value: 'DOUBLE',
    previous: 'DOUBLE',
    n: 'BIGINT',
    previous_n: 'BIGINT',
  }
  const shape = Object.fromEntries([
    ['row_no', 'BIGINT'],
    ...columns.map(({ name, role }) => [name, type[role]]),
  ])
  const rows = Array.from({ length: rowCount }, (_, row) =>
    Object.fromEntries([['row_no', row], ...columns.map(({ name }) => [name, data[name]?.[row] ?? null])]),
  )
  return {
    sql: `select * exclude (row_no) from (select unnest(from_json($1::json, '[${JSON.stringify(shape)}]'), recursive := true)) as figures order by row_no`,
    params: [JSON.stringify(rows)],
  }
}
