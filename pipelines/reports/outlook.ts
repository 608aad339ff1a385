/** The week ahead: what is expected of it as it was known at a midnight before it began, its busiest hours, and what the rosters lack. */
import { Temporal } from 'temporal-polyfill'
import type { Forecast, ForecastInput } from '../forecast/forecast.ts'
import { daysOf } from '../forecast/service/days.ts'
import { ForecastPool } from '../forecast/service/pool.ts'
import { instantText } from '../instant-text.ts'
import type { MetricsContext, VerbOptions } from '../metrics/context.ts'
import { query } from '../metrics/query.ts'
import type { Filter } from '../metrics/types.ts'
import type { Outlook, Peak } from './figures.ts'
import { staffingGap } from './staffing-gap.ts'
import type { Week } from './week.ts'

/** Makes a forecast; in a thread, as one takes hundreds of milliseconds. */
export type Foresee = (input: Omit<ForecastInput, 'open'>) => Promise<Forecast>

export interface OutlookInput {
  week: Week
  tz: string
  filters: readonly Filter[]
}

const CONTACTS = 'tickets_created'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Days tell the level, with the seasons of the year; hours the shape of a day. */
const DAYS_BACK = 1096
const HOUR_DAYS_BACK = 91
/** Fewer tell no weekday from another. */
const FEWEST_DAYS = 28
const PEAKS = 3
const BAND = [0.05, 0.95] as const

/** What fails here is said in the outlook, and costs nobody the rest of the page. */
export async function outlookFor(
  context: MetricsContext,
  { week, tz, filters }: OutlookInput,
  options: VerbOptions & { foresee?: Foresee | undefined } = {},
): Promise<Outlook> {
  const gap = await staffingGap(context, { week, filters })
  const pool = options.foresee ? null : new ForecastPool(1)
  try {
    const foresee = options.foresee ?? ((input) => (pool as ForecastPool).run(input))
    return { week, gap, forecast: await foreseen(context, { week, tz, filters }, foresee, options) }
  } catch (error) {
    options.signal?.throwIfAborted()
    return { week, gap, forecast: { state: 'failed', reason: (error as Error).message } }
  } finally {
    await pool?.close()
  }
}

async function foreseen(
  context: MetricsContext,
  { week, tz, filters }: OutlookInput,
  foresee: Foresee,
  options: VerbOptions,
): Promise<Outlook['forecast']> {
  const originMs = Math.min(Date.parse(week.from), midnightBefore(context.asOf, tz))
  const record = async (grain: 'day' | 'hour', days: number) => {
    const from = new Date(originMs - days * DAY_MS).toISOString()
    const to = new Date(originMs).toISOString()
    const { data } = await query(context, { metrics: [CONTACTS], grain, from, to, tz, filters }, options)
    const [times = [], values = []] = [data.time, data[CONTACTS]]
    const first = values.findIndex((value) => Number(value) > 0)
    const since = first === -1 ? values.length : first
    return {
      times: Float64Array.from(times.slice(since), (time) => Date.parse(String(time))),
      values: Float64Array.from(values.slice(since), Number),
      untilMs: originMs,
      zone: tz,
      quantiles: BAND,
    }
  }
  const byDay = await record('day', DAYS_BACK)
  if (byDay.values.length < FEWEST_DAYS) return { state: 'short' }
  const { special } = await daysOf(context, filters, originMs)
  const hours = Math.round((Date.parse(week.to) - originMs) / HOUR_MS)
  const [days, shape] = await Promise.all([
    foresee({ ...byDay, stepMinutes: 1440, horizon: Math.round(hours / 24), special }),
    foresee({ ...(await record('hour', HOUR_DAYS_BACK)), stepMinutes: 60, horizon: hours, special }),
  ])
  return { state: 'known', ...totalOf(days, week), peaks: peaksOf(days, shape, week) }
}

/** Days that err together err most: the band of the week is that of its days, and no narrower. */
function totalOf(days: Forecast, week: Week): { expected: number; low: number; high: number } {
  const within = positionsIn(days, week)
  const sum = (values: Float64Array | undefined) =>
    within.reduce((total, position) => total + (values?.[position] ?? 0), 0)
  const [low, high] = days.quantiles
  return { expected: sum(days.mean), low: sum(low), high: sum(high) }
}

/** The busiest hour of each of the busiest days: the day's level by the shape of its hours. */
function peaksOf(days: Forecast, shape: Forecast, week: Week): Peak[] {
  const peaks = positionsIn(days, week).flatMap((day): Peak[] => {
    const start = days.times[day] as number
    const end = days.times[day + 1] ?? Date.parse(week.to)
    const hours = positions(shape, start, end)
    const volume = hours.reduce((sum, hour) => sum + (shape.mean[hour] as number), 0)
    const [busiest] = hours.sort((a, b) => (shape.mean[b] as number) - (shape.mean[a] as number))
    if (busiest === undefined || volume <= 0) return []
    const factor = (days.mean[day] as number) / volume
    const of = (values: Float64Array | undefined) => factor * (values?.[busiest] ?? 0)
    const at = instantText(shape.times[busiest] as number)
    const [low, high] = shape.quantiles
    return [{ at, expected: of(shape.mean), low: of(low), high: of(high) }]
  })
  return peaks
    .filter(({ expected }) => expected > 0)
    .sort((a, b) => b.expected - a.expected)
    .slice(0, PEAKS)
}

const positionsIn = (forecast: Forecast, { from, to }: Week) =>
  positions(forecast, Date.parse(from), Date.parse(to))

function positions({ times }: Forecast, fromMs: number, toMs: number): number[] {
  return [...times.keys()].filter(
    (position) => (times[position] as number) >= fromMs && (times[position] as number) < toMs,
  )
}

function midnightBefore(instant: string, tz: string): number {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(tz).startOfDay().epochMilliseconds
}
