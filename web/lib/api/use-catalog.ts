import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../search/use-view.ts'
import { shared, useShared } from '../shared.tsx'
import { type CatalogDimension, type CatalogMetric, dimensionsQuery, metricsQuery } from './get-catalog.ts'

export interface CatalogView {
  /** False until both lists are there: until then nothing may be called unknown. */
  ready: boolean
  /** Why it could not be had; null while it is there or still comes. */
  failure: Error | null
  metrics: readonly CatalogMetric[]
  dimensions: readonly CatalogDimension[]
  metric(id: string): CatalogMetric | undefined
  dimension(id: string): CatalogDimension | undefined
  /** Names in the page's language; an id that the catalog does not have stands for itself. */
  metricLabel(id: string): string
  dimensionLabel(id: string): string
  valueLabel(dimension: string, value: string | number | null): string
}

export const CATALOG_VIEW = shared(useReadCatalog)
export const useCatalog = () => useShared(CATALOG_VIEW)

function useReadCatalog(): CatalogView {
  const { data: metrics, error: noMetrics } = useQuery(metricsQuery)
  const { data: dimensions, error: noDimensions } = useQuery(dimensionsQuery)
  const ready = metrics !== undefined && dimensions !== undefined
  const failure = ready ? null : (noMetrics ?? noDimensions)
  const language = useLanguage()
  const { t } = useTranslation()
  return useMemo(() => {
    const metricById = new Map((metrics ?? []).map((metric) => [metric.id, metric]))
    const dimensionById = new Map((dimensions ?? []).map((dimension) => [dimension.id, dimension]))
    return {
      ready,
      failure,
      metrics: metrics ?? [],
      dimensions: dimensions ?? [],
      metric: (id) => metricById.get(id),
      dimension: (id) => dimensionById.get(id),
      metricLabel: (id) => metricById.get(id)?.label[language] ?? id,
      dimensionLabel: (id) => dimensionById.get(id)?.label[language] ?? id,
      valueLabel: (dimension, value) => {
        if (value === null) return t('value.none')
        const known = dimensionById
          .get(dimension)
          ?.values?.find((entry) => String(entry.value) === String(value))
        return known?.label[language] ?? String(value)
      },
    }
  }, [metrics, dimensions, ready, failure, language, t])
}
