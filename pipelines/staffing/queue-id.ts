import { invalid } from '../errors.ts'
import type { QueueId } from './profile.ts'

/** `team~channel`, absent ones empty: `{ team: 'billing', channel: null }` from `billing~`. Throws `invalid` without a `~`. */
export function queueOf(id: string): QueueId {
  const at = id.lastIndexOf('~')
  if (at === -1) throw invalid('a queue is team~channel', { queue: 'team~channel, as billing~whatsapp' })
  return { team: id.slice(0, at) || null, channel: id.slice(at + 1) || null }
}
