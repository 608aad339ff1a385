/** The outbox: what waits to be sent, what became of it, and endpoints that are given up. */
import type { Engine, Writer } from '../../engine/port.ts'
import { instantText } from '../../instant-text.ts'
import type { Notice } from '../state/dispatch.ts'
import { GIVE_UP_MS, retryIn } from './backoff.ts'
import type { Posted } from './post.ts'

/** Mails to the administrators go through the outbox too, under this name, which is never given up: nobody else could say so. */
export const ADMINS = '@admins'

export interface Delivery {
  delivery: string
  notice: string
  rule: string
  endpoint: string
  attempts: number
  body: Notice
}

/** Of one endpoint in one round. */
const MOST_AT_ONCE = 100

/** What is due, the oldest first, of endpoints that are neither given up nor `busy`. */
export async function dueDeliveries(
  engine: Engine,
  nowMs: number,
  busy: readonly string[],
): Promise<Delivery[]> {
  const rows = await engine.rows<Omit<Delivery, 'body'> & { body: string }>(
    `select delivery, alert_delivery.notice, alert_delivery.rule, endpoint, attempts, body
     from alert_delivery inner join alert_notice on alert_notice.notice = alert_delivery.notice
     where state = 'waiting' and next_at <= $1::timestamp
       and endpoint not in (select endpoint from alert_endpoint where disabled_at is not null)
       and not list_contains($2::varchar[], endpoint)
     qualify row_number() over (partition by endpoint order by created_at, delivery) <= ${MOST_AT_ONCE}
     order by created_at, delivery`,
    [instantText(nowMs), busy],
  )
  return rows.map((row) => ({ ...row, body: JSON.parse(row.body) as Notice }))
}

export interface Attempt {
  posted: Posted
  atMs: number
  tookMs: number
}

/** Notes an attempt; returns why the endpoint is given up, where it is. */
export async function noteAttempt(
  tx: Writer,
  { delivery, endpoint, attempts }: Delivery,
  { posted, atMs, tookMs }: Attempt,
  random: number,
): Promise<string | null> {
  const at = instantText(atMs)
  const count = attempts + 1
  await tx.run('insert into alert_attempt values ($1, $2, $3, $4::timestamp, $5, $6, $7)', [
    delivery,
    endpoint,
    count,
    at,
    posted.status,
    posted.reason,
    tookMs,
  ])
  if (posted.reason === null) {
    await settle(tx, delivery, { state: 'delivered', count, at, next: null, posted })
    await tx.run('delete from alert_endpoint where endpoint = $1', [endpoint])
    return null
  }
  const wait = retryIn(count, posted.retryAfterS, random)
  const next = wait === null ? null : instantText(atMs + wait)
  await settle(tx, delivery, { state: next === null ? 'dead' : 'waiting', count, at, next, posted })
  if (endpoint === ADMINS) return null
  const since = await failingSince(tx, endpoint, at)
  if (posted.status === 410) return disable(tx, endpoint, at, posted.reason)
  return atMs - Date.parse(since) >= GIVE_UP_MS
    ? disable(tx, endpoint, at, 'nothing but failures for five days')
    : null
}

async function settle(
  tx: Writer,
  delivery: string,
  now: { state: string; count: number; at: string; next: string | null; posted: Posted },
): Promise<void> {
  await tx.run(
    `update alert_delivery set state = $2, attempts = $3, last_at = $4::timestamp, next_at = $5::timestamp,
       last_status = $6, reason = $7 where delivery = $1`,
    [delivery, now.state, now.count, now.at, now.next, now.posted.status, now.posted.reason],
  )
}

/** When the endpoint began to fail without a success since. */
async function failingSince(tx: Writer, endpoint: string, at: string): Promise<string> {
  const [known] = await tx.rows<{ since: string }>(
    'select failing_since as since from alert_endpoint where endpoint = $1',
    [endpoint],
  )
  if (known) return known.since
  await tx.run('insert into alert_endpoint values ($1, $2::timestamp, null, null)', [endpoint, at])
  return at
}

async function disable(tx: Writer, endpoint: string, at: string, reason: string): Promise<string> {
  await tx.run('update alert_endpoint set disabled_at = $2::timestamp, reason = $3 where endpoint = $1', [
    endpoint,
    at,
    reason,
  ])
  await tx.run(
    `update alert_delivery set state = 'dead', next_at = null, reason = 'the endpoint is given up'
     where endpoint = $1 and state = 'waiting'`,
    [endpoint],
  )
  return reason
}
