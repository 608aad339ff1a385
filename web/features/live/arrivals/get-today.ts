/** The running day as it was forecast, and what those on shift can take. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { TodayForecast } from '../../../../pipelines/forecast/service/today.ts'
import type { Filter } from '../../../../pipelines/metrics/types.ts'
import type { Capacity } from '../../../../pipelines/staffing/capacity.ts'
import { ask } from '../../../lib/api/client.ts'
import { DATA } from '../../../lib/api/query-client.ts'

export type { Capacity, TodayForecast }

/** What is forecast; the tile of the volume shows the same. */
export const METRIC = 'tickets_created'

/** Null where too little is known. */
export function todayQuery(tz: string, filters: readonly Filter[]) {
  return queryOptions({
    queryKey: [DATA, 'forecast', 'today', tz, filters],
    queryFn: ({ signal }) => ask<TodayForecast | null>('/forecast/today', { body: { tz, filters }, signal }),
    placeholderData: keepPreviousData,
  })
}

export function capacityQuery(from: number, to: number, filters: readonly Filter[]) {
  const body = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), filters }
  return queryOptions({
    queryKey: [DATA, 'capacity', body],
    queryFn: ({ signal }) => ask<Capacity>('/staffing/capacity', { body, signal }),
    placeholderData: keepPreviousData,
  })
}
