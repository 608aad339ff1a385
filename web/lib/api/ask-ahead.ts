import { hashKey, type QueryClient } from '@tanstack/react-query'
import type { Filter, QueryInput } from '../../../pipelines/metrics/types.ts'
import { FIGURES, figuresQuery } from './run-query.ts'

/**
 * Asks for the figures on the page under other filters, as the page itself will once it has been put together anew: the
 * server is at work meanwhile. Resolves when all have come or failed.
 */
export async function askAhead(
  client: QueryClient,
  before: readonly Filter[],
  after: readonly Filter[],
): Promise<void> {
  const known = hashKey([before])
  const shown = client.getQueryCache().findAll({ queryKey: FIGURES, type: 'active' })
  const asked = shown.flatMap(({ queryKey, meta }) => {
    const input = queryKey[FIGURES.length] as QueryInput
    if (meta?.aside || hashKey([input.filters ?? []]) !== known) return []
    return [client.prefetchQuery(figuresQuery({ ...input, filters: after }))]
  })
  await Promise.all(asked)
}
