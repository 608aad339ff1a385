/** How the sources are doing, and what they sent that could not be mapped. */
import type { Engine } from '../engine/port.ts'
import type { DeadLetter, SourceHealth } from '../pegel.ts'
import type { Connection } from './map-record.ts'

/** Every connection, and every name that events came through. */
export async function sourceHealth(
  engine: Engine,
  connections: ReadonlyMap<string, Connection>,
): Promise<SourceHealth[]> {
  const counts = await engine.rows<{ source: string; kind: string; n: number; last_at: string }>(
    'select source, kind, sum(n)::bigint as n, max(last_at) as last_at from source_count group by all',
  )
  const events = await engine.rows<{ source: string; n: number; last_event_at: string }>(
    'select source, count(*) as n, max(occurred_at) as last_event_at from event group by source',
  )
  const open = await engine.rows<{ source: string; n: number }>(
    'select source, count(*) as n from dead_letter where not replayed group by source',
  )
  const names = new Set([
    ...connections.keys(),
    ...counts.map((one) => one.source),
    ...events.map((one) => one.source),
  ])
  return [...names].sort().map((name) => {
    const own = counts.filter((one) => one.source === name)
    const count = (kind: string) => own.find((one) => one.kind === kind)?.n ?? 0
    const stored = events.find((one) => one.source === name)
    const connection = connections.get(name)
    return {
      name,
      kind: connection?.source.kind ?? 'import',
      configured: connection?.configured ?? false,
      ticketPage: connection?.ticketPage ?? null,
      lastEventAt: stored?.last_event_at ?? null,
      lastReceivedAt: own.reduce<string | null>(
        (last, one) => (!last || one.last_at > last ? one.last_at : last),
        null,
      ),
      deliveries: count('delivery'),
      events: stored?.n ?? 0,
      duplicates: count('duplicate'),
      clockSkew: count('clock_skew'),
      deadLetters: open.find((one) => one.source === name)?.n ?? 0,
      unmapped: Object.fromEntries(
        own.filter((one) => one.kind.startsWith('unmapped:')).map((one) => [one.kind.slice(9), one.n]),
      ),
    }
  })
}

/** Newest first, the replayed ones last. */
export async function listDeadLetters(
  engine: Engine,
  input: { source?: string; limit?: number; offset?: number },
): Promise<{ total: number; rows: DeadLetter[] }> {
  const where = input.source === undefined ? '' : 'where source = $1'
  const params = input.source === undefined ? [] : [input.source]
  const [total] = await engine.rows<{ n: number }>(`select count(*) as n from dead_letter ${where}`, params)
  const rows = await engine.rows<{
    id: number
    source: string
    account: string | null
    received_at: string
    reason: string
    bytes: number
    replayed: boolean
  }>(
    `select id, source, account, received_at, reason, octet_length(body) as bytes, replayed from dead_letter ${where}
     order by replayed, id desc
     limit $${params.length + 1}::integer offset $${params.length + 2}::integer`,
    [...params, Math.min(input.limit ?? 50, 500), input.offset ?? 0],
  )
  return {
    total: total?.n ?? 0,
    rows: rows.map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at })),
  }
}
