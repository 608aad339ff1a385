/**
 * Reads deliveries the way a patient person would, without a line of the product's code: bodies are parsed, repeats
 * dropped, and each conversation is told from its beginning. The tests use it to find the stories in the raw data.
 */
import type { Delivery } from './wire/outbox.ts'

export interface Told {
  at: number
  what:
    | 'inbound'
    | 'reply'
    | 'bot'
    | 'status'
    | 'route'
    | 'handoff'
    | 'human'
    | 'survey'
    | 'rating'
    | 'gone'
    | 'call'
  /** Status, or what removed it. */
  value: string
  agent: string
  score: number
  /** Of a route. */
  facets: Facets
}

/** What the inbox tool says a conversation is about; absent is as before. */
export interface Facets {
  team?: string
  tier?: string
  brand?: string
  topic?: string
  priority?: string
}

export interface Thread {
  key: string
  channel: string
  account: string
  /** Whether the inbox tool knows of it. */
  inInbox: boolean
  told: Told[]
}

export interface Reading {
  threads: Map<string, Thread>
  deliveries: number
  repeats: number
  /** Deliveries that arrived more than two minutes after what they tell of. */
  late: number
  byKind: Map<string, number>
  /** What WhatsApp said of who wrote, message by message. */
  identities: { at: number; waId: boolean; userId: boolean }[]
  /** Sends of marketing messages. */
  marketing: { at: number; account: string }[]
  /** Message id → what is known of a WhatsApp message of the company. */
  outbound: Map<string, { key: string; at: number; states: Set<string> }>
}

interface WhatsAppItem {
  id: string
  timestamp: string
  type?: string
  from?: string
  from_user_id?: string
  status?: string
  recipient_id?: string
  recipient_user_id?: string
  pricing?: { category: string }
  interactive?: {
    button_reply?: { id: string }
    list_reply?: { id: string }
    nfm_reply?: { response_json: string }
  }
}

interface WhatsAppBody {
  entry: {
    changes: {
      value: { metadata: { phone_number_id: string }; messages?: WhatsAppItem[]; statuses?: WhatsAppItem[] }
    }[]
  }[]
}

export interface CloudEvent {
  id: string
  type: string
  time: string
  data: Facets & {
    ticket?: string
    conversation?: { channel: string; account: string; customer: string }
    actor: { type: string; id?: string }
    status?: string
    channel?: string
    into?: string
    message?: { id: string; direction: string; visibility: string }
    rating?: { score: number }
    call?: { id: string; answered?: boolean }
  }
}

const NOT_WAITING = new Set(['reaction', 'edit', 'revoke', 'system', 'request_welcome'])
const NONE: Facets = {}
const LATE_MS = 120_000

/** Reads everything; conversations in the order of their first delivery, what is told of each by its own time. */
export function read(deliveries: Iterable<Delivery>): Reading {
  const reading: Reading = {
    threads: new Map(),
    deliveries: 0,
    repeats: 0,
    late: 0,
    byKind: new Map(),
    identities: [],
    marketing: [],
    outbound: new Map(),
  }
  const seen = new Set<string>()
  for (const delivery of deliveries) {
    reading.deliveries++
    const body: unknown = JSON.parse(delivery.body)
    const before = seen.size
    const at =
      delivery.source === 'whatsapp'
        ? readWhatsApp(reading, body as WhatsAppBody, seen)
        : readInbox(reading, body as CloudEvent, seen)
    if (seen.size === before) reading.repeats++
    else if (Date.parse(delivery.at) - at > LATE_MS) reading.late++
  }
  for (const thread of reading.threads.values()) thread.told.sort((a, b) => a.at - b.at)
  return reading
}

function readWhatsApp(reading: Reading, body: WhatsAppBody, seen: Set<string>): number {
  let at = 0
  for (const { value } of body.entry.flatMap((entry) => entry.changes)) {
    const account = value.metadata.phone_number_id
    for (const message of value.messages ?? []) {
      at = Number(message.timestamp) * 1000
      if (seen.has(message.id)) continue
      seen.add(message.id)
      count(reading, `in:${message.type}`)
      if (NOT_WAITING.has(message.type ?? '')) continue
      reading.identities.push({
        at,
        waId: message.from !== undefined,
        userId: message.from_user_id !== undefined,
      })
      const thread = threadOf(reading, `${account}:${message.from ?? message.from_user_id}`, account)
      const score = ratingIn(message)
      if (score === null) tell(thread, at, 'inbound')
      else tell(thread, at, 'rating', { score })
    }
    for (const status of value.statuses ?? []) {
      at = Number(status.timestamp) * 1000
      const key = `${status.id}:${status.status}`
      if (seen.has(key)) continue
      seen.add(key)
      count(reading, `status:${status.status}`)
      readStatus(reading, account, status, at)
    }
  }
  return at
}

function readStatus(reading: Reading, account: string, status: WhatsAppItem, at: number): void {
  if (status.pricing?.category === 'marketing') {
    if (status.status === 'sent') reading.marketing.push({ at, account })
    return
  }
  const known = reading.outbound.get(status.id)
  if (known) {
    known.states.add(status.status ?? '')
    return
  }
  const key = `${account}:${status.recipient_id ?? status.recipient_user_id}`
  reading.outbound.set(status.id, { key, at, states: new Set([status.status ?? '']) })
}

function readInbox(reading: Reading, event: CloudEvent, seen: Set<string>): number {
  const at = Date.parse(event.time)
  if (seen.has(event.id)) return at
  seen.add(event.id)
  const kind = event.type.slice('io.pegel.'.length, -'.v1'.length)
  const { data } = event
  count(reading, kind)
  const { conversation } = data
  const key = conversation ? `${conversation.account}:${conversation.customer}` : `ticket:${data.ticket}`
  const thread = threadOf(reading, key, conversation?.account ?? '')
  thread.channel = data.channel ?? thread.channel
  thread.inInbox = true
  if (data.team || data.brand) tell(thread, at, 'route', { facets: facetsOf(data) })
  const agent = data.actor.type === 'agent' ? (data.actor.id ?? '') : data.actor.type
  if (kind === 'message.created' && data.message?.visibility === 'public') {
    if (data.message.direction === 'inbound') tell(thread, at, 'inbound')
    else tell(thread, at, data.actor.type === 'bot' ? 'bot' : 'reply', { agent })
  }
  if (kind === 'ticket.handoff') tell(thread, at, 'handoff')
  if (kind === 'ticket.human_requested') tell(thread, at, 'human')
  if (kind === 'csat.requested') tell(thread, at, 'survey')
  if (kind === 'csat.received') tell(thread, at, 'rating', { score: data.rating?.score ?? 0 })
  if (kind === 'call.ended') tell(thread, at, 'call', { value: String(data.call?.answered) })
  if (kind === 'ticket.spam' || kind === 'ticket.deleted' || kind === 'ticket.merged') {
    tell(thread, at, 'gone', { value: kind })
  }
  if (data.status) tell(thread, at, 'status', { value: data.status, agent })
  return at
}

function ratingIn({ interactive }: WhatsAppItem): number | null {
  const id = interactive?.button_reply?.id ?? interactive?.list_reply?.id
  if (id?.startsWith('csat:')) return Number(id.slice(id.lastIndexOf(':') + 1))
  if (!interactive?.nfm_reply) return null
  return Number((JSON.parse(interactive.nfm_reply.response_json) as { rating: string }).rating)
}

function facetsOf({ team, tier, brand, topic, priority }: Facets): Facets {
  return {
    ...(team && { team }),
    ...(tier && { tier }),
    ...(brand && { brand }),
    ...(topic && { topic }),
    ...(priority && { priority }),
  }
}

function threadOf(reading: Reading, key: string, account: string): Thread {
  const known = reading.threads.get(key)
  if (known) return known
  const channel = account === '' ? '' : 'whatsapp'
  const thread: Thread = { key, channel, account, inInbox: false, told: [] }
  reading.threads.set(key, thread)
  return thread
}

function tell(thread: Thread, at: number, what: Told['what'], rest: Partial<Told> = {}): void {
  thread.told.push({ at, what, value: '', agent: '', score: 0, facets: NONE, ...rest })
}

function count(reading: Reading, kind: string): void {
  reading.byKind.set(kind, (reading.byKind.get(kind) ?? 0) + 1)
}
