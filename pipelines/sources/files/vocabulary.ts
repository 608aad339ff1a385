import type {
  ActorType,
  CanonicalEvent,
  Channel,
  DeliveryState,
  EventType,
  Priority,
  Status,
} from '../../events/event.ts'

/** The words that columns with a closed list of values are mapped to. */
export const CANONICAL = {
  status: ['new', 'open', 'pending', 'on_hold', 'solved', 'closed', 'deleted', 'spam'],
  priority: ['low', 'normal', 'high', 'urgent'],
  channel: ['whatsapp', 'email', 'chat', 'phone', 'web', 'social', 'sms', 'other'],
  actor_type: ['customer', 'agent', 'bot', 'automation', 'system', 'unknown'],
  direction: ['inbound', 'outbound', 'internal'],
  visibility: ['public', 'private'],
  delivery: ['sent', 'delivered', 'read', 'played', 'failed'],
} as const satisfies {
  status: readonly Status[]
  priority: readonly Priority[]
  channel: readonly Channel[]
  actor_type: readonly ActorType[]
  direction: readonly NonNullable<CanonicalEvent['direction']>[]
  visibility: readonly NonNullable<CanonicalEvent['visibility']>[]
  delivery: readonly DeliveryState[]
}

export const EVENT_TYPES = [
  'ticket.created',
  'ticket.updated',
  'ticket.merged',
  'ticket.deleted',
  'ticket.restored',
  'ticket.spam',
  'ticket.handoff',
  'ticket.human_requested',
  'message.created',
  'message.edited',
  'message.deleted',
  'message.reaction',
  'message.delivery',
  'csat.requested',
  'csat.received',
  'call.started',
  'call.ended',
] as const satisfies readonly EventType[]

/** Maps a type of row that says nothing worth keeping. */
export const SKIP = 'skip'
