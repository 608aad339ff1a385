/** Why a metric moved: the parts that explain its change. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DriversInput, DriversResult } from '../../../../pipelines/drivers/types.ts'
import { ask } from '../../../lib/api/client.ts'
import { DATA } from '../../../lib/api/query-client.ts'

export function driversQuery(input: DriversInput) {
  return queryOptions({
    queryKey: [DATA, 'drivers', input],
    queryFn: ({ signal }) => ask<DriversResult>('/drivers', { body: input, signal }),
    placeholderData: keepPreviousData,
  })
}
