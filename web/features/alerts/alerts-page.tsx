import { useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import { Loaded } from '../../components/ui/loaded.tsx'
import { useSetSearch } from '../../lib/search/use-view.ts'
import classes from './alerts.module.css'
import { Deliveries } from './delivery/deliveries.tsx'
import { Endpoints } from './delivery/endpoints.tsx'
import { Rules } from './rules/rules.tsx'
import { Silences } from './rules/silences.tsx'
import './texts.ts'

const Editor = lazy(() => import('./editor/editor.tsx').then((module) => ({ default: module.Editor })))

/** Rules in words, what they say now, who is told and was told. */
export function AlertsPage() {
  const { rule } = useSearch({ strict: false })
  const set = useSetSearch()
  return (
    <div className={`${classes.page} pg-in-order`}>
      <Rules />
      <Silences />
      <Endpoints />
      <Deliveries />
      {rule !== undefined && (
        <Loaded>
          <Editor key={rule} id={rule === 'new:' ? '' : rule} onClose={() => set({ rule: undefined })} />
        </Loaded>
      )}
    </div>
  )
}
