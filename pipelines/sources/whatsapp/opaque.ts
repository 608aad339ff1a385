import type { ActorType } from '../../events/vocabulary.ts'
import { dict } from '../json-body.ts'

/** What the sender of a message stamped on it. */
export interface Stamp {
  readonly actorType: ActorType
  readonly actorId: string | null
  readonly team: string | null
  readonly ticket: string | null
  readonly kind: 'reply' | 'survey' | 'campaign' | null
}

const UNSTAMPED: Stamp = { actorType: 'unknown', actorId: null, team: null, ticket: null, kind: null }
/** WhatsApp's own limit for the field. */
const LONGEST = 512

/**
 * Reads `biz_opaque_callback_data` in Pegel's format:
 * `{"agent":"a17","team":"returns","bot":false,"kind":"reply","ticket":"T-9"}`, every key optional.
 * Anything else in it belongs to somebody else and says nothing here.
 */
export function stampOf(data: unknown): Stamp {
  if (typeof data !== 'string' || data.length > LONGEST || !data.startsWith('{')) return UNSTAMPED
  const stamp = parsed(data)
  if (!stamp) return UNSTAMPED
  const kind =
    stamp.kind === 'reply' || stamp.kind === 'survey' || stamp.kind === 'campaign' ? stamp.kind : null
  const actorId = shortId(stamp.agent)
  return {
    actorType: actorTypeOf(stamp.bot === true, actorId, kind),
    actorId,
    team: shortId(stamp.team),
    ticket: shortId(stamp.ticket),
    kind,
  }
}

function actorTypeOf(bot: boolean, agent: string | null, kind: Stamp['kind']): ActorType {
  if (bot) return 'bot'
  if (agent !== null) return 'agent'
  return kind === 'survey' || kind === 'campaign' ? 'automation' : 'unknown'
}

function parsed(json: string) {
  try {
    return dict(JSON.parse(json))
  } catch {
    return null
  }
}

function shortId(value: unknown): string | null {
  const id = typeof value === 'number' ? String(value) : value
  return typeof id === 'string' && id.length > 0 && id.length <= 64 ? id : null
}
