/** Server state: the last picture stays until the next one is there, and moves when the data version does. */
import { type Query, QueryClient } from '@tanstack/react-query'
import { throttle } from '../throttle.ts'
import { ApiError } from './problem.ts'

/** First part of the key of everything that changes with the data. */
export const DATA = 'data'
/** First part of the key of what only an upgrade changes. */
export const CATALOG = 'catalog'

const MOVE_AT_MOST_EVERY_MS = 2000
/** Everybody hears of it at once; who asks a little later finds the answer that others have had made. */
const SPREAD_MS = 300
/** Once and soon: after that people are told, and try again themselves or see it heal when the data move. */
const RETRY_MS = 500
const LONG_MS = 60 * 60_000

export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 1 && error instanceof ApiError && error.status >= 500,
        retryDelay: RETRY_MS,
      },
    },
  })
  client.setQueryDefaults([CATALOG], { staleTime: LONG_MS, gcTime: LONG_MS })
  return client
}

/**
 * Call when the data moved: refetches what is on the page, and what could not be had so far, not oftener than a person can follow. Answers under way are
 * waited for and then asked for once more, so that a server under load is not asked the same twice at once. Each page begins
 * `spreadMs` after it was told.
 */
export function mover(client: QueryClient, spreadMs = Math.random() * SPREAD_MS): () => void {
  const { call } = throttle(() => {
    const underWay = client.isFetching({ queryKey: [DATA] }) > 0
    void client.invalidateQueries({ queryKey: [DATA] }, { cancelRefetch: false })
    void client.refetchQueries({ type: 'active', predicate: hasFailed }, { cancelRefetch: false })
    if (underWay) call()
  }, MOVE_AT_MOST_EVERY_MS)
  let told = false
  return () => {
    if (told) return
    told = true
    setTimeout(() => {
      told = false
      call()
    }, spreadMs)
  }
}

const hasFailed = ({ queryKey, state }: Query) => queryKey[0] !== DATA && state.status === 'error'
