import { useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import type { DrillInput, Grain, QueryInput } from '../../../pipelines/metrics/types.ts'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { decodeDrill, edgesOf } from '../../lib/search/drill-target.ts'
import { useSetSearch } from '../../lib/search/use-view.ts'
import { Loaded } from '../ui/loaded.tsx'

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
  const target = drill === undefined ? null : decodeDrill(drill)
  const metric = target && catalog.metric(target.metric)
  if (!target || !metric) return null
  const { compare: _, by: __, limit: ___, ...shared } = base
  const { bin_to: ____, ...cell } = target.cell
  const input: DrillInput = {
    ...shared,
    metric: metric.id,
    cell,
    bins: edgesOf(target.cell),
    grain: target.cell.time ? grain : null,
  }
  return (
    <Loaded>
      <DrillPanel input={input} metric={metric} onClose={() => set({ drill: undefined })} />
    </Loaded>
  )
}
