/** The question behind every figure: metrics × dimensions × grain × range × comparison × filters. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { QueryInput, QueryResult } from '../../../pipelines/metrics/types.ts'
import { ask } from './client.ts'
import { DATA } from './query-client.ts'

export function figuresQuery(input: QueryInput) {
  return queryOptions({
    queryKey: [DATA, 'query', input],
    queryFn: ({ signal }) => ask<QueryResult>('/query', { body: input, signal }),
    placeholderData: keepPreviousData,
  })
}
