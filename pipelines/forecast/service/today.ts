import { DAY_MS } from '../../calendars/days.ts'
import { wallClock } from '../../calendars/zone.ts'
import { instantText } from '../../instant-text.ts'
import type { MetricsContext } from '../../metrics/context.ts'
import { query } from '../../metrics/query.ts'
import type { Filter } from '../../metrics/types.ts'
import type { Forecast } from '../forecast.ts'
import { localClock } from '../local-clock.ts'
import type { QueueDays } from './days.ts'
import type { ForecastPool } from './pool.ts'
import { short } from './short.ts'

/** The metric that is forecast: what a page sets beside a forecast is this one, under the same filters. */
export const FORECAST_METRIC = 'tickets_created'

/** The running day as it was forecast at its midnight, hour by hour, 80 % band. */
export interface TodayForecast {
  zone: string
  /** Starts of the hours of the local day. */
  time: string[]
  mean: number[]
  p10: number[]
  p90: number[]
  /** Expected from midnight until `asOf`, and of the whole day. */
  soFar: number
  day: number
  /** Expected of the whole day now that its first hours are known; null before the first is over. */
  updatedDay: number | null
  asOf: string
}

/** A local day of a zone, in Unix milliseconds. */
export interface LocalDay {
  zone: string
  midnight: number
  end: number
}

const BACK_DAYS = 731
const HOUR_MS = 3_600_000

export function localDayAt(zone: string, nowMs: number): LocalDay {
  const wall = localClock(zone, nowMs, nowMs)(nowMs)
  const today = wall - (wall % DAY_MS)
  const instantOf = wallClock(zone, nowMs - 2 * DAY_MS, nowMs + 2 * DAY_MS)
  return { zone, midnight: instantOf(today), end: instantOf(today + DAY_MS) }
}

/**
 * Forecasts a local day from the contacts under the filters up to `untilMs`, its midnight or an hour of it; null where that is
 * less than a day. Throws `invalid` for filters that cannot cut the metric.
 */
export async function forecastDay(
  context: MetricsContext,
  pool: ForecastPool,
  filters: readonly Filter[],
  { special }: QueueDays,
  { zone, end }: LocalDay,
  untilMs: number,
): Promise<Forecast | null> {
  const record = await recordUnder(context, filters, zone, untilMs)
  if (record.values.length < 24) return null
  return pool.run({
    ...record,
    stepMinutes: 60,
    zone,
    horizon: Math.round((end - untilMs) / HOUR_MS),
    untilMs,
    special,
    quantiles: [0.1, 0.9],
  })
}

/** Contacts by the hour, from the first that had any up to `untilMs`, as the catalog counts them. */
async function recordUnder(
  context: MetricsContext,
  filters: readonly Filter[],
  zone: string,
  untilMs: number,
): Promise<{ times: Float64Array; values: Float64Array }> {
  const { data } = await query(context, {
    metrics: [FORECAST_METRIC],
    grain: 'hour',
    from: new Date(untilMs - BACK_DAYS * DAY_MS).toISOString(),
    to: new Date(untilMs).toISOString(),
    tz: zone,
    filters,
  })
  const values = Float64Array.from(data[FORECAST_METRIC] ?? [], Number)
  const first = values.findIndex((value) => value > 0)
  const from = first === -1 ? values.length : first
  return {
    times: Float64Array.from((data.time ?? []).slice(from), (time) => Date.parse(String(time))),
    values: values.slice(from),
  }
}

/** What the midnight's forecast says at an instant of its day, and what the hours until `updated` was made make of it. */
export function todayAt(
  said: Forecast,
  updated: { rest: Forecast; cameBefore: number } | null,
  { zone }: LocalDay,
  nowMs: number,
): TodayForecast {
  let soFar = 0
  said.times.forEach((ms, i) => {
    soFar += (said.mean[i] as number) * Math.min(1, Math.max(0, (nowMs - ms) / HOUR_MS))
  })
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
  return {
    zone,
    time: Array.from(said.times, instantText),
    mean: Array.from(said.mean),
    p10: Array.from(said.quantiles[0] ?? []),
    p90: Array.from(said.quantiles[1] ?? []),
    soFar: short(soFar),
    day: short(total(said.mean)),
    updatedDay: updated && short(updated.cameBefore + total(updated.rest.mean)),
    asOf: instantText(nowMs),
  }
}
