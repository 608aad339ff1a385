import type { Identity } from '../company/customers.ts'
import { MINUTE } from '../company/days.ts'
import type { Random } from '../world/random.ts'
import type { Outbox } from './outbox.ts'
import {
  inboundBody,
  inboundMessage,
  numberChangedBody,
  type Status,
  status,
  statusBody,
} from './whatsapp.ts'

const FAILS = 0.006
const CAMPAIGN_FAILS = 0.035
const READ = 0.78
/** Statuses of one message that share a webhook. */
const TOGETHER = 0.12
const WITH_CONTACT = 0.05
const SOON_AFTER = 1200

/** The numbers of the company on WhatsApp: messages get ids, and webhooks tell of them. */
export class WhatsAppLine {
  readonly #outbox: Outbox
  readonly #random: Random
  /** From here on statuses carry no conversation any more. */
  readonly #newVersionFrom: number
  #count = 0

  constructor(outbox: Outbox, random: Random, newVersionFrom: number) {
    this.#outbox = outbox
    this.#random = random
    this.#newVersionFrom = newVersionFrom
  }

  /** Returns the message's id. */
  inbound(account: number, who: Identity, at: number, content: string): string {
    const id = this.#nextId()
    this.#outbox.send('whatsapp', at, inboundBody(account, who, inboundMessage(who, id, at, content)))
    return id
  }

  edit(account: number, who: Identity, at: number, id: string): void {
    const body = '"message":{"type":"text","text":{"body":"Sorry, I meant the other one."}}'
    this.inbound(account, who, at, `"type":"edit","edit":{"original_message_id":"${id}",${body}}`)
  }

  revoke(account: number, who: Identity, at: number, id: string): void {
    this.inbound(account, who, at, `"type":"revoke","revoke":{"original_message_id":"${id}"}`)
  }

  reaction(account: number, who: Identity, at: number, id: string): void {
    this.inbound(account, who, at, `"type":"reaction","reaction":{"message_id":"${id}","emoji":"👍"}`)
  }

  numberChanged(account: number, at: number, old: string, now: string): void {
    this.#outbox.send('whatsapp', at, numberChangedBody(account, this.#nextId(), at, old, now))
  }

  /** A message of the company as WhatsApp tells of it: sent, delivered, for most read; or failed. Returns its id. */
  outbound(
    account: number,
    who: Identity,
    at: number,
    category: Status['category'],
    stamp: string | null,
  ): string {
    const random = this.#random
    const wamid = this.#nextId()
    const conversation = at < this.#newVersionFrom
    const tell = (state: Status['state'], when: number) =>
      status(who, { wamid, state, at: when, category, conversation, stamp })
    const post = (when: number, statuses: string) =>
      this.#outbox.send(
        'whatsapp',
        when,
        statusBody(account, statuses, random.chance(WITH_CONTACT) ? who : null),
      )
    const sentAt = at + random.between(200, SOON_AFTER)
    if (random.chance(category === 'marketing' ? CAMPAIGN_FAILS : FAILS)) {
      this.#outbox.send('whatsapp', sentAt, statusBody(account, tell('failed', sentAt), null))
      return wamid
    }
    const deliveredAt =
      sentAt + (random.chance(0.85) ? random.between(300, 4000) : random.exponential(40 * MINUTE))
    if (deliveredAt - sentAt < 4000 && random.chance(TOGETHER)) {
      post(deliveredAt, `${tell('sent', sentAt)},${tell('delivered', deliveredAt)}`)
    } else {
      post(sentAt, tell('sent', sentAt))
      post(deliveredAt, tell('delivered', deliveredAt))
    }
    if (random.chance(READ)) {
      const readAt = deliveredAt + random.lognormal(2.5 * MINUTE, 1.5)
      post(readAt, tell('read', readAt))
    }
    return wamid
  }

  #nextId(): string {
    this.#count++
    return `wamid.HBgLMD${this.#count.toString(36).toUpperCase().padStart(16, '0')}VAgASGBQz`
  }
}
