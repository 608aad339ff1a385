/** Metrics and dimensions with their names in both languages. */
import { queryOptions } from '@tanstack/react-query'
import type { Dimension, Metric } from '../../../pipelines/metrics/catalog.ts'
import { ask } from './client.ts'
import { CATALOG, DATA } from './query-client.ts'

export type CatalogMetric = Pick<
  Metric,
  'id' | 'label' | 'description' | 'fact' | 'unit' | 'format' | 'kind' | 'better' | 'min_n' | 'dimensions'
>
export type CatalogDimension = Pick<Dimension, 'id' | 'label' | 'description' | 'values' | 'closed' | 'clock'>

export interface DimensionValue {
  value: string | null
  count?: number
}

export const metricsQuery = queryOptions({
  queryKey: [CATALOG, 'metrics'],
  queryFn: ({ signal }) => ask<CatalogMetric[]>('/metrics', { signal }),
})

export const dimensionsQuery = queryOptions({
  queryKey: [CATALOG, 'dimensions'],
  queryFn: ({ signal }) => ask<CatalogDimension[]>('/dimensions', { signal }),
})

/** Values of a dimension, for pickers. */
export function dimensionValuesQuery(dimension: string) {
  return queryOptions({
    queryKey: [DATA, 'dimension-values', dimension],
    queryFn: ({ signal }) =>
      ask<DimensionValue[]>(`/dimensions/${encodeURIComponent(dimension)}/values`, { signal }),
    staleTime: 60_000,
  })
}
