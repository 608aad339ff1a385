/** Makes the forecasts that are kept: the day's, those through the day, and trials of new queues at past origins. */
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { DAY_MS } from '../../calendars/days.ts'
import type { Reader } from '../../engine/port.ts'
import type { OnNotice } from '../../notice.ts'
import type { Pegel } from '../../pegel.ts'
import { Turns } from '../../turns.ts'
import type { ForecastInput } from '../forecast.ts'
import { localClock } from '../local-clock.ts'
import type { AccuracyStep } from './accuracy.ts'
import { daysOf, filtersOf, printOf, type QueueDays } from './days.ts'
import type { ForecastPool } from './pool.ts'
import { type KnownQueue, listQueues } from './queue.ts'
import { QUARTER_MS, recordOf } from './record.ts'
import { dropOldRuns, type Run, type RunKind, storeRuns } from './store.ts'
import { missingTrials } from './trials.ts'

/** Four weeks are kept of every run. */
export const KEPT_DAYS = 28
const TRIAL_DAYS = 14
/** Share of its thread from which on the server counts as busy; how often it is looked at, and for how long at most. */
const BUSY = 0.3
const LOOK_MS = 100
const CALM_WITHIN_MS = 60_000
const QUANTILES = [0.05, 0.1, 0.5, 0.9, 0.95]

export class ForecastMaker {
  readonly #pegel: Pegel
  readonly #pool: ForecastPool
  readonly #onNotice: OnNotice
  readonly #turns = new Turns()
  readonly #trials = new Turns()
  readonly #stop = new AbortController()

  constructor(pegel: Pegel, pool: ForecastPool, onNotice: OnNotice) {
    this.#pegel = pegel
    this.#pool = pool
    this.#onNotice = onNotice
  }

  /** Begins nothing more. */
  stop(): void {
    this.#stop.abort()
  }

  /** Resolves when what is under way is over. */
  async idle(): Promise<void> {
    await this.#turns.idle()
    await this.#trials.idle()
  }

  /** With nobody waiting: leaves as much time as it takes, and tells of what fails. */
  async refreshAside(nowMs: number): Promise<number> {
    try {
      return await this.refresh(nowMs, { aside: true })
    } catch (error) {
      this.#tell(`forecasts: ${(error as Error).message}`)
      return 0
    }
  }

  /**
   * Makes the forecasts that are due: one a local day that is kept, and otherwise the intraday one anew; then tries new queues
   * at past origins. `aside` it waits for calm moments and leaves as much time as it takes. Returns how many were made.
   */
  async refresh(nowMs: number, { aside = false } = {}): Promise<number> {
    const queues = await listQueues(this.#pegel.engine, new Date(nowMs).toISOString())
    let made = await this.#turns.run(async () => {
      const due = await this.#each(queues, aside, (queue) => this.#due(queue, nowMs))
      await dropOldRuns(this.#pegel.engine, nowMs)
      return due
    })
    const most = aside ? 1 : Number.POSITIVE_INFINITY
    let tried: number
    do {
      tried = await this.#trials.run(() =>
        this.#each(queues, aside, (queue) => this.#try(queue, nowMs, most)),
      )
      made += tried
    } while (aside && tried > 0)
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
        if (aside) await this.#calm()
        const began = performance.now()
        const runs = await this.#attempt(queue, make)
        made += runs
        if (aside && runs > 0) await this.#pause(performance.now() - began)
      }
    }
    // A few at once: enough to keep the threads busy, few enough to leave the readers to those who wait for a page.
    await Promise.all(Array.from({ length: aside ? 1 : this.#pool.size + 1 }, worker))
    return made
  }

  /** Waits for a moment in which the server is not busy, a minute at most: a forecast takes the deliveries' second core. */
  async #calm(): Promise<void> {
    for (let waited = 0; waited < CALM_WITHIN_MS && !this.#stop.signal.aborted; waited += LOOK_MS) {
      const before = performance.eventLoopUtilization()
      await this.#pause(LOOK_MS)
      if (performance.eventLoopUtilization(before).utilization < BUSY) return
    }
  }

  /** Shorter where it is stopped. */
  async #pause(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.#stop.signal, ref: false }).catch(() => {})
  }

  async #attempt(queue: KnownQueue, make: (queue: KnownQueue) => Promise<Run[]>): Promise<number> {
    try {
      const runs = await make(queue)
      await storeRuns(this.#pegel.engine, runs)
      return runs.length
    } catch (error) {
      this.#tell(`forecast of ${queue.id}: ${(error as Error).message}`)
      return 0
    }
  }

  #tell(message: string): void {
    if (!this.#stop.signal.aborted) this.#onNotice({ level: 'error', message })
  }

  async #due(queue: KnownQueue, nowMs: number): Promise<Run[]> {
    const known = await daysOf(this.#pegel, filtersOf(queue), nowMs)
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
    const missing = (await missingTrials(this.#pegel.engine, queue, nowMs)).slice(0, most)
    if (missing.length === 0) return []
    const known = await daysOf(this.#pegel, filtersOf(queue), nowMs)
    return Promise.all(missing.map((originMs) => this.#run(queue, known, originMs, 'trial')))
  }

  async #run(queue: KnownQueue, known: QueueDays, originMs: number, kind: RunKind): Promise<Run> {
    const days = kind === 'trial' ? TRIAL_DAYS : KEPT_DAYS
    const input = await inputOf(this.#pegel.engine, queue, known, originMs, 15, days)
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
}

/** The record of a queue up to `originMs` as a forecast of `days` takes it. */
export async function inputOf(
  reader: Reader,
  queue: KnownQueue,
  { zone, special }: QueueDays,
  originMs: number,
  step: AccuracyStep,
  days: number,
): Promise<Omit<ForecastInput, 'open'>> {
  const record = await recordOf(reader, queue, originMs)
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
