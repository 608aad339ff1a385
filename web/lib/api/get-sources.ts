import { queryOptions } from '@tanstack/react-query'
import type { SourceHealth } from '../../../pipelines/pegel.ts'
import { ask } from './client.ts'
import { DATA } from './query-client.ts'

export const sourcesQuery = queryOptions({
  queryKey: [DATA, 'sources'],
  queryFn: ({ signal }) => ask<SourceHealth[]>('/sources', { signal }),
})
