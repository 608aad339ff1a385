import { type CanonicalEvent, event } from '../../events/event.ts'
import type { ActorType } from '../../events/vocabulary.ts'
import { plainWord } from '../findings.ts'
import { isoInstant, unixSeconds } from '../instant.ts'
import { type Dict, dict, list, text } from '../json-body.ts'
import { messageHash } from '../keys.ts'
import type { Problem } from '../problem.ts'
import { type Content, contentOf, editedLength } from './content.ts'
import { linkIds } from './identity.ts'
import { conversationOf, groupConversation, type Line } from './line.ts'
import { chosenId, type Person } from './person.ts'
import { type Answer, answerOf, type Rating } from './ratings.ts'

/** Which way a message went, who wrote it and by which webhook it is known. */
export interface Side {
  readonly direction: 'inbound' | 'outbound'
  /** The customer of the conversation. */
  readonly person: Person
  readonly actorType: ActorType
  readonly actorId: string | null
  /** Lower wins where the same message is known in several ways. */
  readonly sourceRank: number
  readonly attrs: Readonly<Record<string, unknown>>
}

const NOT_ASKED: Answer = { isSurvey: false, ratings: [], unread: null }

/** Turns one message (live, echo or history) into events; returns what is wrong with it otherwise. */
export function recordMessage(line: Line, message: Dict, side: Side): Problem {
  const id = text(message.id)
  if (id === null) return 'id: missing'
  const type = text(message.type)
  if (type === null) return 'type: missing'
  const seconds = unixSeconds(message.timestamp, line.receivedS)
  if (typeof seconds === 'string') return `timestamp: ${seconds}`
  const customer = chosenId(side.person)
  if (customer === null)
    return `${side.direction === 'inbound' ? 'from' : 'to'}: neither a phone nor a user id`

  const hash = messageHash(line.account, id)
  const base = baseEvent(line, message, side, hash, isoInstant(seconds), line.pseudonym(customer))
  if (type === 'edit' || type === 'revoke' || type === 'reaction') {
    const problem = changeOfAnother(line, message, type, base)
    if (problem !== null) return problem
  } else {
    created(line, message, type, side, base, hash)
  }
  linkIds(line, side.person, base.occurredAt, 'messages')
  return null
}

function baseEvent(
  line: Line,
  message: Dict,
  side: Side,
  hash: string,
  occurredAt: string,
  customerId: string,
): CanonicalEvent {
  const group = text(message.group_id)
  const quoted = text(dict(message.context)?.id)
  return event({
    source: line.source,
    account: line.account,
    dedupeKey: `msg:${hash}`,
    sourceRank: side.sourceRank,
    type: 'message.created',
    occurredAt,
    scopeKey: group === null ? conversationOf(line, customerId) : groupConversation(line, group),
    messageKey: `whatsapp:${hash}`,
    parentMessageKey: quoted === null ? null : `whatsapp:${messageHash(line.account, quoted)}`,
    actorType: side.actorType,
    actorId: side.actorId,
    customerId,
    channel: 'whatsapp',
    direction: side.direction,
    visibility: 'public',
    rawType: plainWord(message.type),
  })
}

/** Edits, revokes and reactions are about another message: they carry its key, not their own. */
function changeOfAnother(
  line: Line,
  message: Dict,
  type: 'edit' | 'revoke' | 'reaction',
  base: CanonicalEvent,
): Problem {
  const part = dict(message[type])
  const field = type === 'reaction' ? 'message_id' : 'original_message_id'
  const about = text(part?.[field])
  if (part === null || about === null) return `${type}.${field}: missing`
  const original = `whatsapp:${messageHash(line.account, about)}`
  const change = { ...base, messageKey: original, parentMessageKey: original, countable: false }
  if (type === 'edit') {
    line.found.events.push({ ...change, type: 'message.edited', contentLength: editedLength(part) })
  } else if (type === 'revoke') {
    line.found.events.push({ ...change, type: 'message.deleted' })
  } else {
    const attrs = text(part.emoji) === null ? '{"removed":true}' : null
    line.found.events.push({ ...change, type: 'message.reaction', contentKind: 'reaction', attrs })
  }
  return null
}

function created(
  line: Line,
  message: Dict,
  type: string,
  side: Side,
  base: CanonicalEvent,
  hash: string,
): void {
  const known = contentOf(message, type)
  if (!known) line.found.unmapped('type', type)
  const content: Content = known ?? { kind: 'unknown', length: null, countable: true }
  const answer = side.direction === 'inbound' ? answerOf(message, type, line.settings) : NOT_ASKED
  if (answer.unread !== null) line.found.unmapped(answer.unread)
  line.found.events.push({
    ...base,
    factKey: base.messageKey,
    contentKind: answer.isSurvey ? 'survey' : content.kind,
    contentLength: content.length,
    countable: content.countable && !answer.isSurvey,
    errorCode: text(dict(list(message.errors)?.[0])?.code),
    attrs: attrsOf(message, side),
  })
  answer.ratings.forEach((rating, i) => {
    line.found.events.push(ratingEvent(line, base, rating, hash, i === 0))
  })
}

/** The first rating of an answer is the survey's; further ones are surveys of their own, named by their field. */
function ratingEvent(
  line: Line,
  base: CanonicalEvent,
  rating: Rating,
  hash: string,
  isFirst: boolean,
): CanonicalEvent {
  const survey =
    base.parentMessageKey ??
    (rating.token === null ? base.messageKey : `whatsapp:${line.pseudonym(`survey:${rating.token}`)}`)
  return {
    ...base,
    dedupeKey: `csat:${hash}:${rating.field}`,
    type: 'csat.received',
    score: rating.score,
    scaleMin: rating.min,
    scaleMax: rating.max,
    surveyId: isFirst ? survey : `${survey}:${rating.field}`,
    rawType: 'rating',
    attrs: rating.commentLength === null ? null : `{"comment_length":${rating.commentLength}}`,
  }
}

function attrsOf(message: Dict, side: Side): string | null {
  const context = dict(message.context)
  const referral = plainWord(dict(message.referral)?.source_type)
  const attrs: Record<string, unknown> = { ...side.attrs }
  if (referral !== null) attrs.referral = referral
  if (context?.forwarded === true || context?.frequently_forwarded === true) attrs.forwarded = true
  return Object.keys(attrs).length === 0 ? null : JSON.stringify(attrs)
}
