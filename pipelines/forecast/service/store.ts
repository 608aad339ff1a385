/** The tables of forecasts: runs and their points. Written through the engine's one writer, read by anyone. */

import { DAY_MS } from '../../calendars/days.ts'
import type { Engine, Reader, Row } from '../../engine/port.ts'
import type { Explanation, Forecast } from '../forecast.ts'
import { localClock } from '../local-clock.ts'
import type { Warning } from '../warning.ts'
import type { Queue } from './queue.ts'

export type RunKind = 'daily' | 'intraday' | 'trial'

export interface Run {
  queue: Queue
  kind: RunKind
  originMs: number
  madeMs: number
  zone: string
  /** Of the special days that it was made under. */
  daysPrint: string
  said: Forecast
}

export interface StoredRun {
  runNo: number
  kind: RunKind
  originAt: string
  madeAt: string
  zone: string
  explanation: Explanation
  warnings: Warning[]
  daysPrint?: string
}

/** Quarters of an hour, a value each per column. */
export interface Points {
  time: string[]
  open: boolean[]
  mean: number[]
  p05: number[]
  p10: number[]
  p50: number[]
  p90: number[]
  p95: number[]
  average: number[]
}

/** Runs older than this are dropped, so that a back-test of 90 days still finds what was known; of those that a newer one has replaced, leads beyond two weeks. */
export const KEEP_DAYS = 98
const KEEP_LEAD_DAYS = 14

/** Stores runs, each instead of the intraday one that its queue had. All of few queues at a time: nothing else is written meanwhile. */
export async function storeRuns(engine: Engine, runs: readonly Run[]): Promise<void> {
  if (runs.length === 0) return
  await engine.write(async (tx) => {
    const [last] = await tx.rows<{ no: number | null }>('select max(run_no) as no from main.forecast_run')
    let no = Number(last?.no ?? 0)
    for (const { queue, kind, originMs, madeMs, zone, daysPrint, said } of runs) {
      no += 1
      if (kind !== 'trial') {
        await tx.repeat(
          `delete from main.forecast_point where run_no in (
              select run_no from main.forecast_run
              where kind = 'intraday' and team is not distinct from $1 and channel is not distinct from $2)`,
          [queue.team, queue.channel],
        )
        await tx.repeat(
          `delete from main.forecast_run
           where kind = 'intraday' and team is not distinct from $1 and channel is not distinct from $2`,
          [queue.team, queue.channel],
        )
      }
      const { explanation, warnings } = said
      await tx.append('main.forecast_run', [
        [no],
        [queue.team],
        [queue.channel],
        [kind],
        [originMs],
        [madeMs],
        [zone],
        [JSON.stringify({ explanation, warnings, daysPrint })],
      ])
      await tx.append('main.forecast_point', pointColumns(no, said, zone, originMs))
    }
  })
}

/** Drops what is kept no longer. */
export async function dropOldRuns(engine: Engine, nowMs: number): Promise<void> {
  await engine.write(async (tx) => {
    await tx.run(
      `delete from main.forecast_point where run_no in (select run_no from main.forecast_run where origin_at < $1::timestamp)
          or (lead_day >= ${KEEP_LEAD_DAYS} and run_no in (select run_no from main.forecast_run where origin_at < $2::timestamp))`,
      [iso(nowMs - KEEP_DAYS * DAY_MS), iso(nowMs - 2 * DAY_MS)],
    )
    await tx.run('delete from main.forecast_run where origin_at < $1::timestamp', [
      iso(nowMs - KEEP_DAYS * DAY_MS),
    ])
  })
}

function pointColumns(no: number, said: Forecast, zone: string, originMs: number) {
  const n = said.times.length
  const wallOf = localClock(zone, originMs, said.times[n - 1] ?? originMs)
  const first = Math.floor(wallOf(originMs) / DAY_MS)
  const list = (values: Float64Array | undefined) => Array.from(values ?? new Float64Array(n))
  return [
    Array<number>(n).fill(no),
    [...said.times],
    Array.from(said.times, (ms) => Math.floor(wallOf(ms) / DAY_MS) - first),
    Array.from(said.open, (open) => open === 1),
    list(said.mean),
    ...[0, 1, 2, 3, 4].map((q) => list(said.quantiles[q])),
    list(said.average),
  ]
}

/** The run of a queue that was made last and is no trial; null before the first. */
export async function latestRun(reader: Reader, queue: Queue): Promise<StoredRun | null> {
  const [row] = await reader.rows<StoredRow>(
    `select run_no, kind, origin_at, made_at, zone, body
     from main.forecast_run
     where kind <> 'trial' and team is not distinct from $1 and channel is not distinct from $2
     order by origin_at desc, run_no desc
     limit 1`,
    [queue.team, queue.channel],
  )
  return row ? storedRun(row) : null
}

/** Points of a run, in order. */
export async function pointsOf(reader: Reader, runNo: number): Promise<Points> {
  const { values } = await reader.columns(
    `select starts_at, is_open, mean, p05, p10, p50, p90, p95, average
     from main.forecast_point
     where run_no = $1
     order by starts_at`,
    [runNo],
  )
  const column = (i: number) => (values[i] ?? []) as number[]
  return {
    time: (values[0] ?? []) as string[],
    open: (values[1] ?? []) as boolean[],
    mean: column(2),
    p05: column(3),
    p10: column(4),
    p50: column(5),
    p90: column(6),
    p95: column(7),
    average: column(8),
  }
}

interface StoredRow extends Row {
  run_no: number
  kind: string
  origin_at: string
  made_at: string
  zone: string
  body: string
}

function storedRun({ run_no, kind, origin_at, made_at, zone, body }: StoredRow): StoredRun {
  return {
    ...(JSON.parse(body) as Pick<StoredRun, 'explanation' | 'warnings' | 'daysPrint'>),
    runNo: run_no,
    kind: kind as RunKind,
    originAt: origin_at,
    madeAt: made_at,
    zone,
  }
}

const iso = (ms: number) => new Date(ms).toISOString()
