import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'

/** An error stays until there is an answer: what is asked for again in between would be a skeleton each time. */
export function useLastError({
  data,
  error,
  isPlaceholderData = false,
}: Pick<UseQueryResult, 'data' | 'error'> & { isPlaceholderData?: boolean }): Error | null {
  const [last, setLast] = useState<Error | null>(null)
  const now = error ?? (data === undefined || isPlaceholderData ? last : null)
  if (now !== last) setLast(now)
  return now
}
