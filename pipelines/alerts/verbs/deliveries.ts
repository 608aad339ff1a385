import type { Engine } from '../../engine/port.ts'
import { conflict, notFound } from '../../errors.ts'
import { instantText } from '../../instant-text.ts'
import type { Labels } from '../alert.ts'
import type { Notice } from '../state/dispatch.ts'

export interface DeliveryView {
  id: string
  notice: string
  rule: string
  endpoint: string
  kind: Notice['kind']
  labels: Labels
  alerts: number
  createdAt: string
  state: 'waiting' | 'delivered' | 'dead'
  attempts: number
  nextAt: string | null
  lastAt: string | null
  lastStatus: number | null
  reason: string | null
}

type Row = {
  delivery: string
  notice: string
  rule: string
  endpoint: string
  body: string
  created_at: string
  state: DeliveryView['state']
  attempts: number
  next_at: string | null
  last_at: string | null
  last_status: number | null
  reason: string | null
}

/** Who was told what, the latest first. */
export async function listDeliveries(
  engine: Engine,
  input: {
    state?: string | undefined
    rule?: string | undefined
    limit?: number | undefined
    offset?: number | undefined
  },
): Promise<{ total: number; rows: DeliveryView[] }> {
  const where = '($1::varchar is null or state = $1) and ($2::varchar is null or alert_delivery.rule = $2)'
  const given = [input.state ?? null, input.rule ?? null]
  const [count] = await engine.rows<{ n: number }>(
    `select count(*) as n from alert_delivery where ${where}`,
    given,
  )
  const rows = await engine.rows<Row>(
    `select alert_delivery.*, alert_notice.body
     from alert_delivery inner join alert_notice on alert_notice.notice = alert_delivery.notice
     where ${where} order by created_at desc, delivery limit $3::integer offset $4::integer`,
    [...given, input.limit ?? 50, input.offset ?? 0],
  )
  return {
    total: count?.n ?? 0,
    rows: rows.map((row) => {
      const { kind, labels, alerts } = JSON.parse(row.body) as Notice
      return {
        id: row.delivery,
        notice: row.notice,
        rule: row.rule,
        endpoint: row.endpoint,
        kind,
        labels,
        alerts: alerts.length,
        createdAt: row.created_at,
        state: row.state,
        attempts: row.attempts,
        nextAt: row.next_at,
        lastAt: row.last_at,
        lastStatus: row.last_status,
        reason: row.reason,
      }
    }),
  }
}

/** Sends a delivery again, under the same id. Throws `not_found`, and `conflict` while it still waits. */
export async function replayDelivery(
  engine: Engine,
  id: string,
  now: Date,
): Promise<{ id: string; state: 'waiting' }> {
  return engine.write(async (tx) => {
    const [found] = await tx.rows<{ state: string; endpoint: string }>(
      'select state, endpoint from alert_delivery where delivery = $1',
      [id],
    )
    if (!found) throw notFound(`there is no delivery ${id}`)
    if (found.state === 'waiting') throw conflict(`delivery ${id} waits to be sent already`)
    await tx.run(
      `update alert_delivery set state = 'waiting', attempts = 0, next_at = $2::timestamp, reason = null where delivery = $1`,
      [id, instantText(now.getTime())],
    )
    return { id, state: 'waiting' as const }
  })
}
