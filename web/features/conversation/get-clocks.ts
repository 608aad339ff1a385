import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ExplainedClock } from '../../../pipelines/sla/explain-clock.ts'
import { ask } from '../../lib/api/client.ts'
import { DATA } from '../../lib/api/query-client.ts'

/** The clocks of a conversation with the stretches that they are made of. */
export function clocksQuery(key: string) {
  return queryOptions({
    queryKey: [DATA, 'clocks', key],
    queryFn: ({ signal }) => ask<ExplainedClock[]>(`/tickets/${encodeURIComponent(key)}/clocks`, { signal }),
    placeholderData: keepPreviousData,
  })
}
