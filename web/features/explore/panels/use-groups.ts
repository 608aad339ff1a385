import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Filter, QueryInput } from '../../../../pipelines/metrics/types.ts'
import { SERIES_AT_MOST } from '../../../components/chart/tokens.ts'
import { groupKey, largestGroups } from '../../../components/figures/series.ts'
import { figureRows } from '../../../lib/api/figure-rows.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'

const COUNTED_AT_MOST = 1000

/**
 * The groups of a metric over the whole range, so that only those that will be drawn are asked for over time.
 * `keys` name them, the largest first; `count` is how many there are; `narrow` keeps a time query to the values of the largest.
 */
export function useGroups(metric: string, by: readonly string[], base: Omit<QueryInput, 'metrics'>) {
  const { compare: _, ...rest } = base
  const query = useQuery({
    ...figuresQuery({ ...rest, metrics: [metric], by, limit: COUNTED_AT_MOST }),
    enabled: by.length > 0,
  })
  return useMemo(() => {
    const groups = query.data ? largestGroups(figureRows(query.data), metric, by) : []
    const keys = groups.map((cell) => groupKey(cell, by))
    const drawn = groups.slice(0, SERIES_AT_MOST)
    const narrow: Filter[] =
      groups.length <= SERIES_AT_MOST
        ? []
        : by.map((dimension) => ({
            dimension,
            values: [...new Set(drawn.map((cell) => cell[dimension] ?? null))],
          }))
    return {
      ready: by.length === 0 || query.data !== undefined,
      count: groups.length,
      keys,
      narrow,
      error: query.error,
      retry: query.refetch,
    }
  }, [query.data, query.error, query.refetch, metric, by])
}
