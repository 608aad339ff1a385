import { z } from '@hono/zod-openapi'
import type { Pegel } from '../../pipelines/pegel.ts'
import { AUTHOR } from '../author.ts'
import { type App, apiRoute } from './route.ts'

const route = apiRoute({
  method: 'get',
  path: '/api/v1/status',
  summary: 'What this installation holds and how fresh it is',
  tags: ['Live'],
  responses: {
    200: {
      description: 'The state right now',
      content: {
        'application/json': {
          schema: z
            .object({
              version: z.string(),
              dataVersion: z.number().int(),
              asOf: z.string(),
              lastEventAt: z.string().nullable(),
              now: z.string(),
              events: z.number().int(),
              empty: z.boolean(),
              zone: z.string().nullable().openapi({ description: 'Zone that pages start with' }),
              person: z.string().openapi({ description: 'Who asks, as owners and authors are named' }),
            })
            .openapi('Status'),
        },
      },
    },
  },
})

export function statusRoutes(app: App, pegel: Pegel, version: string): void {
  app.openapi(route, async (c) => {
    const sources = await pegel.sources()
    const events = sources.reduce((sum, source) => sum + source.events, 0)
    const { dataVersion, asOf, lastEventAt } = pegel
    const now = pegel.now().toISOString()
    const zone = pegel.config.zone ?? null
    const state = { version, dataVersion, asOf, lastEventAt, now, events, empty: events === 0 }
    return c.json({ ...state, zone, person: AUTHOR }, 200)
  })
}
