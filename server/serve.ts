import { randomBytes } from 'node:crypto'
import { Alerts } from '../pipelines/alerts/run.ts'
import { Forecasts } from '../pipelines/forecast/service/forecasts.ts'
import type { Pegel } from '../pipelines/pegel.ts'
import { Reports } from '../pipelines/reports/delivery/reports.ts'
import { createApp } from './app.ts'
import { douseBeacon, lightBeacon } from './command/beacon.ts'
import { type Listening, listen } from './listen.ts'
import { openLive } from './live.ts'
import type { Log } from './log.ts'
import { requireLoopbackHost } from './loopback.ts'
import { VERSION, WEB_DIR } from './paths.ts'
import type { RunCommand } from './routes/command.ts'
import { Sample } from './sample/sample.ts'

export interface ServeOptions {
  host: string
  port: number
  log: Log
  run(pegel: Pegel): RunCommand
}

export interface Serving {
  address: string
  port: number
  /** Stops taking requests, lets those under way finish, and leaves the folder to the next. */
  close(): Promise<void>
}

const PATIENCE_MS = 4_000

/** Serves an open data folder and tells the command line how to reach it. */
export async function serve(pegel: Pegel, options: ServeOptions): Promise<Serving> {
  requireLoopbackHost(options.host)
  const { log } = options
  const token = randomBytes(32).toString('base64url')
  const live = openLive(pegel)
  const alerts = await Alerts.open(pegel, {
    onNotice: ({ level, message }) => log(level, 'alerts', { detail: message }),
  })
  const forecasts = new Forecasts(pegel, {
    onNotice: ({ level, message }) => log(level, 'forecasts', { detail: message }),
  })
  const reports = new Reports(pegel, {
    foresee: (input) => forecasts.foresee(input),
    onNotice: ({ level, message }) => log(level, 'reports', { detail: message }),
  })
  const sample = new Sample(pegel, log)
  let closing = false
  const app = createApp({
    pegel,
    alerts,
    forecasts,
    reports,
    sample,
    live,
    log,
    version: VERSION,
    closing: () => closing,
    command: { token, run: options.run(pegel) },
    webDir: WEB_DIR,
  })
  let listening: Listening
  try {
    listening = await listen(app, options.host, options.port)
  } catch (error) {
    live.close()
    throw error
  }
  lightBeacon(pegel.dataDir, { pid: process.pid, host: listening.host, port: listening.port, token })
  alerts.start()
  forecasts.start()
  reports.start()
  log('info', 'listening', { address: listening.address, version: VERSION })
  return {
    address: listening.address,
    port: listening.port,
    async close() {
      closing = true
      douseBeacon(pegel.dataDir, token)
      live.close()
      await Promise.all([alerts.stop(), reports.stop(), sample.stop()])
      await forecasts.stop()
      await listening.close(PATIENCE_MS)
      log('info', 'closed', { address: listening.address })
    },
  }
}
