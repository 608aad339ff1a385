/** Sends what the outbox holds: one at a time to each endpoint, all endpoints side by side. */
import type { Config } from '../../config/config.ts'
import type { Engine } from '../../engine/port.ts'
import { instantText } from '../../instant-text.ts'
import type { Catalog } from '../../metrics/catalog.ts'
import { type Book, readBook } from '../book.ts'
import type { Endpoint } from '../rule/endpoint.ts'
import { type Rule, ruleSchema } from '../rule/rule.ts'
import type { Notice } from '../state/dispatch.ts'
import { writeNotice } from '../store.ts'
import type { Resolve } from './address.ts'
import { slackBody, teamsBody } from './chat.ts'
import { sendMail } from './mail.ts'
import { type Message, messageOf } from './message.ts'
import { ADMINS, type Delivery, dueDeliveries, noteAttempt } from './outbox.ts'
import { type Posted, post } from './post.ts'
import type { Secrets } from './secrets.ts'
import { signedHeaders, webhookBody } from './webhook.ts'

export interface SendContext {
  engine: Engine
  catalog: Catalog
  config: Pick<Config, 'alerts' | 'mail'>
  secrets: Secrets
  now(): Date
  /** Tests set these. */
  timeoutMs?: number
  resolve?: Resolve
  random?(): number
}

/** Endpoints that are being sent to, each with the number of attempts once it is done. */
export type Lanes = Map<string, Promise<number>>

/**
 * Begins to send what is due to endpoints without a lane, and notes what becomes of each. After a failure the rest of that endpoint
 * waits for the next round. An endpoint that is slow to answer keeps only itself waiting. A kill between sending and noting sends
 * again, with the same id. Returns the lanes begun.
 */
export async function sendDue(context: SendContext, lanes: Lanes): Promise<Promise<number>[]> {
  const nowMs = context.now().getTime()
  const due = await dueDeliveries(context.engine, nowMs, [...lanes.keys()])
  if (due.length === 0) return []
  const book = await readBook(context.engine, nowMs)
  const byEndpoint = new Map<string, Delivery[]>()
  for (const one of due) byEndpoint.set(one.endpoint, [...(byEndpoint.get(one.endpoint) ?? []), one])
  return [...byEndpoint].map(([endpoint, queue]) => {
    const lane = sendQueue(context, book, queue).finally(() => lanes.delete(endpoint))
    lanes.set(endpoint, lane)
    return lane
  })
}

async function sendQueue(context: SendContext, book: Book, queue: readonly Delivery[]): Promise<number> {
  let count = 0
  for (const delivery of queue) {
    count += 1
    const started = performance.now()
    const posted = await attempt(context, book, delivery)
    const tookMs = performance.now() - started
    const atMs = context.now().getTime()
    await context.engine.write(async (tx) => {
      const random = (context.random ?? Math.random)()
      const disabled = await noteAttempt(tx, delivery, { posted, atMs, tookMs }, random)
      if (disabled !== null) {
        const about = { rule: delivery.endpoint, labels: { endpoint: delivery.endpoint }, alerts: [] }
        await writeNotice(tx, { ...about, kind: 'error', atMs, reason: disabled }, [ADMINS])
      }
    })
    if (posted.reason !== null) return count
  }
  return count
}

async function attempt(context: SendContext, book: Book, delivery: Delivery): Promise<Posted> {
  const { secrets, config, now, timeoutMs, resolve } = context
  const id = delivery.delivery
  if (delivery.endpoint === ADMINS) return toAdmins(context, delivery)
  const endpoint = book.endpoints.find((one) => one.id === delivery.endpoint)?.body
  if (!endpoint) return { status: 410, reason: 'the endpoint is no longer configured', retryAfterS: null }
  const rule = book.lastRule(delivery.rule) ?? unknownRule(delivery.rule)
  const nowMs = now().getTime()
  const options = {
    allowPrivate: config.alerts.allow_private,
    nowMs,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(resolve === undefined ? {} : { resolve }),
  }
  if (endpoint.type === 'webhook') {
    const body = webhookBody(delivery.body, delivery.notice, rule, config.alerts.link)
    const keys = secrets.signing(delivery.endpoint, nowMs)
    if (keys.length === 0)
      return { status: null, reason: 'no signing secret has been made', retryAfterS: null }
    return post(endpoint.url, body, signedHeaders(body, id, nowMs, keys), options)
  }
  const message = said(context, delivery.body, rule, endpoint)
  if (endpoint.type === 'email') return sendMail(config.mail, { id, to: endpoint.to, message })
  const { url } = secrets.of(delivery.endpoint)
  if (url === null) return { status: null, reason: 'no address has been given', retryAfterS: null }
  const body = endpoint.type === 'slack' ? slackBody(message) : teamsBody(message)
  return post(url, body, { 'content-type': 'application/json' }, options)
}

const said = (
  { catalog, config }: SendContext,
  notice: Notice,
  rule: Rule,
  endpoint: Exclude<Endpoint, { type: 'webhook' }>,
): Message => messageOf(notice, rule, { catalog, link: config.alerts.link }, endpoint.language)

function toAdmins({ config }: SendContext, { delivery, body }: Delivery): Promise<Posted> {
  const { admins, link } = config.alerts
  if (admins.length === 0) {
    return Promise.resolve({ status: null, reason: 'no administrator has an address', retryAfterS: null })
  }
  const message: Message = {
    title: `Pegel has given up the endpoint ${body.rule}`,
    rule: `At ${instantText(body.atMs)}: ${body.reason}.`,
    lines: ['What waited for it is kept and can be sent again once it works.'],
    link: `${link.replace(/\/$/, '')}/alerts`,
    kind: 'error',
    severity: 'critical',
  }
  return sendMail(config.mail, { id: delivery, to: admins, message })
}

/** A rule whose body nobody knows any more still has a name. */
const unknownRule = (id: string): Rule =>
  ruleSchema.parse({ name: id, when: { kind: 'source_silent', enter: 1 } })
