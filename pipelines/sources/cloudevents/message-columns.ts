import type { CanonicalEvent } from '../../events/event.ts'
import type { ActorType, Direction } from '../../events/vocabulary.ts'
import { characters } from '../characters.ts'
import type { Problem } from '../problem.ts'
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

/** Fills in the columns of `message.*`. Returns what is missing. */
export function fillMessage(
  event: CanonicalEvent,
  kind: EventKind,
  data: EventData,
  naming: Naming,
): Problem {
  const { message } = data
  if (!message) return 'data.message: missing'
  event.messageKey = messageKeyOf(data, message.id, naming)
  event.direction = directionOf(kind, data, message)
  if (kind.type === 'message.created') return fillCreated(event, data, message, naming)
  if (kind.type === 'message.delivery') {
    if (!data.delivery) return 'data.delivery: missing'
    event.direction = 'outbound'
    event.deliveryState = data.delivery.state
    event.errorCode = data.delivery.error ?? null
    event.category = message.category ?? null
    event.template = message.template ?? null
    return null
  }
  event.parentMessageKey = event.messageKey
  event.countable = false
  if (kind.type === 'message.edited') event.contentLength = lengthOf(message)
  else if (kind.type === 'message.reaction') event.contentKind = 'reaction'
  return null
}

function fillCreated(event: CanonicalEvent, data: EventData, message: MessageData, naming: Naming): Problem {
  const { direction } = event
  if (direction === null) return 'data.message.direction: missing, and no actor tells it'
  const actorType = data.actor?.type ?? (direction === 'inbound' ? 'customer' : 'unknown')
  const visibility = message.visibility ?? (direction === 'internal' ? 'private' : 'public')
  const contentKind = kindOf(message)
  const isOpen = visibility === 'public' && direction !== 'internal'
  event.factKey = event.messageKey
  if (message.reply_to !== undefined) event.parentMessageKey = messageKeyOf(data, message.reply_to, naming)
  event.actorType = actorType
  event.visibility = visibility
  event.contentKind = contentKind
  event.contentLength = lengthOf(message)
  event.countable =
    message.countable ??
    (isOpen && !PASSIVE_KINDS.has(contentKind ?? '') && isFromPerson(direction, actorType))
  event.category = message.category ?? null
  event.template = message.template ?? null
  return null
}

/** A customer's question or an agent's answer; who sent an outbound message without an actor may have been an agent. */
function isFromPerson(direction: Direction, actor: ActorType): boolean {
  return direction === 'inbound' ? actor === 'customer' : actor === 'agent' || actor === 'unknown'
}

function directionOf(kind: EventKind, data: EventData, message: MessageData): Direction | null {
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
