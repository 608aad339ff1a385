import type { UseQueryResult } from '@tanstack/react-query'
import type { QueryStateProps } from './query-state.tsx'

/**
 * The answer once the others that are shown with it are there too: parts of one picture come at once. One that could not be had
 * is not waited for again, or the picture would go each time it is asked for.
 */
export const together = <T>(
  query: QueryStateProps<T>['query'],
  ...others: readonly Pick<UseQueryResult, 'isLoading' | 'isFetched'>[]
): QueryStateProps<T>['query'] => ({
  ...query,
  data: others.some(({ isLoading, isFetched }) => isLoading && !isFetched) ? undefined : query.data,
})
