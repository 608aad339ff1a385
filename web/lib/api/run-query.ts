/** The question behind every figure: metrics × dimensions × grain × range × comparison × filters. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { QueryInput, QueryResult } from '../../../pipelines/metrics/types.ts'
import { ask } from './client.ts'
import { DATA } from './query-client.ts'
import { first, later } from './turn.ts'

/** Before the question in the key of its answer. */
export const FIGURES = [DATA, 'query'] as const

export function figuresQuery(input: QueryInput) {
  return queryOptions({
    queryKey: [...FIGURES, input],
    queryFn: ({ signal }) => first(() => figures(input, signal)),
    placeholderData: keepPreviousData,
  })
}

/** As `figuresQuery`, for what stands beside the picture that people wait for. */
export function figuresAsideQuery(input: QueryInput) {
  return queryOptions({
    ...figuresQuery(input),
    meta: { aside: true },
    queryFn: ({ signal }) => later(() => figures(input, signal), signal),
  })
}

const figures = (input: QueryInput, signal: AbortSignal) =>
  ask<QueryResult>('/query', { body: input, signal })
