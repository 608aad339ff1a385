import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Incident } from '../../../pipelines/alerts/verbs/history.ts'
import { ask } from './client.ts'
import { DATA } from './query-client.ts'

/** When an alert fired, with its rule's name and the metric that the rule looks at. */
export type FiredAlert = Incident & { name: string; metric: string | null }

export function incidentsQuery(from: string, to: string) {
  return queryOptions({
    queryKey: [DATA, 'incidents', from, to],
    queryFn: ({ signal }) =>
      ask<FiredAlert[]>(`/alerts/history?${new URLSearchParams({ from, to })}`, { signal }),
    placeholderData: keepPreviousData,
  })
}
