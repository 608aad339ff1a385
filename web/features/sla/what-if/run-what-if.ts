import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { WhatIfInput, WhatIfResult } from '../../../../pipelines/sla/what-if.ts'
import { ask } from '../../../lib/api/client.ts'

/** First part of the key: not of those that move with each event, as the past moves little and the question costs. */
export const WHAT_IF = 'what-if'

/** Outcomes of past clocks under other policies or calendars. */
export function whatIfQuery(input: WhatIfInput) {
  return queryOptions({
    queryKey: [WHAT_IF, input],
    queryFn: ({ signal }) => ask<WhatIfResult>('/sla/what-if', { body: input, signal }),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
    retry: false,
  })
}
