import { z } from '@hono/zod-openapi'
import type { Pegel } from '../../pipelines/pegel.ts'
import { type App, apiRoute, json } from './route.ts'

const instant = z.string().nullable()

const healthSchema = z
  .object({
    name: z.string(),
    kind: z.string(),
    configured: z.boolean(),
    ticketPage: z
      .string()
      .nullable()
      .openapi({ description: "Address of a ticket in its helpdesk with `{id}` for the ticket's id" }),
    lastEventAt: instant,
    lastReceivedAt: instant,
    deliveries: z.number().int(),
    events: z.number().int(),
    duplicates: z.number().int(),
    clockSkew: z
      .number()
      .int()
      .openapi({ description: 'Events dated ahead of their arrival, taken for what happened on arrival' }),
    deadLetters: z.number().int(),
    unmapped: z.record(z.string(), z.number()),
  })
  .openapi('SourceHealth')

const deadLetterSchema = z
  .object({
    id: z.number().int(),
    source: z.string(),
    account: z.string().nullable(),
    receivedAt: z.string(),
    reason: z.string(),
    bytes: z.number().int(),
    replayed: z.boolean(),
  })
  .openapi('DeadLetter')

const replaySchema = z
  .object({
    status: z.enum(['stored', 'dead_letter']),
    events: z.number().int(),
    reason: z.string().optional(),
  })
  .openapi('Replay')

const sourcesRoute = apiRoute({
  method: 'get',
  path: '/api/v1/sources',
  summary: 'Health of the sources',
  tags: ['Sources'],
  responses: {
    200: { description: 'Every source', content: json(z.array(healthSchema)) },
  },
})

const deadLettersRoute = apiRoute({
  method: 'get',
  path: '/api/v1/dead-letters',
  summary: 'Deliveries that could not be mapped, the latest first',
  tags: ['Sources'],
  request: {
    query: z.object({
      source: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(1000).optional(),
      offset: z.coerce.number().int().min(0).optional(),
    }),
  },
  responses: {
    200: {
      description: 'The deliveries, without their bodies',
      content: {
        'application/json': {
          schema: z.object({ total: z.number().int(), rows: z.array(deadLetterSchema) }),
        },
      },
    },
  },
})

const replayRoute = apiRoute({
  method: 'post',
  path: '/api/v1/dead-letters/{id}/replay',
  summary: 'Map a delivery again',
  tags: ['Sources'],
  request: { params: z.object({ id: z.coerce.number().int().positive() }) },
  responses: {
    200: { description: 'What came of it', content: json(replaySchema) },
  },
})

export function sourceRoutes(app: App, pegel: Pegel): void {
  app.openapi(sourcesRoute, async (c) => c.json(await pegel.sources(), 200))
  app.openapi(deadLettersRoute, async (c) => {
    const { source, limit, offset } = c.req.valid('query')
    const found = await pegel.deadLetters({
      ...(source === undefined ? {} : { source }),
      ...(limit === undefined ? {} : { limit }),
      ...(offset === undefined ? {} : { offset }),
    })
    return c.json(found, 200)
  })
  app.openapi(replayRoute, async (c) => c.json(await pegel.replay(c.req.valid('param').id), 200))
}
