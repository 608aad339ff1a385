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
const DELIVERED_AT_ONCE = 0.85
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
    this.inbound(
      account,
      who,
      at,
      `"type":"reaction","reaction":{"message_id":"${id}","emoji":"\\ud83d\\udc4d"}`,
    )
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
    const sentAt = at + random.between(200, SOON_AFTER)
    const sent: Status = { wamid, state: 'sent', at: sentAt, category, conversation, stamp }
    if (random.chance(category === 'marketing' ? CAMPAIGN_FAILS : FAILS)) {
      const failed = status(who, { ...sent, state: 'failed' })
      this.#outbox.send('whatsapp', sentAt, statusBody(account, failed, null))
      return wamid
    }
    const quick = random.chance(DELIVERED_AT_ONCE)
    const deliveredAt = sentAt + (quick ? random.between(300, 4000) : random.exponential(40 * MINUTE))
    const delivered: Status = { wamid, state: 'delivered', at: deliveredAt, category, conversation, stamp }
    if (quick && random.chance(TOGETHER)) {
      this.#tell(account, who, deliveredAt, `${status(who, sent)},${status(who, delivered)}`)
    } else {
      this.#tell(account, who, sentAt, status(who, sent))
      this.#tell(account, who, deliveredAt, status(who, delivered))
    }
    if (random.chance(READ)) {
      const readAt = deliveredAt + random.lognormal(2.5 * MINUTE, 1.5)
      this.#tell(account, who, readAt, status(who, { ...delivered, state: 'read', at: readAt }))
    }
    return wamid
  }

  #tell(account: number, who: Identity, at: number, statuses: string): void {
    const contact = this.#random.chance(WITH_CONTACT) ? who : null
    this.#outbox.send('whatsapp', at, statusBody(account, statuses, contact))
  }

  #nextId(): string {
    this.#count++
    return `wamid.HBgLMD${this.#count.toString(36).toUpperCase().padStart(16, '0')}VAgASGBQz`
  }
}
