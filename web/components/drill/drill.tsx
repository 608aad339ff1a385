import { useSearch } from '@tanstack/react-router'
import { lazy, useMemo } from 'react'
import type { Grain, QueryInput } from '../../../pipelines/metrics/types.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { decodeDrill } from '../../lib/search/drill-target.ts'
import { useLost } from '../../lib/search/opened-with.ts'
import { useSetSearch } from '../../lib/search/use-view.ts'
import { Loaded } from '../ui/loaded.tsx'
import { usableMark } from './usable-mark.ts'

const DrillPanel = lazy(() => import('./drill-panel.tsx').then((module) => ({ default: module.DrillPanel })))

interface DrillProps {
  /** Of the page's charts, which a mark in time belongs to. */
  grain: Grain | null
  base: Omit<QueryInput, 'metrics'>
}

/** The panel with the rows behind the mark that the URL names, if it names one. */
export function Drill({ grain, base }: DrillProps) {
  const { drill } = useSearch({ strict: false })
  const set = useSetSearch()
  const catalog = useCatalog()
  const mark = useMemo(() => {
    const target = drill === undefined ? null : decodeDrill(drill)
    const metric = target && catalog.metric(target.metric)
    if (!target || !metric || !catalog.ready) return null
    return { metric, ...usableMark(target, metric, { grain, base, dimension: catalog.dimension }) }
  }, [drill, catalog, grain, base])
  useLost(mark && mark.leftOut.length > 0 ? mark.leftOut.join(', ') : null)
  if (!mark) return null
  return (
    <Loaded>
      <DrillPanel {...mark} onClose={() => set({ drill: undefined })} />
    </Loaded>
  )
}
