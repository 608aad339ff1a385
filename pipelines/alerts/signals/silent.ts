/** For how long each source has said nothing, in the open time of the rule's schedule. */
import type { AlertContext } from '../alert.ts'
import type { SilentCondition } from '../rule/rule.ts'
import type { OpenTime } from '../schedule.ts'
import { type Grid, type Readings, tickMs } from './readings.ts'

const MINUTE_MS = 60_000

/** Value is minutes, n the minutes in which the source has spoken in the week before. */
export async function silentReadings(
  context: AlertContext,
  { source }: SilentCondition,
  schedule: OpenTime,
  grid: Grid,
): Promise<Readings> {
  const spoken = await spokenMinutes(context, source ?? null, grid)
  const lines = [...spoken].map(([name, minutes]) => {
    let next = 0
    const points = new Map<number, { value: number; n: number }>()
    for (let position = 0; position < grid.count; position++) {
      const at = tickMs(grid, position)
      while (next < minutes.length && (minutes[next] as number) <= at) next += 1
      const last = minutes[next - 1]
      if (last !== undefined) points.set(position, { value: schedule.openMs(last, at) / MINUTE_MS, n: next })
    }
    return { labels: { source: name }, points }
  })
  return { lines, absent: 'too_few', minN: 0, always: false }
}

/** Minutes in which events of each source happened, from the last one before the grid on. */
export async function spokenMinutes(
  context: Pick<AlertContext, 'engine'>,
  source: string | null,
  grid: Grid,
): Promise<Map<string, number[]>> {
  const rows = await context.engine.rows<{ source: string; spoken_ms: number }>(
    `with spoken as (
       select source, max(epoch_ms(occurred_at)) as spoken_ms from event
       where occurred_at <= make_timestamp($1::bigint) and ($3::varchar is null or source = $3)
       group by source, case when occurred_at <= make_timestamp($2::bigint) then 0 else (epoch_ms(occurred_at) + ${MINUTE_MS - 1}) // ${MINUTE_MS} end
     )
     select source, spoken_ms from spoken order by source, spoken_ms`,
    [tickMs(grid, grid.count - 1) * 1000, grid.fromMs * 1000, source],
    { timeoutMs: 60_000 },
  )
  const spoken = new Map<string, number[]>()
  for (const { source: name, spoken_ms } of rows) {
    const known = spoken.get(name)
    if (known) known.push(Number(spoken_ms))
    else spoken.set(name, [Number(spoken_ms)])
  }
  return spoken
}
