import { useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import { Loaded } from '../../../components/ui/loaded.tsx'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import type { Kind } from './get-config.ts'

const Editor = lazy(() => import('./editor.tsx').then((module) => ({ default: module.Editor })))

/** The editor of the policy or calendar that the URL names, if it names one; without an id, of a new one. */
export function Editing() {
  const { edit } = useSearch({ strict: false })
  const set = useSetSearch()
  if (edit === undefined) return null
  const [kind, id] = edit.split(':') as [Kind, string]
  return (
    <Loaded>
      <Editor key={edit} kind={kind} id={id} onClose={() => set({ edit: undefined })} />
    </Loaded>
  )
}
