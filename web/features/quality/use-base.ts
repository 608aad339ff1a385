import { useMemo } from 'react'
import type { QueryInput } from '../../../pipelines/metrics/types.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { useView } from '../../lib/search/use-view.ts'

export type Base = Omit<QueryInput, 'metrics'>

/** Range, zone, comparison, and those of the page's filters that all of the metrics can be cut by; the others are named. */
export function useBase(metrics: readonly string[]): { base: Base; leftOut: string[]; filtered: boolean } {
  const { filters, resolved, zone, compare } = useView()
  const catalog = useCatalog()
  const ids = metrics.join()
  return useMemo(() => {
    const able = (dimension: string) =>
      ids.split(',').every((id) => catalog.metric(id)?.dimensions.includes(dimension))
    const usable = filters.filter(({ dimension }) => able(dimension))
    return {
      leftOut: filters.flatMap(({ dimension }) => (able(dimension) ? [] : [dimension])),
      filtered: usable.length > 0,
      base: {
        from: new Date(resolved.from).toISOString(),
        to: new Date(resolved.to).toISOString(),
        tz: zone,
        filters: usable,
        compare,
      },
    }
  }, [ids, catalog, filters, resolved, zone, compare])
}
