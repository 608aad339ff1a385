/** Filters and dimensions of a question as SQL over one fact. */
import { invalid } from '../errors.ts'
import { BIN } from './bins.ts'
import { clockSql } from './bucketing.ts'
import type { Catalog, Dimension, Metric } from './catalog.ts'
import { dimensionOf } from './catalog.ts'
import type { FactName } from './facts.ts'
import type { Params } from './params.ts'
import type { Filter } from './types.ts'
import type { OffsetSegment } from './zone.ts'

/** What rows are read from: the fact (or its rollup) and the instant that clock dimensions tell the time of. */
export interface Place {
  fact: FactName
  instant: string
  segments: readonly OffsetSegment[]
}

/** Throws `invalid` naming both when `metric` cannot be cut or filtered by the dimension. */
export function requireDimension(
  catalog: Catalog,
  metric: Metric,
  id: string,
  field: 'by' | 'filters',
): void {
  const dimension = dimensionOf(catalog, id)
  if (metric.dimensions.includes(dimension.id)) return
  throw invalid(`metric ${metric.id} has no dimension ${id}`, {
    [field]: `${metric.id} supports ${metric.dimensions.join(', ')}`,
  })
}

/** SQL of the dimension's value in a row. */
export function dimensionSql(dimension: Dimension, place: Place): string {
  if (dimension.clock) return clockSql(dimension.clock, place.instant, place.segments)
  const column = dimension.columns[place.fact]
  if (!column) throw invalid(`fact ${place.fact} has no dimension ${dimension.id}`, { filters: dimension.id })
  return column
}

/** The filters as one SQL condition each; values are bound. Throws `invalid` for values that a closed dimension does not have. */
export function filterSql(
  catalog: Catalog,
  filters: readonly Filter[],
  place: Place,
  params: Params,
): string[] {
  return filters.map((filter) => {
    const dimension = dimensionOf(catalog, filter.dimension)
    return membership(dimensionSql(dimension, place), dimension, filter, params)
  })
}

function membership(sql: string, dimension: Dimension, filter: Filter, params: Params): string {
  if (filter.values.length === 0) {
    throw invalid(`filter on ${dimension.id} names no value`, { filters: dimension.id })
  }
  const values = filter.values.filter((value) => value !== null)
  const absent = values.length < filter.values.length
  const list = values.map((value) => params.add(boundValue(dimension, value))).join(', ')
  if (values.length === 0) return `${sql} is ${filter.exclude ? 'not ' : ''}null`
  if (filter.exclude) {
    return absent
      ? `(${sql} not in (${list}) and ${sql} is not null)`
      : `(${sql} not in (${list}) or ${sql} is null)`
  }
  return absent ? `(${sql} in (${list}) or ${sql} is null)` : `${sql} in (${list})`
}

function boundValue(dimension: Dimension, value: string): string | number {
  const numeric = dimension.clock !== undefined || dimension.id === BIN
  const parsed = numeric ? Number(value) : value
  if (dimension.clock && !/^\d{1,2}$/.test(value)) {
    throw invalid(`${dimension.id} is a number, not ${JSON.stringify(value)}`, { filters: dimension.id })
  }
  if (dimension.closed && !dimension.values?.some((known) => known.value === parsed)) {
    const known = dimension.values?.map((entry) => entry.value).join(', ')
    throw invalid(`${dimension.id} has no value ${JSON.stringify(value)}`, { filters: `one of ${known}` })
  }
  return parsed
}
