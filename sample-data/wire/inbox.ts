import { iso } from './instant.ts'
import type { Outbox } from './outbox.ts'

export type InboxEvent =
  | 'ticket.created'
  | 'ticket.updated'
  | 'ticket.merged'
  | 'ticket.deleted'
  | 'ticket.spam'
  | 'ticket.handoff'
  | 'ticket.human_requested'
  | 'message.created'
  | 'csat.requested'
  | 'csat.received'
  | 'call.started'
  | 'call.ended'

export type Actor = 'customer' | 'bot' | 'automation' | 'system' | { agent: string }

/** The inbox tool's log of what happened, told as CloudEvents (docs/events.md). */
export class Inbox {
  readonly #outbox: Outbox
  #sequence = 0

  constructor(outbox: Outbox) {
    this.#outbox = outbox
  }

  /** `data` is the inside of the data object, JSON without its braces. */
  tell(type: InboxEvent, at: number, data: string): void {
    const sequence = ++this.#sequence
    this.#outbox.send(
      'inbox',
      at,
      `{"specversion":"1.0","id":"e-${sequence}","source":"/inbox","type":"io.pegel.${type}.v1","time":"${iso(at)}","sequence":"${sequence}","datacontenttype":"application/json","data":{${data}}}`,
    )
  }
}

/** The bot has a code, as agents have. */
const BOT = 'bot-helm'

export function actorJson(actor: Actor): string {
  if (typeof actor === 'object') return `"actor":{"type":"agent","id":"${actor.agent}"}`
  return actor === 'bot' ? `"actor":{"type":"bot","id":"${BOT}"}` : `"actor":{"type":"${actor}"}`
}
