import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AtRiskRow } from '../../../pipelines/pegel.ts'
import { ask } from './client.ts'
import { DATA } from './query-client.ts'

/** Clocks that are overdue or fall due within so many seconds, the soonest due first. */
export function atRiskQuery(within: number, limit: number) {
  return queryOptions({
    queryKey: [DATA, 'at-risk', within, limit],
    queryFn: ({ signal }) => ask<AtRiskRow[]>(`/at-risk?within=${within}&limit=${limit}`, { signal }),
    placeholderData: keepPreviousData,
  })
}
