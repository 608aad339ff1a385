/** Every open ticket with its age: many rows, so asked for once a minute and not whenever something moves. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DrillInput, DrillResult } from '../../../../pipelines/metrics/types.ts'
import { ask } from '../../../lib/api/client.ts'

const EVERY_MS = 60_000
/** Of the resolution fact: its rows are the open tickets, since when they are open. */
export const AGE_METRIC = 'backlog_age_median'
export const ROWS_AT_MOST = 10_000

export function openTicketsQuery(input: Omit<DrillInput, 'metric' | 'limit'>) {
  const body: DrillInput = { ...input, metric: AGE_METRIC, limit: ROWS_AT_MOST }
  const { from: _from, to: _to, ...identity } = body
  return queryOptions({
    queryKey: ['open-tickets', identity],
    queryFn: ({ signal }) => ask<DrillResult>('/drill', { body, signal }),
    refetchInterval: EVERY_MS,
    staleTime: EVERY_MS / 2,
    placeholderData: keepPreviousData,
  })
}
