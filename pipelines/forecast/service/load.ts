import type { Reader } from '../../engine/port.ts'
import { queueId } from '../../queue-id.ts'

/** How long a contact of a queue is in hand, and how many an agent has in hand at once. */
export interface QueueLoad {
  /** Mean seconds from taking a conversation up to the last reply, pauses of more than 20 minutes left out; null unknown. */
  handleS: number | null
  /** Conversations in hand per agent while any is; null unknown. */
  concurrency: number | null
  /** Conversations and replies that this is measured on. */
  conversations: number
  replies: number
}

export const WEEKS = 8

/**
 * Load of all queues over the eight weeks before `atIso`, from agents' replies. A reply that follows one in the same conversation
 * within 20 minutes continues it; any other begins a piece of work with the writing of it, taken as the time since
 * the agent's previous reply anywhere, at most three minutes. Concurrency is the time in pieces against the time covered by any.
 */
export async function loadByQueue(reader: Reader, atIso: string): Promise<Map<string, QueueLoad>> {
  const rows = await reader.rows<{
    team: string | null
    channel: string | null
    conversations: number
    replies: number
    busy_s: number
    covered_s: number
  }>(
    `with reply as (
        select team, channel, actor_id, ticket_key, sent_at,
            lag(sent_at) over (partition by actor_id order by sent_at, ticket_key) as before_any,
            lag(sent_at) over (partition by actor_id, ticket_key order by sent_at) as before_same
        from message
        where is_reply and actor_type = 'agent' and actor_id is not null and ticket_key is not null
            and removed is distinct from true
            and sent_at >= $1::timestamp - interval '${7 * WEEKS} days' and sent_at < $1::timestamp
    ),
    piece as (
        select team, channel, actor_id, ticket_key, sent_at as to_at,
            case
                when before_same >= sent_at - interval '20 minutes' then before_same
                else greatest(coalesce(before_any, sent_at - interval '3 minutes'), sent_at - interval '3 minutes')
            end as from_at
        from reply
    ),
    covered as (
        select *,
            max(to_at) over (
                partition by team, channel, actor_id order by from_at, to_at
                rows between unbounded preceding and 1 preceding
            ) as until_at
        from piece
    )
    select team, channel,
        count(distinct ticket_key)::bigint as conversations,
        count(*)::bigint as replies,
        sum(epoch_ms(to_at) - epoch_ms(from_at)) / 1000.0 as busy_s,
        sum(greatest(0, epoch_ms(to_at) - epoch_ms(greatest(from_at, coalesce(until_at, from_at))))) / 1000.0 as covered_s
    from covered
    group by team, channel`,
    [atIso],
  )
  return new Map(
    rows.map(({ team, channel, conversations, replies, busy_s, covered_s }) => [
      queueId(team, channel),
      {
        handleS: conversations > 0 ? Number(busy_s) / Number(conversations) : null,
        concurrency: covered_s > 0 ? Math.max(1, Number(busy_s) / Number(covered_s)) : null,
        conversations: Number(conversations),
        replies: Number(replies),
      },
    ]),
  )
}

export const NO_LOAD: QueueLoad = { handleS: null, concurrency: null, conversations: 0, replies: 0 }
