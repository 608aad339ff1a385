/** What the page asks of the server, and how it changes things. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Backtest } from '../../../pipelines/alerts/backtest.ts'
import type { Rule } from '../../../pipelines/alerts/rule/rule.ts'
import type { DeliveryView } from '../../../pipelines/alerts/verbs/deliveries.ts'
import type { EndpointView } from '../../../pipelines/alerts/verbs/endpoints.ts'
import type { RuleView } from '../../../pipelines/alerts/verbs/list-rules.ts'
import type { StatedRecord } from '../../../pipelines/config/state.ts'
import { ask } from '../../lib/api/client.ts'
import { DATA } from '../../lib/api/query-client.ts'

export type { AlertView, RuleView } from '../../../pipelines/alerts/verbs/list-rules.ts'
export type { DeliveryView, EndpointView, Rule }
export type DeliveryState = DeliveryView['state']

type Texts = { en: string; de: string }
export type Past = Omit<Backtest, 'suggested'> & {
  words: Texts
  suggested: { enter: number; perWeek: number; text: Texts } | null
  dropped: number
}
export interface SilenceView {
  id: string
  rule: string | null
  labels: Record<string, string | null>
  until: string
  reason: string
}

const ALERTS = 'alerts'
/** The evaluator looks every 30 seconds, whether data move or not. */
const LOOK_MS = 10_000

export const rulesQuery = queryOptions({
  queryKey: [DATA, ALERTS, 'rules'],
  queryFn: ({ signal }) => ask<{ lookedAt: string | null; rules: RuleView[] }>('/alerts/rules', { signal }),
  refetchInterval: LOOK_MS,
})

export const silencesQuery = queryOptions({
  queryKey: [DATA, ALERTS, 'silences'],
  queryFn: ({ signal }) => ask<SilenceView[]>('/alerts/silences', { signal }),
})

export const endpointsQuery = queryOptions({
  queryKey: [DATA, ALERTS, 'endpoints'],
  queryFn: ({ signal }) => ask<EndpointView[]>('/alerts/endpoints', { signal }),
  refetchInterval: LOOK_MS,
})

export function deliveriesQuery(state: DeliveryState | null) {
  return queryOptions({
    queryKey: [DATA, ALERTS, 'deliveries', state],
    queryFn: ({ signal }) =>
      ask<{ total: number; rows: DeliveryView[] }>(
        `/alerts/deliveries?limit=50${state === null ? '' : `&state=${state}`}`,
        { signal },
      ),
    refetchInterval: LOOK_MS,
  })
}

/** Not of what moves with each event: the past moves little and the question costs. */
export function pastQuery(rule: object) {
  return queryOptions({
    queryKey: ['alert-past', rule],
    queryFn: ({ signal }) => ask<Past>('/alerts/back-test', { body: { rule, days: 90 }, signal }),
    staleTime: 5 * 60_000,
    retry: false,
  })
}

/** Ids of what a kind of configuration has in force, with the body of each. */
export function configQuery<B>(kind: 'policy' | 'calendar') {
  return queryOptions({
    queryKey: [DATA, 'config-in-force', kind],
    queryFn: ({ signal }) => ask<(Omit<StatedRecord, 'body'> & { body: B })[]>(`/config/${kind}`, { signal }),
  })
}

type Change =
  | { do: 'put'; kind: 'alert' | 'endpoint'; id: string; body: object; basedOn: number }
  | { do: 'remove'; kind: 'alert' | 'endpoint'; id: string; basedOn: number }
  | { do: 'silence'; rule: string | null; labels: object; hours: number; reason: string }
  | { do: 'end-silence'; id: string }
  | { do: 'replay'; id: string }
  | { do: 'test' | 'enable' | 'secret'; id: string }
  | { do: 'address'; id: string; url: string }

/** Does one thing and asks for everything on the page anew. Rejects with ApiError. */
export function useChange<R = unknown>(onDone?: (result: R) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Change) => send(change) as Promise<R>,
    onSuccess: (result) => {
      void client.invalidateQueries({ queryKey: [DATA, ALERTS] })
      onDone?.(result)
    },
  })
}

function send(change: Change): Promise<unknown> {
  switch (change.do) {
    case 'put':
      return ask(`/config/${change.kind}/${change.id}`, {
        method: 'PUT',
        body: { body: change.body, basedOn: change.basedOn },
      })
    case 'remove':
      return ask(`/config/${change.kind}/${change.id}?basedOn=${change.basedOn}`, { method: 'DELETE' })
    case 'silence': {
      const { rule, labels, hours, reason } = change
      const until = new Date(Date.now() + hours * 3_600_000).toISOString()
      return ask('/alerts/silences', { body: { rule, labels, until, reason } })
    }
    case 'end-silence':
      return ask(`/alerts/silences/${change.id}`, { method: 'DELETE' })
    case 'replay':
      return ask(`/alerts/deliveries/${change.id}/replay`, { body: {} })
    case 'address':
      return ask(`/alerts/endpoints/${change.id}/address`, { method: 'PUT', body: { url: change.url } })
    case 'test':
    case 'enable':
    case 'secret':
      return ask(`/alerts/endpoints/${change.id}/${change.do}`, { body: {} })
  }
}
