import type { UseQueryResult } from '@tanstack/react-query'
import type { QueryStateProps } from './query-state.tsx'

/** The answer once the others that are shown with it are there too: parts of one picture come at once. */
export const together = <T>(
  query: QueryStateProps<T>['query'],
  ...others: readonly Pick<UseQueryResult, 'isLoading'>[]
): QueryStateProps<T>['query'] => ({
  ...query,
  data: others.some(({ isLoading }) => isLoading) ? undefined : query.data,
})
