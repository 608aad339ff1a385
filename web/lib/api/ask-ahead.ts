import { hashKey, type QueryClient } from '@tanstack/react-query'
import type { Filter, QueryInput } from '../../../pipelines/metrics/types.ts'
import { FIGURES, figuresQuery } from './run-query.ts'

/**
 * Asks for the figures on the page under other filters, as the page itself will once it has been put together anew: the
 * server is at work meanwhile.
 */
export function askAhead(client: QueryClient, before: readonly Filter[], after: readonly Filter[]): void {
  const known = hashKey([before])
  const shown = client.getQueryCache().findAll({ queryKey: FIGURES, type: 'active' })
  for (const { queryKey, meta } of shown) {
    const input = queryKey[FIGURES.length] as QueryInput
    if (meta?.aside || hashKey([input.filters ?? []]) !== known) continue
    void client.prefetchQuery(figuresQuery({ ...input, filters: after }))
  }
}
