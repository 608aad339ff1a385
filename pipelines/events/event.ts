import type {
  ActorType,
  Channel,
  DeliveryState,
  Direction,
  EventType,
  Priority,
  Status,
  Visibility,
} from './vocabulary.ts'

export type Instant = string

/**
 * The canonical event: one flat shape that every source maps to and every model reads.
 * Rows are pseudonymous: no phone number, name, address, message id of the vendor or text ever enters one.
 *
 * Ticket attributes (status … topic) may stand on any event: a non-null value holds from that instant on,
 * an empty string clears those that are no words of the vocabulary. Instants are ISO 8601 in UTC.
 */
export interface CanonicalEvent {
  /** Name of the connection or import the event came through. */
  source: string
  /** The vendor account within the source: phone number id, subdomain, mailbox. */
  account: string | null
  /** Hard identity within the source: the same fact delivered again has the same key. */
  dedupeKey: string
  /** Soft identity across sources and paths; within one fact the lowest `sourceRank` wins. */
  factKey: string | null
  /** 10 audit or native log, 20 webhook, 50 snapshot, 90 derived. */
  sourceRank: number
  type: EventType
  occurredAt: Instant
  /** Order among events of one instant, where the source gives one. */
  seq: number | null
  /** `ticket:<source>:<id>` for helpdesk tickets, `<channel>:<account>:<customer>` for conversations without one. */
  scopeKey: string
  /** Links another scope to this one: merge survivor, linked identity, the conversation a ticket owns. */
  relatedKey: string | null
  /** The helpdesk's own ticket id; null where sessions have to be derived. */
  ticketId: string | null
  /** `<channel>:<hash>`: one message across all sources that tell of it. */
  messageKey: string | null
  /** The message replied to, surveyed, edited or reacted to. */
  parentMessageKey: string | null
  actorType: ActorType | null
  actorId: string | null
  /** Keyed pseudonym of the customer. */
  customerId: string | null
  status: Status | null
  priority: Priority | null
  team: string | null
  assignee: string | null
  brand: string | null
  tier: string | null
  channel: Channel | null
  topic: string | null
  direction: Direction | null
  visibility: Visibility | null
  /** text, image, audio, video, document, sticker, location, contacts, interactive, button, order, template, reaction, system, survey, … */
  contentKind: string | null
  /** Characters of text, where there is text. */
  contentLength: number | null
  /** Whether an inbound message waits for an answer, or an outbound one may be one (definitions: countable messages). */
  countable: boolean | null
  deliveryState: DeliveryState | null
  /** WhatsApp pricing category: service, utility, marketing, authentication, … */
  category: string | null
  template: string | null
  errorCode: string | null
  /** Satisfaction 0–1, with the scale it was given on. */
  score: number | null
  scaleMin: number | null
  scaleMax: number | null
  surveyId: string | null
  /** The source's own word for what happened. */
  rawType: string | null
  /** Small JSON object of whatever else is worth keeping; never text of people. */
  attrs: string | null
}

/** What a mapper has to say; everything else is absent. */
export type EventDraft = Pick<CanonicalEvent, 'source' | 'dedupeKey' | 'type' | 'occurredAt' | 'scopeKey'> &
  Partial<CanonicalEvent>

/**
 * Fills a draft up to a whole event; `event({source:'inbox', dedupeKey:'1', type:'ticket.created', …})`.
 * Spelled out because mappers call it for every event: spreading the draft over defaults takes 100 times as long.
 */
export function event(draft: EventDraft): CanonicalEvent {
  return {
    source: draft.source,
    account: draft.account ?? null,
    dedupeKey: draft.dedupeKey,
    factKey: draft.factKey ?? null,
    sourceRank: draft.sourceRank ?? 20,
    type: draft.type,
    occurredAt: draft.occurredAt,
    seq: draft.seq ?? null,
    scopeKey: draft.scopeKey,
    relatedKey: draft.relatedKey ?? null,
    ticketId: draft.ticketId ?? null,
    messageKey: draft.messageKey ?? null,
    parentMessageKey: draft.parentMessageKey ?? null,
    actorType: draft.actorType ?? null,
    actorId: draft.actorId ?? null,
    customerId: draft.customerId ?? null,
    status: draft.status ?? null,
    priority: draft.priority ?? null,
    team: draft.team ?? null,
    assignee: draft.assignee ?? null,
    brand: draft.brand ?? null,
    tier: draft.tier ?? null,
    channel: draft.channel ?? null,
    topic: draft.topic ?? null,
    direction: draft.direction ?? null,
    visibility: draft.visibility ?? null,
    contentKind: draft.contentKind ?? null,
    contentLength: draft.contentLength ?? null,
    countable: draft.countable ?? null,
    deliveryState: draft.deliveryState ?? null,
    category: draft.category ?? null,
    template: draft.template ?? null,
    errorCode: draft.errorCode ?? null,
    score: draft.score ?? null,
    scaleMin: draft.scaleMin ?? null,
    scaleMax: draft.scaleMax ?? null,
    surveyId: draft.surveyId ?? null,
    rawType: draft.rawType ?? null,
    attrs: draft.attrs ?? null,
  }
}
