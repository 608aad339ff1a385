import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ErrorBudget } from '../../../pipelines/sla/error-budget.ts'
import { ask } from '../../lib/api/client.ts'
import { DATA } from '../../lib/api/query-client.ts'

/** What may still be missed in the zone's running month. */
export function budgetQuery(zone: string) {
  return queryOptions({
    queryKey: [DATA, 'sla-budget', zone],
    queryFn: ({ signal }) => ask<ErrorBudget>(`/sla/budget?tz=${encodeURIComponent(zone)}`, { signal }),
    placeholderData: keepPreviousData,
  })
}
