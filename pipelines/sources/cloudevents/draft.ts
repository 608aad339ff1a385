import type { CanonicalEvent } from '../../events/event.ts'
import { characters } from '../characters.ts'
import { conversationKey, ticketKey } from '../keys.ts'
import type { Problem } from '../problem.ts'
import type { EventData } from './data.ts'
import { fillMessage } from './message-columns.ts'
import { messageKeyOf, type Naming, pseudonymOf } from './scope.ts'
import type { EventKind } from './types.ts'

/**
 * Adds to an event that has the columns all events share what its type makes of its data.
 * Returns `<path>: <reason>` where the type needs what is not there; the event is then to be dropped.
 */
export function fillByType(event: CanonicalEvent, kind: EventKind, data: EventData, naming: Naming): Problem {
  if (data.ticket === undefined && kind.type.startsWith('ticket.')) return 'data.ticket: missing'
  switch (kind.type) {
    case 'ticket.merged':
      if (data.into === undefined) return 'data.into: missing'
      event.relatedKey = ticketKey(naming.source, data.into)
      return null
    case 'message.created':
    case 'message.edited':
    case 'message.deleted':
    case 'message.reaction':
    case 'message.delivery':
      return fillMessage(event, kind, data, naming)
    case 'csat.requested':
    case 'csat.received':
      return fillRating(event, kind, data, naming)
    case 'identity.linked':
      return fillIdentity(event, data, naming)
    case 'call.started':
    case 'call.ended':
      return fillCall(event, data, naming)
    default:
      event.status = data.status ?? kind.status ?? null
      return null
  }
}

function fillRating(event: CanonicalEvent, kind: EventKind, data: EventData, naming: Naming): Problem {
  const { rating, message } = data
  const asked = kind.type === 'csat.requested'
  const messageKey = message ? messageKeyOf(data, message.id, naming) : null
  const answered = message?.reply_to === undefined ? null : messageKeyOf(data, message.reply_to, naming)
  event.messageKey = messageKey
  event.parentMessageKey = asked ? messageKey : answered
  event.surveyId = rating?.survey ?? null
  event.direction = asked ? 'outbound' : 'inbound'
  if (asked) return null
  if (rating?.score === undefined) return 'data.rating.score: missing'
  const [min, max] = rating.scale
  const score = (rating.score - min) / (max - min)
  if (!(score >= 0 && score <= 1)) return 'data.rating.score: outside its scale'
  event.score = score
  event.scaleMin = min
  event.scaleMax = max
  if (rating.comment !== undefined) event.attrs = `{"comment_length":${characters(rating.comment)}}`
  return null
}

function fillIdentity(event: CanonicalEvent, data: EventData, naming: Naming): Problem {
  const { conversation, same_as: other } = data
  if (!conversation || conversation.customer === undefined) return 'data.conversation.customer: missing'
  if (other === undefined) return 'data.same_as: missing'
  const { channel, account } = conversation
  event.scopeKey = conversationKey(channel, account, pseudonymOf(conversation.customer, naming))
  event.relatedKey = conversationKey(channel, account, pseudonymOf(other, naming))
  return null
}

function fillCall(event: CanonicalEvent, data: EventData, naming: Naming): Problem {
  const { call } = data
  if (!call) return 'data.call: missing'
  event.messageKey = messageKeyOf(data, call.id, naming)
  event.direction = call.direction ?? (data.actor?.type === 'agent' ? 'outbound' : 'inbound')
  event.contentKind = 'call'
  if (call.answered !== undefined || call.duration_s !== undefined)
    event.attrs = JSON.stringify({ answered: call.answered, duration_s: call.duration_s })
  return null
}
