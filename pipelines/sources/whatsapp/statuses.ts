import { type CanonicalEvent, event } from '../../events/event.ts'
import { type DeliveryState, VOCABULARY } from '../../events/vocabulary.ts'
import { plainWord } from '../findings.ts'
import { isoInstant, unixSeconds } from '../instant.ts'
import { type Dict, dict, list, text } from '../json-body.ts'
import { messageHash } from '../keys.ts'
import type { Problem } from '../problem.ts'
import { linkIds } from './identity.ts'
import { conversationOf, groupConversation, type Line } from './line.ts'
import { type Stamp, stampOf } from './opaque.ts'
import { completed } from './parties.ts'
import { chosenId, type Person, personOf } from './person.ts'

const STATES: ReadonlySet<string> = new Set(VOCABULARY.delivery_state)
const CATEGORIES = new Set([
  'authentication',
  'authentication_international',
  'marketing',
  'marketing_lite',
  'utility',
  'service',
  'referral_conversion',
])
const SILENT = stampOf(null)

/** `statuses[]`: how far a message of the business has come. The message itself is derived from these in SQL; only a survey says more. */
export function mapStatus(line: Line, status: Dict): Problem {
  const id = text(status.id)
  if (id === null) return 'id: missing'
  const state = text(status.status)
  if (state === null) return 'status: missing'
  if (!STATES.has(state)) {
    line.found.unmapped('status', state)
    return null
  }
  const seconds = unixSeconds(status.timestamp, line.receivedS)
  if (typeof seconds === 'string') return `timestamp: ${seconds}`

  const hash = messageHash(line.account, id)
  const group = status.recipient_type === 'group' ? text(status.recipient_id) : null
  const person = group === null ? recipientOf(line, status) : participantOf(line, status)
  const chosen = chosenId(person)
  if (chosen === null && group === null && state !== 'failed') return 'recipient_id: no recipient'
  const customerId = chosen === null ? null : line.pseudonym(chosen)
  const occurredAt = isoInstant(seconds)
  const stamp = line.settings.opaque ? stampOf(status.biz_opaque_callback_data) : SILENT
  const delivery = event({
    source: line.source,
    account: line.account,
    dedupeKey: `st:${hash}:${state}:${group === null ? '-' : (customerId ?? '-')}`,
    type: 'message.delivery',
    occurredAt,
    scopeKey: scopeOf(line, group, customerId, hash),
    messageKey: `whatsapp:${hash}`,
    actorType: stamp.actorType,
    actorId: stamp.actorId,
    customerId,
    team: stamp.team,
    channel: 'whatsapp',
    direction: 'outbound',
    visibility: 'public',
    contentKind: stamp.kind === 'reply' ? null : stamp.kind,
    countable: stamp.actorType === 'agent' || stamp.actorType === 'unknown' ? !isPrompt(stamp) : false,
    deliveryState: state as DeliveryState,
    category: categoryOf(status),
    errorCode: text(dict(list(status.errors)?.[0])?.code),
    rawType: state,
    attrs: attrsOf(status, stamp),
  })
  line.found.events.push(delivery)
  if (stamp.kind === 'survey' && state !== 'failed') line.found.events.push(surveyOf(delivery, hash))
  linkIds(line, person, occurredAt, 'statuses')
  return null
}

/** A survey that reached WhatsApp was sent: each of its states says so, under one key. */
function surveyOf(delivery: CanonicalEvent, hash: string): CanonicalEvent {
  return {
    ...delivery,
    dedupeKey: `ask:${hash}`,
    type: 'csat.requested',
    parentMessageKey: delivery.messageKey,
    surveyId: delivery.messageKey,
    countable: null,
    deliveryState: null,
    attrs: null,
  }
}

function recipientOf(line: Line, status: Dict): Person {
  return completed(
    line,
    personOf(
      status.parent_recipient_user_id ?? status.recipient_parent_user_id,
      status.recipient_user_id,
      status.recipient_id,
    ),
  )
}

function participantOf(line: Line, status: Dict): Person {
  return completed(
    line,
    personOf(
      status.recipient_participant_parent_user_id ?? status.parent_recipient_participant_user_id,
      status.recipient_participant_user_id,
      status.recipient_participant_id,
    ),
  )
}

function scopeOf(line: Line, group: string | null, customerId: string | null, hash: string): string {
  if (group !== null) return groupConversation(line, group)
  return conversationOf(line, customerId ?? `message:${hash}`)
}

function isPrompt(stamp: Stamp): boolean {
  return stamp.kind === 'survey' || stamp.kind === 'campaign'
}

/** `pricing` comes with one or two of the states only; before v24 the conversation's origin says the same. */
function categoryOf(status: Dict): string | null {
  const priced = plainWord(dict(status.pricing)?.category)
  if (priced !== null) return priced.toLowerCase()
  const origin = text(dict(dict(status.conversation)?.origin)?.type)
  return origin !== null && CATEGORIES.has(origin) ? origin : null
}

function attrsOf(status: Dict, stamp: Stamp): string | null {
  const pricing = dict(status.pricing)
  if (!pricing && stamp.ticket === null) return null
  return JSON.stringify({
    billable: typeof pricing?.billable === 'boolean' ? pricing.billable : undefined,
    price_type: plainWord(pricing?.type) ?? undefined,
    pricing_model: plainWord(pricing?.pricing_model) ?? undefined,
    ticket: stamp.ticket ?? undefined,
  })
}
