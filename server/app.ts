import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import type { Alerts } from '../pipelines/alerts/run.ts'
import { invalid, notFound, PegelError } from '../pipelines/errors.ts'
import type { Forecasts } from '../pipelines/forecast/service/forecasts.ts'
import type { Pegel } from '../pipelines/pegel.ts'
import type { Reports } from '../pipelines/reports/delivery/reports.ts'
import { assertStated } from './access.ts'
import { answerError } from './errors.ts'
import { guard } from './guard.ts'
import { MAX_REQUEST_BYTES } from './limits.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import { alertRoutes } from './routes/alerts.ts'
import { annotationRoutes } from './routes/annotations.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { commandRoutes, type RunCommand } from './routes/command.ts'
import { configRoutes } from './routes/config.ts'
import { documentRoutes } from './routes/document.ts'
import { driversRoutes } from './routes/drivers.ts'
import { exportRoutes } from './routes/export.ts'
import { forecastRoutes } from './routes/forecast.ts'
import { healthRoutes } from './routes/health.ts'
import { hookRoutes } from './routes/hooks.ts'
import { importRoutes } from './routes/imports.ts'
import { liveRoutes } from './routes/live.ts'
import { pageRoutes } from './routes/pages.ts'
import { queryRoutes } from './routes/query.ts'
import { reportRoutes } from './routes/reports.ts'
import { rosterRoutes } from './routes/roster.ts'
import type { App } from './routes/route.ts'
import { sampleRoutes } from './routes/sample.ts'
import { slaRoutes } from './routes/sla.ts'
import { sourceRoutes } from './routes/sources.ts'
import { staffingRoutes } from './routes/staffing.ts'
import { statusRoutes } from './routes/status.ts'
import { ticketRoutes } from './routes/tickets.ts'
import { unsubscribeRoutes } from './routes/unsubscribe.ts'
import { sameAnswers } from './same-answers.ts'
import type { Sample } from './sample/sample.ts'
import { securityHeaders } from './security-headers.ts'

export interface AppOptions {
  pegel: Pegel
  alerts: Alerts
  forecasts: Forecasts
  reports: Reports
  sample: Sample
  live: Live
  log: Log
  version: string
  /** Whether the server is on its way out. */
  closing(): boolean
  /** The command line's way in, with the token that opens it. */
  command: { token: string; run: RunCommand }
  /** Folder of the built pages. */
  webDir: string
}

/** As long as pages take to ask everything at once, and too short to be noticed. */
const SHARED_MS = 1000

/** The whole HTTP surface. Throws when a route is not in the access table. */
export function createApp(options: AppOptions): App {
  const { pegel, log } = options
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return
      const fields = result.error.issues.map((issue) => [
        issue.path.join('.') || result.target,
        issue.message,
      ])
      throw invalid('The request is not valid', Object.fromEntries(fields))
    },
  })
  app.onError((error, c) => answerError(error, c, log))
  app.notFound((c) => answerError(notFound('There is no such address'), c, log))

  app.use('*', securityHeaders)
  app.use('*', async (c, next) => {
    await next()
    // Not by `c.header`, which makes a stream of an answer that is whole already.
    const { headers } = c.res
    if (options.closing()) headers.set('Connection', 'close')
    if (!headers.has('cache-control')) headers.set('Cache-Control', 'no-store')
  })
  app.use('*', guard(options.command.token))
  const limited = bodyLimit({ maxSize: MAX_REQUEST_BYTES, onError: refuseLarge })
  // a file has a limit of its own, and is never held in memory
  app.use('/api/*', (c, next) => (c.req.path === '/api/v1/imports' ? next() : limited(c, next)))

  // What all open pages ask at once when the data moves.
  for (const path of ['/query', '/drill', '/drivers']) app.use(`/api/v1${path}`, sameAnswers(pegel))
  for (const path of ['/at-risk', '/sources', '/status', '/forecast/today', '/staffing/capacity'])
    app.use(`/api/v1${path}`, sameAnswers(pegel, SHARED_MS))

  queryRoutes(app, pegel)
  driversRoutes(app, pegel)
  exportRoutes(app, pegel)
  catalogRoutes(app, pegel)
  ticketRoutes(app, pegel)
  slaRoutes(app, pegel)
  sourceRoutes(app, pegel)
  configRoutes(app, pegel)
  rosterRoutes(app, pegel)
  annotationRoutes(app, pegel)
  importRoutes(app, pegel)
  sampleRoutes(app, options.sample)
  alertRoutes(app, options.alerts)
  staffingRoutes(app, pegel, options.forecasts)
  forecastRoutes(app, options.forecasts)
  reportRoutes(app, options.reports)
  unsubscribeRoutes(app, options.reports)
  statusRoutes(app, pegel, options.version)
  liveRoutes(app, options.live)
  hookRoutes(app, pegel, log)
  healthRoutes(app, pegel, options.closing)
  commandRoutes(app, options.command.run)
  documentRoutes(app, options.version)
  pageRoutes(app, options.webDir)
  assertStated(app.routes)
  return app
}

function refuseLarge(): never {
  throw new PegelError('too_large', `A request has at most ${MAX_REQUEST_BYTES} bytes`)
}
