/** How a queue, a team's contacts on a channel, is named: `team~channel`. */
import { invalid } from './errors.ts'

/** Null stands for contacts without a team, or of no channel. */
export interface QueueId {
  team: string | null
  channel: string | null
}

/** Absent ones are empty: `billing~`. */
export const queueId = (team: string | null, channel: string | null): string =>
  `${team ?? ''}~${channel ?? ''}`

/** `{ team: 'billing', channel: null }` from `billing~`. Throws `invalid` without a `~`. */
export function queueOf(id: string): QueueId {
  const at = id.lastIndexOf('~')
  if (at === -1) throw invalid('a queue is team~channel', { queue: 'team~channel, as billing~whatsapp' })
  return { team: id.slice(0, at) || null, channel: id.slice(at + 1) || null }
}
