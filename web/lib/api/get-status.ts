import { queryOptions } from '@tanstack/react-query'
import { ask } from './client.ts'
import { DATA } from './query-client.ts'

export interface Status {
  version: string
  dataVersion: number
  asOf: string
  lastEventAt: string | null
  events: number
  /** No event has ever come in. */
  empty: boolean
  /** IANA zone that pages start with. */
  zone: string | null
  /** Who is looking, as owners and authors are named. */
  person: string
}

export const statusQuery = queryOptions({
  queryKey: [DATA, 'status'],
  queryFn: ({ signal }) => ask<Status>('/status', { signal }),
})
