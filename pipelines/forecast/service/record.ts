import type { Reader } from '../../engine/port.ts'
import type { Queue } from './queue.ts'

export const QUARTER_MS = 900_000
const MOST_DAYS = 1096

/** Contacts per quarter of an hour from the queue's first one since `fromMs` up to `untilMs`; quarters without any are 0. */
export async function recordOf(
  reader: Reader,
  { team, channel }: Queue,
  untilMs: number,
  fromMs = untilMs - MOST_DAYS * 86_400_000,
): Promise<{ times: Float64Array; values: Float64Array }> {
  const from = new Date(fromMs).toISOString()
  const { values: columns } = await reader.columns(
    `select epoch_ms(cell_at) as at, sum(created_count)::double as contacts
     from rollup_ticket
     where team is not distinct from $1 and channel is not distinct from $2
        and cell_at >= $3::timestamp and cell_at < $4::timestamp
     group by cell_at
     order by cell_at`,
    [team, channel, from, new Date(untilMs).toISOString()],
  )
  const [at = [], contacts = []] = columns
  const first = Number(at[0] ?? untilMs)
  const count = Math.max(0, Math.ceil((untilMs - first) / QUARTER_MS))
  const values = new Float64Array(count)
  at.forEach((ms, i) => {
    values[Math.floor((Number(ms) - first) / QUARTER_MS)] = Number(contacts[i])
  })
  return { times: Float64Array.from({ length: count }, (_, i) => first + i * QUARTER_MS), values }
}
