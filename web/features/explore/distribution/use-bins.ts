import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Bins, QueryInput } from '../../../../pipelines/metrics/types.ts'
import { evenEdges } from '../../../components/chart/histogram/even-edges.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { figuresQuery } from '../../../lib/api/run-query.ts'

/** Durations that are measured row by row. */
export const hasBins = ({ unit, kind }: CatalogMetric) =>
  unit === 'seconds' && ['mean', 'quantile', 'sum'].includes(kind)

/**
 * The steps that the URL asks for, and the answer with growing ones, which tells how far even ones have to reach. `bins` is null
 * until that is known, and for a metric that has none.
 */
export function useBins(metric: CatalogMetric | null, base: Omit<QueryInput, 'metrics'>) {
  const { bins: asked } = useSearch({ strict: false })
  const able = metric !== null && hasBins(metric)
  const { compare: _, ...rest } = base
  const even = asked === 'even'
  const growing = useQuery({
    ...figuresQuery({ ...(even ? rest : base), metrics: [metric?.id ?? ''], bins: 'log' }),
    enabled: able,
  })
  const reach = growing.data?.meta.spread?.p95 ?? 0
  const bins = useMemo((): Bins | null => {
    if (!able) return null
    if (!even) return 'log'
    return growing.data ? evenEdges(reach) : null
  }, [able, even, growing.data, reach])
  return { able, even, bins, growing }
}
