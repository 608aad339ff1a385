/** Forecasts of an open data folder: made daily and through the day in threads, kept with their origins, asked for by anyone. */
import { DAY_MS } from '../../calendars/days.ts'
import { invalid } from '../../errors.ts'
import { instantText } from '../../instant-text.ts'
import { Latest } from '../../latest.ts'
import { query } from '../../metrics/query.ts'
import type { Filter } from '../../metrics/types.ts'
import type { OnNotice } from '../../notice.ts'
import type { Pegel } from '../../pegel.ts'
import type { Explanation, Forecast, ForecastInput } from '../forecast.ts'
import type { Warning } from '../warning.ts'
import { type Accuracy, type AccuracyStep, accuracyOf } from './accuracy.ts'
import { type AdjustedPoints, adjust, adjustmentsOf, type HeldAdjustment } from './adjust.ts'
import type { Place } from './by-hand.ts'
import { daysOf, filtersOf, printOf, type QueueDays } from './days.ts'
import { loadByQueue, NO_LOAD, type QueueLoad } from './load.ts'
import { ForecastMaker, inputOf, KEPT_DAYS } from './maker.ts'
import { ForecastPool } from './pool.ts'
import { type KnownQueue, listQueues, queueNamed } from './queue.ts'
import { type DayReasons, reasonsOf } from './reasons.ts'
import { QUARTER_MS, recordOf } from './record.ts'
import { latestRun, type Points, pointsOf } from './store.ts'
import {
  FORECAST_METRIC,
  forecastDay,
  type LocalDay,
  localDayAt,
  type TodayForecast,
  todayAt,
} from './today.ts'

export interface ForecastsOptions {
  onNotice?: OnNotice
  /** Threads; as the machine has cores to spare unless told. */
  threads?: number
}

export interface QueueForecast {
  queue: KnownQueue
  zone: string
  stepMinutes: AccuracyStep
  /** Instant up to which the record was known, and when the forecast was made. */
  originAt: string
  madeAt: string
  points: AdjustedPoints
  /** What people made of the model's values, as far as the points reach. */
  adjustments: HeldAdjustment[]
  /** What made each day's value. */
  reasons: DayReasons[]
  /** Marks that touch only a part of the queue's contacts, such as a brand: 0 for none of them. */
  partly: { id: string; share: number }[]
  load: QueueLoad
  explanation: Explanation
  warnings: Warning[]
}

/** As the model made it, of all the intervals that it reaches. */
type Made = Omit<QueueForecast, 'points' | 'adjustments' | 'reasons' | 'partly'> & { points: Points }

export interface ForecastQuestion {
  queue: string
  /** ISO instants; from now, for two weeks, unless told. */
  from?: string | undefined
  to?: string | undefined
  stepMinutes?: AccuracyStep | undefined
}

const LONGEST_DAYS = 366
const REFRESH_MS = 15 * 60_000
const FIRST_MS = 3_000
const REMEMBERED = 200
const HOUR_MS = 3_600_000

export class Forecasts {
  readonly #pegel: Pegel
  readonly #pool: ForecastPool
  readonly #maker: ForecastMaker
  readonly #options: ForecastsOptions
  readonly #asked = new Latest<Made>(REMEMBERED)
  readonly #days = new Latest<Forecast | null>(REMEMBERED)
  #timers: NodeJS.Timeout[] = []

  constructor(pegel: Pegel, options: ForecastsOptions = {}) {
    this.#pegel = pegel
    this.#options = options
    this.#pool = new ForecastPool(options.threads)
    this.#maker = new ForecastMaker(pegel, this.#pool, (notice) => this.#options.onNotice?.(notice))
  }

  /** Refreshes soon, and every quarter of an hour from then on, until `stop`. */
  start(): void {
    const attempt = () => void this.#maker.refreshAside(this.#nowMs())
    this.#timers = [setTimeout(attempt, FIRST_MS), setInterval(attempt, REFRESH_MS)]
    for (const timer of this.#timers) timer.unref()
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#maker.stop()
    await this.#pool.close()
    await this.#maker.idle()
  }

  /** Makes the forecasts that are due. Returns how many. */
  refresh(): Promise<number> {
    return this.#maker.refresh(this.#nowMs())
  }

  /** One forecast in a thread of the pool. */
  foresee(input: Omit<ForecastInput, 'open'>): Promise<Forecast> {
    return this.#pool.run(input)
  }

  /** Those of which at least one quarter of an hour is complete. */
  queues(): Promise<KnownQueue[]> {
    return listQueues(this.#pegel.engine, new Date(this.#nowMs()).toISOString())
  }

  /** The latest forecast of a queue; made now where the stored one has another step or does not reach as far. */
  async ask(question: ForecastQuestion): Promise<QueueForecast> {
    const nowMs = this.#nowMs()
    const fromMs = question.from === undefined ? nowMs : Date.parse(question.from)
    const toMs = question.to === undefined ? nowMs + 14 * DAY_MS : Date.parse(question.to)
    const step = question.stepMinutes ?? 15
    if (!(toMs > fromMs)) throw invalid('`to` must lie after `from`')
    if (toMs > nowMs + LONGEST_DAYS * DAY_MS) throw invalid('forecasts reach a year ahead')
    const queue = await queueNamed(this.#pegel.engine, new Date(nowMs).toISOString(), question.queue)
    const known = await daysOf(this.#pegel, filtersOf(queue), nowMs)
    const print = printOf(known)
    const partly = [...known.shares].flatMap(([id, share]) => (share < 1 ? [{ id, share }] : []))
    if (step === 15 && toMs <= nowMs + (KEPT_DAYS - 1) * DAY_MS) {
      const stored = await this.#stored(queue, print)
      if (stored) return { ...(await this.#shown(stored, fromMs, toMs)), partly }
    }
    const days = toMs <= nowMs + 29 * DAY_MS ? 29 : LONGEST_DAYS
    const key = JSON.stringify([queue, step, days, nowMs, print])
    const made = this.#asked.get(key, () => this.#make(queue, step, days, nowMs, known))
    return { ...(await this.#shown(await made, fromMs - step * 60_000 + 1, toMs)), partly }
  }

  /** The intervals that were asked for, with what people made of them. */
  async #shown(made: Made, fromMs: number, toMs: number): Promise<Omit<QueueForecast, 'partly'>> {
    const { queue, zone, stepMinutes, explanation } = made
    const all = await adjustmentsOf(this.#pegel, queue.id, zone)
    const came = await this.#cameBefore(made, all)
    const adjusted = adjust(made.points, all, { zone, stepMs: stepMinutes * 60_000, came })
    const points = cut(adjusted.points, fromMs, toMs)
    return {
      ...made,
      points,
      adjustments: all.filter(
        ({ startsAt, endsAt }) => Date.parse(endsAt) > fromMs && Date.parse(startsAt) < toMs,
      ),
      reasons: reasonsOf(adjusted, explanation, zone, fromMs, toMs),
    }
  }

  /** What came of the day that a forecast begins in, where a total speaks of it. */
  async #cameBefore({ queue, zone, points }: Made, all: readonly HeldAdjustment[]): Promise<Place['came']> {
    const firstMs = Date.parse(points.time[0] ?? '')
    const isAsked = all.some(
      ({ total, startsAt, endsAt }) =>
        total !== undefined && Date.parse(startsAt) < firstMs && Date.parse(endsAt) > firstMs,
    )
    if (!isAsked) return () => 0
    const { midnight } = localDayAt(zone, firstMs)
    const { times, values } = await recordOf(this.#pegel.engine, queue, firstMs, midnight)
    return (fromMs, toMs) => {
      const inside = values.filter((_, i) => (times[i] as number) >= fromMs && (times[i] as number) < toMs)
      return inside.reduce((sum, value) => sum + value, 0)
    }
  }

  /** The running day in `zone` of what the filters let through; null where there is too little to go by. */
  async today(filters: readonly Filter[], zone: string): Promise<TodayForecast | null> {
    const nowMs = this.#pegel.now().getTime()
    const day = localDayAt(zone, nowMs)
    const hour = nowMs - ((nowMs - day.midnight) % HOUR_MS)
    const [said, rest] = await Promise.all([
      this.#dayFrom(filters, day, day.midnight),
      hour > day.midnight ? this.#dayFrom(filters, day, hour) : null,
    ])
    if (!said) return null
    return todayAt(said, rest && { rest, cameBefore: await this.#cameIn(filters, day, hour) }, day, nowMs)
  }

  /** Kept for a quarter of an hour, unless something is marked meanwhile. */
  async #dayFrom(filters: readonly Filter[], day: LocalDay, untilMs: number): Promise<Forecast | null> {
    const days = await daysOf(this.#pegel, filters, untilMs)
    const key = JSON.stringify([filters, day.zone, untilMs, this.#nowMs(), printOf(days)])
    const said = await this.#days.get(key, () =>
      forecastDay(this.#pegel, this.#pool, filters, days, day, untilMs),
    )
    if (said === null) this.#days.forget(key)
    return said
  }

  async #cameIn(filters: readonly Filter[], { zone, midnight }: LocalDay, toMs: number): Promise<number> {
    const { data } = await query(this.#pegel, {
      metrics: [FORECAST_METRIC],
      from: new Date(midnight).toISOString(),
      to: new Date(toMs).toISOString(),
      tz: zone,
      filters,
    })
    return Number(data[FORECAST_METRIC]?.[0] ?? 0)
  }

  async accuracy(queueId: string, stepMinutes: AccuracyStep): Promise<Accuracy[]> {
    const atIso = this.#pegel.now().toISOString()
    const queue = await queueNamed(this.#pegel.engine, atIso, queueId)
    return accuracyOf(this.#pegel.engine, queue, atIso, stepMinutes)
  }

  /** Null also where days have been marked since it was made. */
  async #stored(queue: KnownQueue, print: string): Promise<Made | null> {
    const { engine } = this.#pegel
    const run = await latestRun(engine, queue)
    if (run?.daysPrint !== print) return null
    const points = await pointsOf(engine, run.runNo)
    const { originAt, madeAt, zone, explanation, warnings } = run
    const load = (await this.loads()).get(queue.id) ?? NO_LOAD
    return { queue, zone, stepMinutes: 15, originAt, madeAt, points, load, explanation, warnings }
  }

  async #make(
    queue: KnownQueue,
    step: AccuracyStep,
    days: number,
    nowMs: number,
    known: QueueDays,
  ): Promise<Made> {
    const said = await this.#pool.run(await inputOf(this.#pegel.engine, queue, known, nowMs, step, days))
    const load = (await this.loads()).get(queue.id) ?? NO_LOAD
    return {
      queue,
      zone: known.zone,
      stepMinutes: step,
      originAt: new Date(nowMs).toISOString(),
      madeAt: this.#pegel.now().toISOString(),
      points: pointsFrom(said),
      load,
      explanation: said.explanation,
      warnings: said.warnings,
    }
  }

  #loads: { at: number; byQueue: Promise<Map<string, QueueLoad>> } | null = null

  /** Handle time and concurrency of all queues; eight weeks change little within a quarter of an hour. */
  loads(): Promise<Map<string, QueueLoad>> {
    const at = this.#nowMs()
    if (this.#loads?.at !== at) {
      this.#loads = { at, byQueue: loadByQueue(this.#pegel.engine, new Date(at).toISOString()) }
      this.#loads.byQueue.catch(() => {
        this.#loads = null
      })
    }
    return this.#loads.byQueue
  }

  /** Now, at the last quarter of an hour that is over. */
  #nowMs(): number {
    const ms = this.#pegel.now().getTime()
    return ms - (ms % QUARTER_MS)
  }
}

function pointsFrom(said: Forecast): Points {
  const list = (values: Float64Array | undefined) => Array.from(values ?? [])
  return {
    time: Array.from(said.times, instantText),
    open: Array.from(said.open, (open) => open === 1),
    mean: list(said.mean),
    p05: list(said.quantiles[0]),
    p10: list(said.quantiles[1]),
    p50: list(said.quantiles[2]),
    p90: list(said.quantiles[3]),
    p95: list(said.quantiles[4]),
    average: list(said.average),
  }
}

function cut(points: AdjustedPoints, fromMs: number, toMs: number): AdjustedPoints {
  const inside = points.time.map((time) => Date.parse(time) >= fromMs && Date.parse(time) < toMs)
  return Object.fromEntries(
    Object.entries(points).map(([name, values]) => [
      name,
      (values as readonly unknown[]).filter((_, i) => inside[i]),
    ]),
  ) as unknown as AdjustedPoints
}
