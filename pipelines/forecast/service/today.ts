import { DAY_MS } from '../../calendars/days.ts'
import { wallClock } from '../../calendars/zone.ts'
import type { Reader } from '../../engine/port.ts'
import { localClock } from '../local-clock.ts'
import type { QueueDays } from './days.ts'
import type { ForecastPool } from './pool.ts'
import { QUARTER_MS } from './record.ts'
import { short } from './store.ts'

/** What is looked at together: all contacts of these teams and channels; an empty list is all of them. */
export interface Scope {
  teams: readonly string[]
  channels: readonly string[]
}

/** The running day as it was forecast at its midnight, hour by hour, 80 % band. */
export interface TodayForecast {
  zone: string
  time: string[]
  mean: number[]
  p10: number[]
  p90: number[]
  /** Expected from midnight until `asOf`, and of the whole day. */
  soFar: number
  day: number
  asOf: string
}

const BACK_DAYS = 731
const HOUR_MS = 3_600_000

/** Forecasts the local day of `zone` in which `nowMs` lies, from the contacts of a scope before that day. */
export async function forecastToday(
  reader: Reader,
  pool: ForecastPool,
  scope: Scope,
  { special }: QueueDays,
  zone: string,
  nowMs: number,
): Promise<TodayForecast | null> {
  const wall = localClock(zone, nowMs, nowMs)(nowMs)
  const today = wall - (wall % DAY_MS)
  const instantOf = wallClock(zone, nowMs - 2 * DAY_MS, nowMs + 2 * DAY_MS)
  const [midnight, end] = [instantOf(today), instantOf(today + DAY_MS)]
  const record = await recordOfScope(reader, scope, midnight)
  if (record.values.length < 24 * 4) return null
  const said = await pool.run({
    ...record,
    stepMinutes: 60,
    zone,
    horizon: Math.round((end - midnight) / HOUR_MS),
    untilMs: midnight,
    special,
    quantiles: [0.1, 0.9],
  })
  let soFar = 0
  let day = 0
  said.times.forEach((ms, i) => {
    const mean = said.mean[i] as number
    day += mean
    soFar += mean * Math.min(1, Math.max(0, (nowMs - ms) / HOUR_MS))
  })
  return {
    zone,
    time: Array.from(said.times, iso),
    mean: Array.from(said.mean, short),
    p10: Array.from(said.quantiles[0] ?? [], short),
    p90: Array.from(said.quantiles[1] ?? [], short),
    soFar: short(soFar),
    day: short(day),
    asOf: iso(nowMs),
  }
}

/** Contacts by the hour up to `untilMs`. */
async function recordOfScope(reader: Reader, { teams, channels }: Scope, untilMs: number) {
  const { values: columns } = await reader.columns(
    `select epoch_ms(time_bucket(interval '1 hour', cell_at)) as at, sum(created_count)::double as contacts
     from rollup_ticket
     where (len($1::varchar[]) = 0 or list_contains($1::varchar[], team))
        and (len($2::varchar[]) = 0 or list_contains($2::varchar[], channel))
        and cell_at >= $3::timestamp and cell_at < $4::timestamp
     group by at
     order by at`,
    [teams, channels, iso(untilMs - BACK_DAYS * DAY_MS), iso(untilMs)],
  )
  const [at = [], contacts = []] = columns
  const first = Number(at[0] ?? untilMs)
  const count = Math.max(0, Math.ceil((untilMs - first) / HOUR_MS))
  const values = new Float64Array(count)
  at.forEach((ms, i) => {
    values[Math.floor((Number(ms) - first) / HOUR_MS)] = Number(contacts[i])
  })
  return { times: Float64Array.from({ length: count }, (_, i) => first + i * HOUR_MS), values }
}

/** The key under which an answer holds: until the next quarter of an hour. */
export const todayKey = (scope: Scope, zone: string, nowMs: number): string =>
  JSON.stringify(['today', scope, zone, Math.floor(nowMs / QUARTER_MS)])

const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z')
