import type { Reader } from '../engine/port.ts'
import type { QueueId } from '../queue-id.ts'

/** Customer turns of a queue without an answer at an instant (Unix milliseconds): the metric `backlog_waiting`. */
export async function waitingIn(reader: Reader, { team, channel }: QueueId, atMs: number): Promise<number> {
  const [row] = await reader.rows<{ waiting: number }>(
    `select count(*)::integer as waiting
     from response
     where asked_at <= $3::timestamp and (ended_at is null or ended_at > $3::timestamp)
        and removed is distinct from true
        and team is not distinct from $1 and channel is not distinct from $2`,
    [team, channel, new Date(atMs).toISOString()],
  )
  return row?.waiting ?? 0
}
