import { useMemo } from 'react'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { useView } from '../../lib/search/use-view.ts'

/** What the page's figures share, and the filters that clocks cannot be filtered by. */
export function useBase() {
  const { filters, resolved, zone, compare } = useView()
  const catalog = useCatalog()
  return useMemo(() => {
    const able = catalog.metric('sla_attainment')?.dimensions ?? []
    const usable = filters.filter(({ dimension }) => able.includes(dimension))
    return {
      ready: catalog.ready,
      leftOut: filters.flatMap(({ dimension }) => (able.includes(dimension) ? [] : [dimension])),
      base: {
        from: new Date(resolved.from).toISOString(),
        to: new Date(resolved.to).toISOString(),
        tz: zone,
        filters: usable,
        compare,
      },
    }
  }, [catalog, filters, resolved, zone, compare])
}

export type Base = ReturnType<typeof useBase>['base']
