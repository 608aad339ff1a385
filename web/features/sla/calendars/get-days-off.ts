import { queryOptions } from '@tanstack/react-query'
import type { DayOff } from '../../../../pipelines/sla/days-off.ts'
import { ask } from '../../../lib/api/client.ts'
import { DATA } from '../../../lib/api/query-client.ts'

/** The next days on which each calendar departs from its week. */
export const daysOffQuery = queryOptions({
  queryKey: [DATA, 'days-off'],
  queryFn: ({ signal }) => ask<{ calendar: string; days: DayOff[] }[]>('/sla/days-off', { signal }),
})
