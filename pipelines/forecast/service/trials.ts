/** Past origins that a new queue is tried at, so that its accuracy is known from the first day: one a week. */
import { DAY_MS } from '../../calendars/days.ts'
import type { Reader } from '../../engine/port.ts'
import type { KnownQueue } from './queue.ts'
import { KEEP_DAYS } from './store.ts'
import { localDayAt } from './today.ts'

const TRIALS = 6
/** History that a trial needs. */
const LEAST_DAYS = 28

/** Instants at which the queue is still to be tried, the latest first: before its first forecast, at midnights of the zone that this was made in. */
export async function missingTrials(
  reader: Reader,
  { team, channel, since }: KnownQueue,
  nowMs: number,
): Promise<number[]> {
  const [known] = await reader.rows<{ first: string | null; zone: string | null; tried: string[] | null }>(
    `select min(origin_at) filter (kind = 'daily') as first, arg_min(zone, origin_at) filter (kind = 'daily') as zone,
       list(origin_at) filter (kind = 'trial') as tried
     from forecast_run
     where team is not distinct from $1 and channel is not distinct from $2`,
    [team, channel],
  )
  if (!known?.first || !known.zone) return []
  const { first, zone } = known
  const tried = new Set((known.tried ?? []).map((at) => Date.parse(at)))
  // At local midnights, as a day that has begun is another task.
  const noon = localDayAt(zone, Date.parse(first)).midnight + DAY_MS / 2
  return Array.from({ length: TRIALS }, (_, i) => localDayAt(zone, noon - 7 * (i + 1) * DAY_MS).midnight)
    .filter((originMs) => !tried.has(originMs))
    .filter((originMs) => originMs - Date.parse(since) > LEAST_DAYS * DAY_MS)
    .filter((originMs) => nowMs - originMs < KEEP_DAYS * DAY_MS)
}
