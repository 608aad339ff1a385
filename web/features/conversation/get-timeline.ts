import { queryOptions } from '@tanstack/react-query'
import type { Timeline } from '../../../pipelines/pegel.ts'
import { ask } from '../../lib/api/client.ts'
import { DATA } from '../../lib/api/query-client.ts'

/** One conversation by its ticket key. */
export function timelineQuery(key: string) {
  return queryOptions({
    queryKey: [DATA, 'timeline', key],
    queryFn: ({ signal }) => ask<Timeline>(`/tickets/${encodeURIComponent(key)}/timeline`, { signal }),
  })
}
