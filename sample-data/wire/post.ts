import { ACCOUNTS, type Agent, TEAMS } from '../company/company.ts'
import type { Identity } from '../company/customers.ts'
import { DAY, HOUR } from '../company/days.ts'
import type { Campaign, Stories } from '../company/stories.ts'
import { type Saying, say } from '../company/texts.ts'
import { TOPICS } from '../company/topics.ts'
import type { Conversation } from '../world/conversation.ts'
import type { Random } from '../world/random.ts'
import { ratingContent, whatsAppContent } from './contents.ts'
import { type Actor, actorJson, Inbox } from './inbox.ts'
import type { Outbox } from './outbox.ts'
import { WhatsAppLine } from './whatsapp-line.ts'

const REACTS = 0.07
const EDITS = 0.012
const REVOKES = 0.004
const WINDOW = 24 * HOUR

/** Tells the outside what happens in the world: WhatsApp what it sees, the inbox tool the rest. */
export class Post {
  readonly inbox: Inbox
  readonly whatsApp: WhatsAppLine
  /** Messages told of so far, both ways, on all channels. */
  messages = 0
  #notes = 0
  readonly #random: Random

  constructor(outbox: Outbox, random: Random, stories: Stories) {
    this.#random = random
    this.inbox = new Inbox(outbox)
    this.whatsApp = new WhatsAppLine(outbox, random, stories.userIdsFrom + 20 * DAY)
  }

  /** The inbox tool makes a ticket; which team's it is stays open while the bot has it. */
  opened(c: Conversation, at: number): void {
    if (!told(c)) return
    const customer = c.channel === 'whatsapp' ? '' : `"customer":"customer${c.customer}@example.org",`
    const whose = c.plan === null ? `"status":"new",${place(c)},` : '"status":"open",'
    this.inbox.tell(
      'ticket.created',
      at,
      `${c.ref},"actor":{"type":"customer"},${customer}${whose}${facets(c)}`,
    )
  }

  inbound(c: Conversation, at: number, saying: Saying): void {
    if (!c.visible) return
    const random = this.#random
    this.messages++
    const topic = TOPICS[c.topic]?.id ?? ''
    if (c.channel === 'whatsapp') {
      const content = whatsAppContent(random, saying, topic, c.botActive)
      const id = this.whatsApp.inbound(c.account, c.who, at, content.json)
      if (content.kind === 'text' && random.chance(EDITS))
        this.whatsApp.edit(c.account, c.who, at + 20_000, id)
      else if (random.chance(REVOKES)) this.whatsApp.revoke(c.account, c.who, at + 40_000, id)
      return
    }
    const length =
      c.channel === 'email'
        ? Math.round(random.lognormal(380, 0.7))
        : say(saying, topic, random.next()).length
    this.inbox.tell(
      'message.created',
      at,
      `${c.ref},"actor":{"type":"customer"},${this.#message('inbound', length)}`,
    )
  }

  reply(c: Conversation, at: number, agent: Agent): void {
    const length = Math.round(this.#random.lognormal(c.channel === 'email' ? 520 : 110, 0.6))
    this.#outbound(c, at, { agent: agent.id }, length)
    if (c.visible && c.channel === 'whatsapp' && this.#random.chance(REACTS)) {
      this.whatsApp.reaction(c.account, c.who, at + this.#random.between(5, 600) * 1000, c.lastOutboundId)
    }
  }

  botReply(c: Conversation, at: number): void {
    this.#outbound(c, at, 'bot', Math.round(this.#random.lognormal(160, 0.4)))
  }

  note(c: Conversation, at: number, agent: Agent): void {
    if (!told(c)) return
    this.inbox.tell(
      'message.created',
      at,
      `${c.ref},${actorJson({ agent: agent.id })},"message":{"id":"n-${++this.#notes}","direction":"internal","visibility":"private","kind":"text","length":64}`,
    )
  }

  status(c: Conversation, at: number, status: string, by: 'agent' | 'bot' | 'automation' | 'system'): void {
    if (!told(c)) return
    const actor: Actor = by === 'agent' ? (c.assignee ? { agent: c.assignee.id } : 'system') : by
    this.inbox.tell('ticket.updated', at, `${c.ref},${actorJson(actor)},"status":"${status}"`)
  }

  assigned(c: Conversation, at: number, opens: boolean): void {
    if (!told(c) || !c.assignee) return
    const by = actorJson({ agent: c.assignee.id })
    const status = opens ? '"status":"open",' : ''
    this.inbox.tell('ticket.updated', at, `${c.ref},${by},${status}"assignee":"${c.assignee.id}"`)
  }

  moved(c: Conversation, at: number): void {
    if (!told(c)) return
    this.inbox.tell('ticket.updated', at, `${c.ref},"actor":{"type":"system"},${place(c)},"assignee":null`)
  }

  handedOver(c: Conversation, at: number): void {
    if (told(c)) this.inbox.tell('ticket.handoff', at, `${c.ref},${actorJson('bot')},${place(c)}`)
  }

  humanRequested(c: Conversation, at: number): void {
    if (told(c)) this.inbox.tell('ticket.human_requested', at, `${c.ref},"actor":{"type":"customer"}`)
  }

  survey(c: Conversation, at: number): void {
    if (!told(c)) return
    if (c.channel === 'whatsapp') {
      this.messages++
      const stamp = JSON.stringify(JSON.stringify({ kind: 'survey', ticket: c.ticket }))
      c.surveyId = this.whatsApp.outbound(c.account, c.who, at, 'service', stamp)
    }
    const which =
      c.channel === 'whatsapp' ? `"message":{"id":"${c.surveyId}"}` : `"rating":{"survey":"s-${c.ticket}"}`
    this.inbox.tell('csat.requested', at, `${c.ref},"actor":{"type":"automation"},${which}`)
  }

  rating(c: Conversation, at: number, score: number): void {
    if (!told(c)) return
    if (c.channel === 'whatsapp') {
      this.messages++
      const content = ratingContent(this.#random, c.ticket, score, c.surveyId)
      this.whatsApp.inbound(c.account, c.who, at, content)
      return
    }
    const rating = `"rating":{"score":${score},"scale":[1,5],"survey":"s-${c.ticket}"}`
    this.inbox.tell('csat.received', at, `${c.ref},"actor":{"type":"customer"},${rating}`)
  }

  discarded(c: Conversation, at: number, how: 'spam' | 'deleted' | 'merged', into: string): void {
    if (!told(c)) return
    const by = `${c.ref},${actorJson(c.assignee ? { agent: c.assignee.id } : 'system')}`
    this.inbox.tell(`ticket.${how}`, at, how === 'merged' ? `${by},"into":"${into}"` : by)
  }

  call(c: Conversation, at: number, ended: { seconds: number; answered: boolean } | null): void {
    if (!c.visible) return
    const call = `"call":{"id":"call-${c.id}","direction":"inbound"`
    if (ended === null) {
      this.inbox.tell('call.started', at, `${c.ref},"actor":{"type":"customer"},${call}}`)
      return
    }
    const by: Actor = c.assignee ? { agent: c.assignee.id } : 'customer'
    const result = `"answered":${ended.answered},"duration_s":${ended.seconds}}`
    this.inbox.tell('call.ended', at, `${c.ref},${actorJson(by)},${call},${result}`)
  }

  /** A template to somebody who did not ask; the inbox tool does not know, and only some senders stamp it. */
  campaign(campaign: Campaign, who: Identity, at: number, stamped: boolean): void {
    this.messages++
    const stamp = stamped
      ? JSON.stringify(JSON.stringify({ kind: 'campaign', campaign: campaign.template }))
      : null
    this.whatsApp.outbound(campaign.account, who, at, 'marketing', stamp)
  }

  #outbound(c: Conversation, at: number, actor: Actor, length: number): void {
    if (!c.visible) return
    this.messages++
    if (c.channel !== 'whatsapp') {
      this.inbox.tell(
        'message.created',
        at,
        `${c.ref},${actorJson(actor)},${this.#message('outbound', length)}`,
      )
      return
    }
    const category = at - c.lastInboundAt > WINDOW ? 'utility' : 'service'
    c.lastOutboundId = this.whatsApp.outbound(c.account, c.who, at, category, null)
    if (!told(c)) return
    const kind = category === 'utility' ? 'template' : 'text'
    const message = `"message":{"id":"${c.lastOutboundId}","direction":"outbound","visibility":"public","kind":"${kind}","length":${length}}`
    this.inbox.tell('message.created', at, `${c.ref},${actorJson(actor)},${message}`)
  }

  #message(direction: 'inbound' | 'outbound', length: number): string {
    return `"message":{"id":"m-${this.messages}","direction":"${direction}","visibility":"public","kind":"text","length":${length}}`
  }
}

/** Whether the inbox tool knows of it. */
const told = (c: Conversation): boolean => c.visible && ACCOUNTS[c.account]?.inInbox !== false

const place = (c: Conversation): string => `"team":"${TEAMS[c.team]?.name}","tier":"${TEAMS[c.team]?.tier}"`

const facets = (c: Conversation): string =>
  `"brand":"${c.brand}","priority":"${c.priority}","topic":"${TOPICS[c.topic]?.id}","channel":"${c.channel}"`
