/**
 * The words of the columns of events that know no others. They are enumerations of the database (`sql/schema/0010-vocabulary.sql`):
 * a new word is a migration there.
 */
export const VOCABULARY = {
  type: [
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
    'identity.linked',
    'call.started',
    'call.ended',
    'config.changed',
  ],
  actor_type: ['customer', 'agent', 'bot', 'automation', 'system', 'unknown'],
  status: ['new', 'open', 'pending', 'on_hold', 'solved', 'closed', 'deleted', 'spam'],
  priority: ['low', 'normal', 'high', 'urgent'],
  channel: ['whatsapp', 'email', 'chat', 'phone', 'web', 'social', 'sms', 'other'],
  direction: ['inbound', 'outbound', 'internal'],
  visibility: ['public', 'private'],
  delivery_state: ['sent', 'delivered', 'read', 'played', 'failed'],
} as const

type Word<Column extends keyof typeof VOCABULARY> = (typeof VOCABULARY)[Column][number]

export type EventType = Word<'type'>
export type ActorType = Word<'actor_type'>
export type Status = Word<'status'>
export type Priority = Word<'priority'>
export type Channel = Word<'channel'>
export type Direction = Word<'direction'>
export type Visibility = Word<'visibility'>
export type DeliveryState = Word<'delivery_state'>
