import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'

type Asked<T> = Pick<
  UseQueryResult<T>,
  'data' | 'error' | 'dataUpdatedAt' | 'isPlaceholderData' | 'refetch' | 'isLoading'
>

/**
 * The last picture of a question that moves on with the clock: each minute asks anew, and an answer that cannot be had takes the
 * one before it away. `of` names what must not have changed meanwhile, as a picture under other filters would be none.
 */
export function useKept<T>(query: Asked<T>, of: string): Asked<T> {
  const { data, error, isPlaceholderData, dataUpdatedAt } = query
  const [kept, setKept] = useState<{ of: string; data: T; at: number } | null>(null)
  if (data !== undefined && !isPlaceholderData && (kept?.data !== data || kept.of !== of)) {
    setKept({ of, data, at: dataUpdatedAt })
  }
  const lost = data === undefined && error !== null && kept?.of === of
  return lost ? ({ ...query, data: kept.data, dataUpdatedAt: kept.at } as Asked<T>) : query
}
