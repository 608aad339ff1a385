import { z } from '@hono/zod-openapi'
import type { Live } from '../live.ts'
import { type App, apiRoute } from './route.ts'

const route = apiRoute({
  method: 'get',
  path: '/api/v1/live',
  summary: 'Server-sent events: the data version as it moves',
  description:
    'Events named `version` with `{dataVersion, asOf, lastEventAt}`; a comment every 15 seconds keeps the line open.',
  tags: ['Live'],
  request: { headers: z.object({ 'last-event-id': z.string().optional() }) },
  responses: {
    200: { description: 'The stream', content: { 'text/event-stream': { schema: { type: 'string' } } } },
  },
})

export function liveRoutes(app: App, live: Live): void {
  app.openapi(route, (c) =>
    c.body(live.open(c.req.header('last-event-id')), 200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    }),
  )
}
