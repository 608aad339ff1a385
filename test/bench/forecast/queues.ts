import { monitorEventLoopDelay } from 'node:perf_hooks'
import { ForecastPool } from '../../../pipelines/forecast/service/pool.ts'
import { madeSeries } from '../../../pipelines/forecast/test-series.ts'
import type { Figure } from '../figure.ts'

const QUEUES = 100
const DAYS = 365
const AHEAD = 14 * 96

/** A hundred queues of a year of quarters of an hour, from 5 to 500 contacts a day, forecast as the server does it. */
export async function hundredQueues(): Promise<Figure[]> {
  const queues = Array.from({ length: QUEUES }, (_, i) =>
    madeSeries(DAYS, 15, 5 * 100 ** (i / QUEUES), i + 1),
  )
  const pool = new ForecastPool()
  const loop = monitorEventLoopDelay({ resolution: 5 })
  loop.enable()
  const started = performance.now()
  await Promise.all(
    queues.map(({ times, values }) =>
      pool.run({ times, values, stepMinutes: 15, zone: 'Europe/Berlin', horizon: AHEAD }),
    ),
  )
  const seconds = (performance.now() - started) / 1000
  loop.disable()
  await pool.close()
  return [
    { what: `${QUEUES} queues, two weeks ahead, ${pool.size} thread(s)`, value: seconds, unit: 's', runs: 1 },
    { what: 'longest wait of the main thread meanwhile', value: loop.max / 1e6, unit: 'ms', runs: 1 },
  ]
}
