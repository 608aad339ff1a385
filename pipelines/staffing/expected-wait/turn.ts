import type { Reader } from '../../engine/port.ts'
import type { QueueId } from '../../queue-id.ts'

/** A wait for a person: from the question (or the handoff) to the end of the turn, on real time and on open time. */
export interface Turn {
  askedMs: number
  /** When it left the line, answered or not; null while it waits. */
  endedMs: number | null
  askedOpenMs: number
  endedOpenMs: number | null
  answered: boolean
  /** The ticket's first wait for a person. */
  isFirst: boolean
}

const DAYS = 70

/** Turns of a queue that a bot did not answer, of the last ten weeks and those that still wait; in the order in which they were asked. */
export async function turnsOf(reader: Reader, { team, channel }: QueueId, nowMs: number): Promise<Turn[]> {
  const from = new Date(nowMs - DAYS * 86_400_000).toISOString()
  const { values } = await reader.columns(
    `select
        epoch_ms(coalesce(human_asked_at, asked_at)) as asked_ms,
        epoch_ms(ended_at) as ended_ms,
        coalesce(human_asked_open_ms, asked_open_ms) as asked_open_ms,
        ended_open_ms,
        outcome = 'answered' as answered,
        turn = min(turn) over (partition by ticket_no) as is_first
     from response
     where not removed and not asks_nothing and team is not distinct from $1 and channel is not distinct from $2
        and (responder_type is null or responder_type not in ('bot', 'automation'))
        and (asked_at >= $3::timestamp or outcome = 'open')
     order by 1, 2`,
    [team, channel, from],
    { timeoutMs: 30_000 },
  )
  const [asked = [], ended = [], askedOpen = [], endedOpen = [], answered = [], first = []] = values
  const orNull = (value: unknown) => (value === null || value === undefined ? null : Number(value))
  return asked.map((at, i) => ({
    askedMs: Number(at),
    endedMs: orNull(ended[i]),
    askedOpenMs: Number(askedOpen[i] ?? 0),
    endedOpenMs: orNull(endedOpen[i]),
    answered: answered[i] === true,
    isFirst: first[i] === true,
  }))
}
