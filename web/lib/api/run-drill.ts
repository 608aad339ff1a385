/** The rows behind a mark, page by page. */
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { DrillInput, DrillResult } from '../../../pipelines/metrics/types.ts'
import { ask } from './client.ts'
import { DATA } from './query-client.ts'

const PAGE = 100

export function drillQuery(input: DrillInput) {
  return infiniteQueryOptions({
    queryKey: [DATA, 'drill', input],
    queryFn: ({ signal, pageParam }) =>
      ask<DrillResult>('/drill', { body: { ...input, limit: PAGE, offset: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const seen = pages.reduce((rows, page) => rows + page.rows.length, 0)
      return last.rows.length > 0 && seen < last.total ? seen : null
    },
    placeholderData: keepPreviousData,
  })
}
