import { z } from '@hono/zod-openapi'
import type { AccuracyStep } from '../../pipelines/forecast/service/accuracy.ts'
import type { Forecasts } from '../../pipelines/forecast/service/forecasts.ts'
import type { QueryInput } from '../../pipelines/metrics/types.ts'
import { zoneOf } from '../../pipelines/metrics/zone.ts'
import { accuracySchema, forecastSchema, queueSchema, stepSchema, todaySchema } from './forecast-schema.ts'
import { subject } from './query-schema.ts'
import { type App, apiRoute, json, sent } from './route.ts'

const params = z.object({ queue: z.string().max(500).openapi({ example: 'support~whatsapp' }) })
const instant = z.iso.datetime({ offset: true }).optional()

const queuesRoute = apiRoute({
  method: 'get',
  path: '/api/v1/forecast/queues',
  summary: 'Queues (team × channel) in which contacts arrived in the last eight weeks',
  tags: ['Planning'],
  responses: {
    200: {
      description: 'The busiest first',
      content: json(z.array(queueSchema)),
    },
  },
})

const forecastRoute = apiRoute({
  method: 'get',
  path: '/api/v1/forecast/queues/{queue}',
  summary: 'Contacts to come in a queue, with bands, handle time and the reasons for the level',
  tags: ['Planning'],
  request: {
    params,
    query: z.object({
      from: instant.openapi({
        description: 'Now unless told; of today also hours that are over, as they were forecast',
      }),
      to: instant.openapi({ description: 'Two weeks on unless told, at most a year' }),
      step: stepSchema,
    }),
  },
  responses: {
    200: { description: 'The latest forecast', content: json(forecastSchema) },
  },
})

const todayRoute = apiRoute({
  method: 'post',
  path: '/api/v1/forecast/today',
  summary: 'The running day as it was forecast at its midnight, under filters as of a query',
  tags: ['Planning'],
  request: {
    body: sent(z.strictObject({ tz: subject.tz, filters: subject.filters }).openapi('TodayQuestion')),
  },
  responses: {
    200: {
      description:
        'Hours with their 80 % band, of the metric tickets_created; null where there is too little history',
      content: json(todaySchema),
    },
  },
})

const accuracyRoute = apiRoute({
  method: 'get',
  path: '/api/v1/forecast/queues/{queue}/accuracy',
  summary: 'How good the forecasts of a queue were, by lead time',
  tags: ['Planning'],
  request: { params, query: z.object({ step: stepSchema }) },
  responses: {
    200: {
      description: 'Lead times that have come to pass',
      content: json(accuracySchema),
    },
  },
})

const refreshRoute = apiRoute({
  method: 'post',
  path: '/api/v1/forecast/refresh',
  summary: 'Makes the forecasts anew that are due, without waiting for the quarter of an hour',
  tags: ['Planning'],
  responses: {
    200: {
      description: 'How many were made',
      content: json(z.object({ made: z.number().int() })),
    },
  },
})

export function forecastRoutes(app: App, forecasts: Forecasts): void {
  const stepOf = (step: string) => Number(step) as AccuracyStep
  app.openapi(queuesRoute, async (c) => c.json(await forecasts.queues(), 200))
  app.openapi(forecastRoute, async (c) => {
    const { from, to, step } = c.req.valid('query')
    const { queue } = c.req.valid('param')
    return c.json(await forecasts.ask({ queue, from, to, stepMinutes: stepOf(step) }), 200)
  })
  app.openapi(todayRoute, async (c) => {
    const { tz = 'UTC', filters = [] } = c.req.valid('json') as Pick<QueryInput, 'tz' | 'filters'>
    return c.json(await forecasts.today(filters, zoneOf(tz)), 200)
  })
  app.openapi(accuracyRoute, async (c) =>
    c.json(await forecasts.accuracy(c.req.valid('param').queue, stepOf(c.req.valid('query').step)), 200),
  )
  app.openapi(refreshRoute, async (c) => c.json({ made: await forecasts.refresh() }, 200))
}
