/** Forecasts of an open data folder: made daily and through the day in threads, kept with their origins, asked for by anyone. */
import { setTimeout as pause } from 'node:timers/promises'
import { DAY_MS } from '../../calendars/days.ts'
import { invalid } from '../../errors.ts'
import { Latest } from '../../latest.ts'
import { query } from '../../metrics/query.ts'
import type { Filter } from '../../metrics/types.ts'
import type { Pegel } from '../../pegel.ts'
import { Turns } from '../../turns.ts'
import type { Explanation, Forecast, ForecastInput } from '../forecast.ts'
import { localClock } from '../local-clock.ts'
import type { Warning } from '../warning.ts'
import { type Accuracy, type AccuracyStep, accuracyOf } from './accuracy.ts'
import { type AdjustedPoints, adjust, adjustmentsOf, type HeldAdjustment } from './adjust.ts'
import { daysOf, filtersOf, printOf, type QueueDays } from './days.ts'
import { loadByQueue, NO_LOAD, type QueueLoad } from './load.ts'
import { ForecastPool } from './pool.ts'
import { type KnownQueue, listQueues, queueNamed } from './queue.ts'
import { type DayReasons, reasonsOf } from './reasons.ts'
import { QUARTER_MS, recordOf } from './record.ts'
import { dropOldRuns, latestRun, type Points, pointsOf, type Run, type RunKind, storeRuns } from './store.ts'
import {
  FORECAST_METRIC,
  forecastDay,
  type LocalDay,
  localDayAt,
  type TodayForecast,
  todayAt,
} from './today.ts'
import { missingTrials } from './trials.ts'

export interface ForecastsOptions {
  onNotice?: (notice: { level: 'warn' | 'error'; message: string }) => void
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
  load: QueueLoad
  explanation: Explanation
  warnings: Warning[]
}

/** As the model made it, of all the intervals that it reaches. */
type Made = Omit<QueueForecast, 'points' | 'adjustments' | 'reasons'> & { points: Points }

export interface ForecastQuestion {
  queue: string
  /** ISO instants; from now, for two weeks, unless told. */
  from?: string | undefined
  to?: string | undefined
  stepMinutes?: AccuracyStep | undefined
}

/** Four weeks are kept of every run. */
const KEPT_DAYS = 28
const LONGEST_DAYS = 366
const QUANTILES = [0.05, 0.1, 0.5, 0.9, 0.95]
const REFRESH_MS = 15 * 60_000
const FIRST_MS = 3_000
const REMEMBERED = 200
const HOUR_MS = 3_600_000

export class Forecasts {
  readonly #pegel: Pegel
  readonly #pool: ForecastPool
  readonly #options: ForecastsOptions
  readonly #turns = new Turns()
  readonly #trials = new Turns()
  readonly #asked = new Latest<Made>(REMEMBERED)
  readonly #days = new Latest<Forecast | null>(REMEMBERED)
  #timers: NodeJS.Timeout[] = []
  readonly #stop = new AbortController()

  constructor(pegel: Pegel, options: ForecastsOptions = {}) {
    this.#pegel = pegel
    this.#options = options
    this.#pool = new ForecastPool(options.threads)
  }

  /** Refreshes soon, and every quarter of an hour from then on, until `stop`. */
  start(): void {
    const attempt = () => {
      void this.refresh({ aside: true }).catch((error: Error) => {
        if (!this.#stop.signal.aborted)
          this.#options.onNotice?.({ level: 'error', message: `forecasts: ${error.message}` })
      })
    }
    this.#timers = [setTimeout(attempt, FIRST_MS), setInterval(attempt, REFRESH_MS)]
    for (const timer of this.#timers) timer.unref()
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    for (const timer of this.#timers) clearTimeout(timer)
    await this.#pool.close()
    await this.#turns.idle()
    await this.#trials.idle()
  }

  /** One forecast in a thread of the pool. */
  foresee(input: Omit<ForecastInput, 'open'>): Promise<Forecast> {
    return this.#pool.run(input)
  }

  /** Those of which at least one quarter of an hour is complete. */
  queues(): Promise<KnownQueue[]> {
    return listQueues(this.#pegel.engine, new Date(this.#nowMs()).toISOString())
  }

  /**
   * Makes the forecasts that are due: one a local day that is kept, and otherwise the intraday one anew; then tries new queues
   * at past origins. `aside` it leaves as much time as it takes. Returns how many were made.
   */
  async refresh({ aside = false } = {}): Promise<number> {
    const nowMs = this.#nowMs()
    const queues = await this.queues()
    let made = await this.#turns.run(async () => {
      const due = await this.#each(queues, aside, (queue) => this.#due(queue, nowMs))
      await dropOldRuns(this.#pegel.engine, nowMs)
      return due
    })
    const most = aside ? 1 : Number.POSITIVE_INFINITY
    for (let tried = 1; tried > 0; made += tried) {
      tried = await this.#trials.run(() =>
        this.#each(queues, aside, (queue) => this.#try(queue, nowMs, most)),
      )
    }
    return made
  }

  /** Makes and stores runs of queues. A queue that fails keeps no other from its forecast. */
  async #each(
    queues: readonly KnownQueue[],
    aside: boolean,
    make: (queue: KnownQueue) => Promise<Run[]>,
  ): Promise<number> {
    const { signal } = this.#stop
    let made = 0
    const waiting = [...queues]
    const worker = async () => {
      for (let queue = waiting.shift(); queue && !signal.aborted; queue = waiting.shift()) {
        const began = performance.now()
        const runs = await this.#attempt(queue, make)
        made += runs
        if (aside && runs > 0) {
          await pause(performance.now() - began, undefined, { signal, ref: false }).catch(() => {})
        }
      }
    }
    // A few at once: enough to keep the threads busy, few enough to leave the readers to those who wait for a page.
    await Promise.all(Array.from({ length: aside ? 1 : this.#pool.size + 1 }, worker))
    return made
  }

  async #attempt(queue: KnownQueue, make: (queue: KnownQueue) => Promise<Run[]>): Promise<number> {
    try {
      const runs = await make(queue)
      await storeRuns(this.#pegel.engine, runs)
      return runs.length
    } catch (error) {
      if (!this.#stop.signal.aborted) {
        const message = `forecast of ${queue.id}: ${(error as Error).message}`
        this.#options.onNotice?.({ level: 'error', message })
      }
      return 0
    }
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
    const special = await this.#daysOf(queue, nowMs)
    const print = printOf(special)
    if (step === 15 && toMs <= nowMs + (KEPT_DAYS - 1) * DAY_MS) {
      const stored = await this.#stored(queue, print)
      if (stored) return this.#shown(stored, fromMs, toMs)
    }
    const days = toMs <= nowMs + 29 * DAY_MS ? 29 : LONGEST_DAYS
    const key = JSON.stringify([queue, step, days, nowMs, print])
    const known = this.#asked.get(key, () => this.#make(queue, step, days, nowMs, special))
    return this.#shown(await known, fromMs - step * 60_000 + 1, toMs)
  }

  /** The intervals that were asked for, with what people made of them. */
  async #shown(made: Made, fromMs: number, toMs: number): Promise<QueueForecast> {
    const { queue, zone, stepMinutes, explanation } = made
    const all = await adjustmentsOf(this.#pegel, queue.id, zone)
    const adjusted = adjust(made.points, all, stepMinutes * 60_000)
    const points = cut(adjusted, fromMs, toMs)
    return {
      ...made,
      points,
      adjustments: all.filter(
        ({ startsAt, endsAt }) => Date.parse(endsAt) > fromMs && Date.parse(startsAt) < toMs,
      ),
      reasons: reasonsOf(adjusted, explanation, zone, fromMs, toMs),
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

  #daysOf(queue: KnownQueue, nowMs: number): Promise<QueueDays> {
    return daysOf(this.#pegel, filtersOf(queue), nowMs)
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
    const said = await this.#pool.run(await this.#input(queue, known, nowMs, step, days))
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

  async #due(queue: KnownQueue, nowMs: number): Promise<Run[]> {
    const known = await this.#daysOf(queue, nowMs)
    const [last] = await this.#pegel.engine.rows<{ origin_at: string | null }>(
      `select max(origin_at) as origin_at from forecast_run
       where kind = 'daily' and team is not distinct from $1 and channel is not distinct from $2`,
      [queue.team, queue.channel],
    )
    const before = last?.origin_at ?? null
    const isNewDay = before === null || localDay(known.zone, Date.parse(before)) < localDay(known.zone, nowMs)
    return [await this.#run(queue, known, nowMs, isNewDay ? 'daily' : 'intraday')]
  }

  /** The trials that a queue lacks, at most so many. */
  async #try(queue: KnownQueue, nowMs: number, most: number): Promise<Run[]> {
    const known = await this.#daysOf(queue, nowMs)
    const missing = await missingTrials(this.#pegel.engine, queue, known.zone, nowMs)
    return Promise.all(missing.slice(0, most).map((originMs) => this.#run(queue, known, originMs, 'trial')))
  }

  async #run(queue: KnownQueue, known: QueueDays, originMs: number, kind: RunKind): Promise<Run> {
    const days = kind === 'trial' ? 14 : KEPT_DAYS
    const input = await this.#input(queue, known, originMs, 15, days)
    const said = await this.#pool.run(input, { aside: true })
    return {
      queue,
      kind,
      originMs,
      madeMs: this.#pegel.now().getTime(),
      zone: known.zone,
      daysPrint: printOf(known),
      said,
    }
  }

  async #input(
    queue: KnownQueue,
    { zone, special }: QueueDays,
    originMs: number,
    step: AccuracyStep,
    days: number,
  ): Promise<Omit<ForecastInput, 'open'>> {
    const record = await recordOf(this.#pegel.engine, queue, originMs)
    const summed = sumUp(record, step, zone)
    return {
      times: summed.times,
      values: summed.values,
      stepMinutes: step,
      zone,
      horizon: (days * 1440) / step,
      untilMs: summed.untilMs,
      special,
      quantiles: QUANTILES,
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

/** Quarters of an hour as intervals of `step` minutes, whole ones only; `untilMs` is where the last one ends. */
function sumUp(
  { times, values }: { times: Float64Array; values: Float64Array },
  step: AccuracyStep,
  zone: string,
): { times: Float64Array; values: Float64Array; untilMs: number } {
  const end = (times.at(-1) ?? 0) + QUARTER_MS
  if (step === 15 || times.length === 0) return { times, values, untilMs: end }
  const wallOf = localClock(zone, times[0] as number, end)
  const stepMs = step * 60_000
  const starts: number[] = []
  const sums: number[] = []
  let last = Number.NaN
  times.forEach((ms, i) => {
    const wall = wallOf(ms)
    const place = step === 1440 ? Math.floor(wall / DAY_MS) : ms - (wall % stepMs)
    if (place !== last) {
      starts.push(ms - (wall % stepMs))
      sums.push(0)
      last = place
    }
    sums[sums.length - 1] = (sums.at(-1) as number) + (values[i] as number)
  })
  const isWhole = wallOf(end) % stepMs === 0
  const n = isWhole ? starts.length : starts.length - 1
  const untilMs = isWhole ? end : (starts.at(-1) as number)
  return {
    times: Float64Array.from(starts.slice(0, n)),
    values: Float64Array.from(sums.slice(0, n)),
    untilMs,
  }
}

function localDay(zone: string, ms: number): number {
  return Math.floor(localClock(zone, ms, ms)(ms) / DAY_MS)
}

function pointsFrom(said: Forecast): Points {
  const list = (values: Float64Array | undefined) => Array.from(values ?? [])
  return {
    time: Array.from(said.times, (ms) => new Date(ms).toISOString().replace('.000Z', 'Z')),
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
