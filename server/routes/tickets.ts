import { z } from '@hono/zod-openapi'
import type { Pegel } from '../../pipelines/pegel.ts'
import { type App, apiRoute, json } from './route.ts'
import { atRiskSchema, timelineSchema } from './tickets-schema.ts'

const timelineRoute = apiRoute({
  method: 'get',
  path: '/api/v1/tickets/{key}/timeline',
  summary: 'One conversation: what happened, who waited, which clocks ran',
  tags: ['Tickets'],
  request: { params: z.object({ key: z.string().max(500).openapi({ example: 'inbox:4711' }) }) },
  responses: {
    200: {
      description: 'The ticket and everything that belongs to it',
      content: json(timelineSchema),
    },
  },
})

const atRiskRoute = apiRoute({
  method: 'get',
  path: '/api/v1/at-risk',
  summary: 'Running clocks, the soonest due first',
  tags: ['Tickets'],
  request: {
    query: z.object({
      within: z.coerce
        .number()
        .nonnegative()
        .max(31_622_400)
        .optional()
        .openapi({ description: 'Only clocks that are due within so many seconds, or overdue' }),
      limit: z.coerce.number().int().min(1).max(1000).optional(),
    }),
  },
  responses: {
    200: { description: 'The clocks', content: json(z.array(atRiskSchema)) },
  },
})

export function ticketRoutes(app: App, pegel: Pegel): void {
  app.openapi(timelineRoute, async (c) => {
    const timeline = await pegel.timeline(c.req.valid('param').key)
    return c.json(timeline as z.infer<typeof timelineSchema>, 200)
  })
  app.openapi(atRiskRoute, async (c) => {
    const { within, limit } = c.req.valid('query')
    const rows = await pegel.atRisk({
      ...(within === undefined ? {} : { withinS: within }),
      ...(limit === undefined ? {} : { limit }),
    })
    return c.json(rows, 200)
  })
}
