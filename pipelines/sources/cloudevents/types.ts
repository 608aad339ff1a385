import type { EventType, Status } from '../../events/vocabulary.ts'

/** What a CloudEvents type stands for, with what its name alone already says. */
export interface EventKind {
  readonly type: EventType
  readonly status?: Status
  readonly direction?: 'inbound' | 'outbound'
}

/** … and what it is called. */
export interface NamedKind extends EventKind {
  /** The type without prefix and version: `ticket.created`. */
  readonly name: string
}

const KINDS: readonly (readonly [string, EventKind])[] = [
  ['ticket.created', { type: 'ticket.created' }],
  ['ticket.updated', { type: 'ticket.updated' }],
  ['ticket.status_changed', { type: 'ticket.updated' }],
  ['ticket.assigned', { type: 'ticket.updated' }],
  ['ticket.unassigned', { type: 'ticket.updated' }],
  ['ticket.team_changed', { type: 'ticket.updated' }],
  ['ticket.group_changed', { type: 'ticket.updated' }],
  ['ticket.priority_changed', { type: 'ticket.updated' }],
  ['ticket.field_changed', { type: 'ticket.updated' }],
  ['ticket.solved', { type: 'ticket.updated', status: 'solved' }],
  ['ticket.closed', { type: 'ticket.updated', status: 'closed' }],
  ['ticket.reopened', { type: 'ticket.updated', status: 'open' }],
  ['ticket.merged', { type: 'ticket.merged' }],
  ['ticket.deleted', { type: 'ticket.deleted' }],
  ['ticket.restored', { type: 'ticket.restored' }],
  ['ticket.spam', { type: 'ticket.spam' }],
  ['ticket.handoff', { type: 'ticket.handoff' }],
  ['ticket.human_requested', { type: 'ticket.human_requested' }],
  ['message.created', { type: 'message.created' }],
  ['message.received', { type: 'message.created', direction: 'inbound' }],
  ['message.sent', { type: 'message.created', direction: 'outbound' }],
  ['message.edited', { type: 'message.edited' }],
  ['message.deleted', { type: 'message.deleted' }],
  ['message.reaction', { type: 'message.reaction' }],
  ['message.delivery', { type: 'message.delivery' }],
  ['csat.requested', { type: 'csat.requested' }],
  ['csat.received', { type: 'csat.received' }],
  ['identity.linked', { type: 'identity.linked' }],
  ['call.started', { type: 'call.started' }],
  ['call.ended', { type: 'call.ended' }],
]

/** Every spelling of a type, with or without prefix and version. */
const SPELLINGS: ReadonlyMap<string, NamedKind> = new Map(
  KINDS.flatMap(([name, kind]) => {
    const named = { ...kind, name }
    return [name, `${name}.v1`, `io.pegel.${name}`, `io.pegel.${name}.v1`].map(
      (type) => [type, named] as const,
    )
  }),
)

/** `io.pegel.ticket.created.v1`, with or without prefix and version → the event; null for a type of somebody else. */
export function eventKind(type: string): NamedKind | null {
  return SPELLINGS.get(type) ?? null
}
