/** The catalog of metrics and dimensions: read from `sql/metrics/*.yml`, checked once, trusted afterwards. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { invalid } from '../errors.ts'
import { type DimensionEntry, dimensionEntry, familyEntry, type MetricEntry, metricEntry } from './entry.ts'
import { columnsOf } from './expression.ts'
import { FACTS, type FactName } from './facts.ts'
import { expandFamily } from './family.ts'

export type Metric = MetricEntry & {
  /** Ids of the dimensions that this metric can be cut and filtered by. */
  dimensions: readonly string[]
}

export type Dimension = Omit<DimensionEntry, 'columns'> & {
  /** Fact → its column; empty for parts of local time. */
  columns: Readonly<Partial<Record<FactName, string>>>
}

export interface Catalog {
  readonly metrics: ReadonlyMap<string, Metric>
  readonly dimensions: ReadonlyMap<string, Dimension>
}

const DIMENSIONS_FILE = 'dimensions.yml'

/**
 * Reads and checks the catalog in `dir` (the repository's `sql/metrics`).
 * Throws `invalid` naming file and entry for anything malformed, duplicate, untranslated or unknown to the facts.
 */
export function loadCatalog(dir: string): Catalog {
  const dimensions = new Map<string, Dimension>()
  for (const [index, raw] of entries(dir, DIMENSIONS_FILE).entries()) {
    const entry = parsed(dimensionEntry, raw, DIMENSIONS_FILE, index)
    const where = `${DIMENSIONS_FILE}: ${entry.id}`
    if (dimensions.has(entry.id)) throw invalid(`${where}: duplicate id`)
    dimensions.set(entry.id, { ...entry, columns: dimensionColumns(entry, where) })
  }
  const metrics = new Map<string, Metric>()
  const files = readdirSync(dir).filter((name) => name.endsWith('.yml') && name !== DIMENSIONS_FILE)
  for (const file of files.sort()) {
    for (const [index, raw] of entries(dir, file).entries()) {
      for (const entry of metricEntries(raw, file, index)) {
        const where = `${file}: ${entry.id}`
        if (metrics.has(entry.id)) throw invalid(`${where}: duplicate id`)
        metrics.set(entry.id, { ...entry, dimensions: supported(entry, dimensions, where) })
      }
    }
  }
  return { metrics, dimensions }
}

/** The metric of that id; throws `invalid` for an unknown one. */
export function metricOf(catalog: Catalog, id: string): Metric {
  const metric = catalog.metrics.get(id)
  if (!metric) throw invalid(`unknown metric ${id}`, { metrics: `unknown metric ${id}` })
  return metric
}

/** The dimension of that id; throws `invalid` for an unknown one. */
export function dimensionOf(catalog: Catalog, id: string): Dimension {
  const dimension = catalog.dimensions.get(id)
  if (!dimension) throw invalid(`unknown dimension ${id}`, { by: `unknown dimension ${id}` })
  return dimension
}

/** SQL snippets of a metric that select or measure rows, by the name of the field. */
export function snippetsOf(metric: MetricEntry): Readonly<Record<string, string>> {
  const fields = ['time', 'where', 'value', 'numerator', 'denominator', 'per', 'holds', 'from', 'to'] as const
  const own = fields.flatMap((field) => {
    const snippet = (metric as Partial<Record<(typeof fields)[number], string>>)[field]
    return snippet === undefined ? [] : [[field, snippet] as const]
  })
  const open = metric.still_open
  return Object.fromEntries(
    open ? [...own, ['still_open.time', open.time], ['still_open.where', open.where]] : own,
  )
}

function entries(dir: string, file: string): unknown[] {
  const content: unknown = parse(readFileSync(join(dir, file), 'utf8'))
  if (!Array.isArray(content)) throw invalid(`${file}: expected a list of entries`)
  return content
}

function metricEntries(raw: unknown, file: string, index: number): MetricEntry[] {
  const isFamily = typeof raw === 'object' && raw !== null && 'family' in raw
  return isFamily
    ? expandFamily(parsed(familyEntry, raw, file, index))
    : [parsed(metricEntry, raw, file, index)]
}

function parsed<T extends z.ZodType>(schema: T, raw: unknown, file: string, index: number): z.output<T> {
  const result = schema.safeParse(raw)
  if (result.success) return result.data
  const named = (raw ?? {}) as { id?: unknown; family?: unknown }
  const name = String(named.id ?? named.family ?? `entry ${index + 1}`)
  throw invalid(`${file}: ${name}: ${z.prettifyError(result.error).replaceAll('\n', ' ')}`)
}

function dimensionColumns(entry: DimensionEntry, where: string): Dimension['columns'] {
  if (entry.clock) return {}
  const facts = Object.keys(FACTS) as FactName[]
  const columns = entry.columns
    ? (Object.entries(entry.columns) as [FactName, string][])
    : facts.filter((fact) => entry.id in FACTS[fact]).map((fact) => [fact, entry.id] as const)
  for (const [fact, column] of columns) {
    if (!(column in FACTS[fact])) throw invalid(`${where}: ${fact} has no column ${column}`)
  }
  if (columns.length === 0) throw invalid(`${where}: no fact has a column ${entry.id}`)
  const byFact = Object.fromEntries(columns) as Partial<Record<FactName, string>>
  if (entry.listed_from && !(entry.listed_from in byFact)) {
    throw invalid(`${where}: ${entry.listed_from} does not carry it`)
  }
  return byFact
}

function supported(entry: MetricEntry, dimensions: Catalog['dimensions'], where: string): string[] {
  const columns = new Set(Object.keys(FACTS[entry.fact]))
  for (const [field, snippet] of Object.entries(snippetsOf(entry))) {
    try {
      columnsOf(snippet, columns)
    } catch (error) {
      throw invalid(`${where}: ${field}: ${(error as Error).message} in fact ${entry.fact}`)
    }
  }
  for (const id of entry.without) if (!dimensions.has(id)) throw invalid(`${where}: unknown dimension ${id}`)
  return [...dimensions.values()]
    .filter((dimension) => (dimension.clock ? entry.kind !== 'stock' : entry.fact in dimension.columns))
    .filter((dimension) => !entry.without.includes(dimension.id))
    .map((dimension) => dimension.id)
}
