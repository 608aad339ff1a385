import type { ActorType } from '../../events/event.ts'
import { characters } from '../characters.ts'
import type { Columns } from './columns.ts'
import type { EventData, MessageData } from './data.ts'
import { messageKeyOf, type Naming } from './scope.ts'
import type { EventKind } from './types.ts'

/** Kinds of message that wait for no answer and give none. */
const PASSIVE_KINDS = new Set([
  'reaction',
  'system',
  'survey',
  'campaign',
  'request_welcome',
  'call_permission',
])

/** Columns of `message.*`. */
export function messageColumns(kind: EventKind, data: EventData, naming: Naming): Columns {
  const { message } = data
  if (!message) return 'data.message: missing'
  const messageKey = messageKeyOf(data, message.id, naming)
  if (kind.type === 'message.created') return createdColumns(kind, data, message, messageKey, naming)
  const direction = directionOf(kind, data, message)
  if (kind.type === 'message.delivery') {
    if (!data.delivery) return 'data.delivery: missing'
    return {
      messageKey,
      direction: 'outbound',
      deliveryState: data.delivery.state,
      errorCode: data.delivery.error ?? null,
      category: message.category ?? null,
      template: message.template ?? null,
    }
  }
  const about = { messageKey, parentMessageKey: messageKey, direction, countable: false }
  if (kind.type === 'message.edited') return { ...about, contentLength: lengthOf(message) }
  return kind.type === 'message.reaction' ? { ...about, contentKind: 'reaction' } : about
}

function createdColumns(
  kind: EventKind,
  data: EventData,
  message: MessageData,
  messageKey: string,
  naming: Naming,
): Columns {
  const direction = directionOf(kind, data, message)
  if (direction === null) return 'data.message.direction: missing, and no actor tells it'
  const actorType = data.actor?.type ?? (direction === 'inbound' ? 'customer' : 'unknown')
  const visibility = message.visibility ?? (direction === 'internal' ? 'private' : 'public')
  const contentKind = kindOf(message)
  const isOpen = visibility === 'public' && direction !== 'internal'
  return {
    factKey: messageKey,
    messageKey,
    parentMessageKey: message.reply_to === undefined ? null : messageKeyOf(data, message.reply_to, naming),
    actorType,
    direction,
    visibility,
    contentKind,
    contentLength: lengthOf(message),
    countable:
      message.countable ??
      (isOpen && !PASSIVE_KINDS.has(contentKind ?? '') && isFromPerson(direction, actorType)),
    category: message.category ?? null,
    template: message.template ?? null,
  }
}

/** A customer's question or an agent's answer; who sent an outbound message without an actor may have been an agent. */
function isFromPerson(direction: 'inbound' | 'outbound' | 'internal', actor: ActorType): boolean {
  return direction === 'inbound' ? actor === 'customer' : actor === 'agent' || actor === 'unknown'
}

function directionOf(
  kind: EventKind,
  data: EventData,
  message: MessageData,
): 'inbound' | 'outbound' | 'internal' | null {
  const told = message.direction ?? kind.direction
  if (told !== undefined) return told
  if (!data.actor) return null
  return data.actor.type === 'customer' ? 'inbound' : 'outbound'
}

function kindOf(message: MessageData): string | null {
  if (message.campaign) return 'campaign'
  if (message.kind !== undefined) return message.kind
  if (message.template !== undefined) return 'template'
  return lengthOf(message) === null ? null : 'text'
}

function lengthOf(message: MessageData): number | null {
  if (message.length !== undefined) return message.length
  return message.text === undefined ? null : characters(message.text)
}
