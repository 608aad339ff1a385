import type { Reader } from '../../engine/port.ts'
import { notFound } from '../../errors.ts'
import { type QueueId, queueId } from '../../queue-id.ts'

/** What is forecast and staffed together: a team's contacts on a channel. */
export interface Queue extends QueueId {
  id: string
}

export interface KnownQueue extends Queue {
  /** Contacts in the last eight weeks, and the first one ever. */
  contacts: number
  since: string
}

/** Queues in which anything arrived within eight weeks of `atIso`, the busiest first; behind those of teams, what belongs to none. */
export async function listQueues(reader: Reader, atIso: string): Promise<KnownQueue[]> {
  const rows = await reader.rows<{
    team: string | null
    channel: string | null
    contacts: number
    since: string
  }>(
    `select team, channel,
        sum(created_count) filter (where cell_at >= $1::timestamp - interval '56 days')::bigint as contacts,
        min(cell_at) as since
     from rollup_ticket
     where cell_at < $1::timestamp
     group by team, channel
     having contacts > 0
     order by team is null, contacts desc, team, channel`,
    [atIso],
  )
  return rows.map(({ team, channel, contacts, since }) => ({
    id: queueId(team, channel),
    team,
    channel,
    contacts: Number(contacts),
    since,
  }))
}

/** Throws `not_found` where nothing arrives in such a queue. */
export async function queueNamed(reader: Reader, atIso: string, id: string): Promise<KnownQueue> {
  const found = (await listQueues(reader, atIso)).find((queue) => queue.id === id)
  if (!found) throw notFound(`there is no queue ${id} with contacts in the last eight weeks`)
  return found
}
