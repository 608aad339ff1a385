import { characters } from '../characters.ts'
import { conversationKey, ticketKey } from '../keys.ts'
import type { Columns } from './columns.ts'
import type { EventData } from './data.ts'
import { messageColumns } from './message-columns.ts'
import { messageKeyOf, type Naming, pseudonymOf } from './scope.ts'
import type { EventKind } from './types.ts'

/** What the type of an event makes of its data. */
export function columnsOf(kind: EventKind, data: EventData, naming: Naming): Columns {
  if (kind.type.startsWith('ticket.') && data.ticket === undefined) return 'data.ticket: missing'
  switch (kind.type) {
    case 'ticket.merged':
      return data.into === undefined
        ? 'data.into: missing'
        : { relatedKey: ticketKey(naming.source, data.into) }
    case 'message.created':
    case 'message.edited':
    case 'message.deleted':
    case 'message.reaction':
    case 'message.delivery':
      return messageColumns(kind, data, naming)
    case 'csat.requested':
    case 'csat.received':
      return ratingColumns(kind, data, naming)
    case 'identity.linked':
      return identityColumns(data, naming)
    case 'call.started':
    case 'call.ended':
      return callColumns(data, naming)
    default:
      return kind.status === undefined ? {} : { status: data.status ?? kind.status }
  }
}

function ratingColumns(kind: EventKind, data: EventData, naming: Naming): Columns {
  const { rating, message } = data
  const asked = kind.type === 'csat.requested'
  const messageKey = message ? messageKeyOf(data, message.id, naming) : null
  const answered = message?.reply_to === undefined ? null : messageKeyOf(data, message.reply_to, naming)
  const keys = {
    messageKey,
    parentMessageKey: asked ? messageKey : answered,
    surveyId: rating?.survey ?? null,
    direction: asked ? ('outbound' as const) : ('inbound' as const),
  }
  if (asked) return keys
  if (rating?.score === undefined) return 'data.rating.score: missing'
  const [min, max] = rating.scale
  const score = (rating.score - min) / (max - min)
  if (!(score >= 0 && score <= 1)) return 'data.rating.score: outside its scale'
  const attrs = rating.comment === undefined ? null : `{"comment_length":${characters(rating.comment)}}`
  return { ...keys, score, scaleMin: min, scaleMax: max, attrs }
}

function identityColumns(data: EventData, naming: Naming): Columns {
  const { conversation, same_as: other } = data
  if (!conversation || conversation.customer === undefined) return 'data.conversation.customer: missing'
  if (other === undefined) return 'data.same_as: missing'
  const { channel, account } = conversation
  return {
    scopeKey: conversationKey(channel, account, pseudonymOf(conversation.customer, naming)),
    relatedKey: conversationKey(channel, account, pseudonymOf(other, naming)),
  }
}

function callColumns(data: EventData, naming: Naming): Columns {
  const { call } = data
  if (!call) return 'data.call: missing'
  const attrs = JSON.stringify({ answered: call.answered, duration_s: call.duration_s })
  return {
    messageKey: messageKeyOf(data, call.id, naming),
    direction: call.direction ?? (data.actor?.type === 'agent' ? 'outbound' : 'inbound'),
    contentKind: 'call',
    attrs: attrs === '{}' ? null : attrs,
  }
}
