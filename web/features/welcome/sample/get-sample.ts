/** The sample company on its way in. */
import { queryOptions } from '@tanstack/react-query'
import type { SampleState } from '../../../../server/sample/sample.ts'
import { ask } from '../../../lib/api/client.ts'

export type { SampleState }

const KEY = ['sample'] as const
const POLL_MS = 700

export const sampleQuery = queryOptions({
  queryKey: KEY,
  queryFn: ({ signal }) => ask<SampleState>('/sample', { signal }),
  staleTime: 0,
  refetchInterval: ({ state }) => (state.data?.state === 'loading' ? POLL_MS : false),
})

export const startSample = () => ask<SampleState>('/sample', { body: {} })
