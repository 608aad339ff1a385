import { randomBytes } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { backtest } from '../../pipelines/alerts/backtest.ts'
import { readBook } from '../../pipelines/alerts/book.ts'
import { checkRule } from '../../pipelines/alerts/check-rule.ts'
import { alertContext } from '../../pipelines/alerts/context.ts'
import { ruleWords, valueText } from '../../pipelines/alerts/rule/words.ts'
import type { Alerts } from '../../pipelines/alerts/run.ts'
import { listDeliveries, replayDelivery } from '../../pipelines/alerts/verbs/deliveries.ts'
import {
  enableEndpoint,
  keepAddress,
  listEndpoints,
  rotateSecret,
  testEndpoint,
} from '../../pipelines/alerts/verbs/endpoints.ts'
import { alertHistory } from '../../pipelines/alerts/verbs/history.ts'
import { listRules } from '../../pipelines/alerts/verbs/list-rules.ts'
import { putConfig } from '../../pipelines/config/verbs/put.ts'
import { withdrawConfig } from '../../pipelines/config/verbs/withdraw.ts'
import { AUTHOR } from '../author.ts'
import {
  backtestBody,
  backtestSchema,
  deliveriesSchema,
  endpointsSchema,
  incidentSchema,
  rulesSchema,
  silenceBody,
  silencesSchema,
} from './alerts-schema.ts'
import { type App, apiRoute, ok, sent } from './route.ts'

const tags = ['Alerts']
const idParams = z.object({ id: z.string().max(100) })

const rulesRoute = apiRoute({
  method: 'get',
  path: '/api/v1/alerts/rules',
  summary: 'Rules in force, in words, with what they say now',
  tags,
  responses: ok('Rules', rulesSchema),
})
const backtestRoute = apiRoute({
  method: 'post',
  path: '/api/v1/alerts/back-test',
  summary: 'When a rule would have fired, and who would have been told; writes nothing',
  tags,
  request: { body: sent(backtestBody) },
  responses: ok('The past days', backtestSchema),
})
const historyRoute = apiRoute({
  method: 'get',
  path: '/api/v1/alerts/history',
  summary: 'When alerts fired',
  tags,
  request: {
    query: z.object({
      rule: z.string().max(100).optional(),
      from: z.iso.datetime({ offset: true }),
      to: z.iso.datetime({ offset: true }),
    }),
  },
  responses: ok('The latest first', z.array(incidentSchema)),
})
const silencesRoute = apiRoute({
  method: 'get',
  path: '/api/v1/alerts/silences',
  summary: 'Silences that have not expired',
  tags,
  responses: ok('Silences', silencesSchema),
})
const silenceRoute = apiRoute({
  method: 'post',
  path: '/api/v1/alerts/silences',
  summary: 'Keep alerts quiet until an instant',
  tags,
  request: { body: sent(silenceBody) },
  responses: ok('The silence', z.object({ id: z.string() })),
})
const endSilenceRoute = apiRoute({
  method: 'delete',
  path: '/api/v1/alerts/silences/{id}',
  summary: 'End a silence now',
  tags,
  request: { params: idParams },
  responses: ok('Ended', z.object({ id: z.string() })),
})
const deliveriesRoute = apiRoute({
  method: 'get',
  path: '/api/v1/alerts/deliveries',
  summary: 'Who was told what, the latest first',
  tags,
  request: {
    query: z.object({
      state: z.enum(['waiting', 'delivered', 'dead']).optional(),
      rule: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(500).optional(),
      offset: z.coerce.number().int().min(0).optional(),
    }),
  },
  responses: ok('Deliveries', deliveriesSchema),
})
const replayRoute = apiRoute({
  method: 'post',
  path: '/api/v1/alerts/deliveries/{id}/replay',
  summary: 'Send a delivery again, under the same id',
  tags,
  request: { params: idParams },
  responses: ok('It waits to be sent', z.object({ id: z.string(), state: z.literal('waiting') })),
})
const endpointsRoute = apiRoute({
  method: 'get',
  path: '/api/v1/alerts/endpoints',
  summary: 'Where notices go, and whether they arrive',
  tags,
  responses: ok('Endpoints', endpointsSchema),
})
const secretRoute = apiRoute({
  method: 'post',
  path: '/api/v1/alerts/endpoints/{id}/secret',
  summary: 'Make a new signing secret, shown once; the former one signs along for a day',
  tags,
  request: { params: idParams },
  responses: ok('The secret', z.object({ secret: z.string() })),
})
const addressRoute = apiRoute({
  method: 'put',
  path: '/api/v1/alerts/endpoints/{id}/address',
  summary: 'Keep the address of a Slack or Teams endpoint, apart from the configuration',
  tags,
  request: { params: idParams, body: sent(z.object({ url: z.url().max(2000) })) },
  responses: ok('Kept', z.object({ ready: z.literal(true) })),
})
const enableRoute = apiRoute({
  method: 'post',
  path: '/api/v1/alerts/endpoints/{id}/enable',
  summary: 'Use an endpoint again that was given up',
  tags,
  request: { params: idParams },
  responses: ok('Enabled', z.object({ id: z.string() })),
})
const testRoute = apiRoute({
  method: 'post',
  path: '/api/v1/alerts/endpoints/{id}/test',
  summary: 'Send a trial notice',
  tags,
  request: { params: idParams },
  responses: ok('It waits to be sent', z.object({ notice: z.string() })),
})

/** Firings that the answer lists; the command line lists all. */
const MOST_FIRINGS = 500

export function alertRoutes(app: App, alerts: Alerts): void {
  const { pegel } = alerts
  app.openapi(rulesRoute, async (c) => {
    const { lookedAt, rules } = await listRules(alerts)
    return c.json({ lookedAt, rules: rules as unknown as z.infer<typeof rulesSchema>['rules'] }, 200)
  })
  app.openapi(backtestRoute, async (c) => {
    const { rule: draft, days } = c.req.valid('json')
    const rule = await checkRule(pegel, draft)
    const context = alertContext(pegel, Date.parse(pegel.asOf))
    const { suggested, firings, ...rest } = await backtest(context, { rule, days })
    const both = (text: (language: 'en' | 'de') => string) => ({ en: text('en'), de: text('de') })
    return c.json(
      {
        ...rest,
        firings: firings.slice(-MOST_FIRINGS),
        dropped: Math.max(0, firings.length - MOST_FIRINGS),
        words: both((language) => ruleWords(rule, pegel.catalog, language)),
        suggested: suggested && {
          ...suggested,
          text: both((language) => valueText(rule.when, suggested.enter, pegel.catalog, language)),
        },
      },
      200,
    )
  })
  app.openapi(historyRoute, async (c) => {
    const book = await readBook(pegel.engine, pegel.now().getTime())
    const incidents = await alertHistory(pegel.engine, c.req.valid('query'))
    const named = incidents.map((one) => {
      const body = book.lastRule(one.rule)
      const metric = body?.when.kind === 'metric' ? body.when.metric : null
      return { ...one, name: body?.name ?? one.rule, metric }
    })
    return c.json(named, 200)
  })
  app.openapi(silencesRoute, async (c) => {
    const nowMs = pegel.now().getTime()
    const { silences } = await readBook(pegel.engine, nowMs)
    return c.json(
      silences
        .filter(({ body }) => Date.parse(body.until) > nowMs)
        .map(({ id, body, fromMs }) => ({
          id,
          ...body,
          from: fromMs === null ? null : new Date(fromMs).toISOString(),
        })),
      200,
    )
  })
  app.openapi(silenceRoute, async (c) => {
    const id = `silence-${randomBytes(5).toString('hex')}`
    await putConfig(pegel, { kind: 'silence', id, body: c.req.valid('json'), author: AUTHOR })
    return c.json({ id }, 200)
  })
  app.openapi(endSilenceRoute, async (c) => {
    const { id } = c.req.valid('param')
    await withdrawConfig(pegel, { kind: 'silence', id, author: AUTHOR })
    return c.json({ id }, 200)
  })
  app.openapi(deliveriesRoute, async (c) =>
    c.json(await listDeliveries(pegel.engine, c.req.valid('query')), 200),
  )
  app.openapi(replayRoute, async (c) =>
    c.json(await replayDelivery(pegel.engine, c.req.valid('param').id, pegel.now()), 200),
  )
  app.openapi(endpointsRoute, async (c) => c.json(await listEndpoints(alerts), 200))
  app.openapi(secretRoute, async (c) => c.json(await rotateSecret(alerts, c.req.valid('param').id), 200))
  app.openapi(addressRoute, async (c) =>
    c.json(await keepAddress(alerts, c.req.valid('param').id, c.req.valid('json').url), 200),
  )
  app.openapi(enableRoute, async (c) => c.json(await enableEndpoint(alerts, c.req.valid('param').id), 200))
  app.openapi(testRoute, async (c) => c.json(await testEndpoint(alerts, c.req.valid('param').id), 200))
}
