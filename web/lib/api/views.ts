/** Saved views: pages under a name. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { StatedRecord } from '../../../pipelines/config/state.ts'
import type { View } from '../../../pipelines/config/view.ts'
import { ask } from './client.ts'
import { DATA } from './query-client.ts'

export type SavedView = View & { id: string; version: number }

type Stated = Omit<StatedRecord, 'body'> & { body: View }

const saved = ({ id, version, body }: Stated): SavedView => ({ ...body, id, version })

export const viewsQuery = queryOptions({
  queryKey: [DATA, 'config', 'view'],
  queryFn: async ({ signal }) => (await ask<Stated[]>('/config/view', { signal })).map(saved),
})

/** Rejects with ApiError 404 when there is no such view, or no longer. */
export async function fetchView(id: string): Promise<SavedView> {
  return saved(await ask<Stated>(`/config/view/${encodeURIComponent(id)}`))
}

/** Views to state as they are given, in their order; a version of 0 is a new view. Rejects with ApiError. */
export function useSaveViews() {
  return useViewChange(async (views: readonly SavedView[]) => {
    for (const { id, version, ...body } of views) {
      await ask(`/config/view/${id}`, { method: 'PUT', body: { body, basedOn: version } })
    }
  })
}

export function useRemoveView() {
  return useViewChange(({ id, version }: SavedView) =>
    ask(`/config/view/${id}?basedOn=${version}`, { method: 'DELETE' }),
  )
}

function useViewChange<T>(mutationFn: (input: T) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => client.invalidateQueries({ queryKey: viewsQuery.queryKey }),
  })
}
