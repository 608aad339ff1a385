import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { DrillInput, QueryInput } from '../../../../pipelines/metrics/types.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { decodeDrill } from '../../../lib/search/drill-target.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import type { Question } from '../question.ts'

const DrillPanel = lazy(() => import('./drill-panel.tsx').then((module) => ({ default: module.DrillPanel })))

/** The panel with the rows behind the mark that the URL names, if it names one. */
export function Drill({ question, base }: { question: Question; base: Omit<QueryInput, 'metrics'> }) {
  const { drill } = useSearch({ strict: false })
  const set = useSetSearch()
  const catalog = useCatalog()
  const target = drill === undefined ? null : decodeDrill(drill)
  const metric = target && catalog.metric(target.metric)
  if (!target || !metric) return null
  const { compare: _, by: __, limit: ___, ...shared } = base
  const input: DrillInput = {
    ...shared,
    metric: metric.id,
    cell: target.cell,
    grain: target.cell.time ? question.grain : null,
  }
  return (
    <Suspense>
      <DrillPanel input={input} metric={metric} onClose={() => set({ drill: undefined })} />
    </Suspense>
  )
}
