import { z } from '@hono/zod-openapi'
import type { Sample } from '../sample/sample.ts'
import { type App, apiRoute, json, ok, sent } from './route.ts'

const tags = ['Imports']

const stateSchema = z
  .object({
    state: z.enum(['absent', 'loading', 'loaded', 'broken']),
    step: z.enum(['making', 'reading']).nullable(),
    read: z.number().int().openapi({ description: 'Lines read in so far' }),
    total: z.number().int().openapi({ description: 'Lines there are; 0 while they are made' }),
    messages: z.number().int().openapi({ description: 'About how many messages the year holds' }),
    refused: z.enum(['data', 'connection']).nullable(),
    problem: z.string().nullable(),
    folder: z.string().openapi({ description: 'The data folder: delete it to be rid of the company' }),
  })
  .openapi('SampleCompany')

const stateRoute = apiRoute({
  method: 'get',
  path: '/api/v1/sample',
  summary: 'Whether the sample company is loaded, or may be',
  tags,
  responses: ok('The state', stateSchema),
})

const startRoute = apiRoute({
  method: 'post',
  path: '/api/v1/sample',
  summary: 'Load the sample company into this empty installation',
  tags,
  request: {
    body: sent(z.strictObject({ messages: z.int().min(1000).max(1_000_000).optional() })),
  },
  responses: { 202: { description: 'It has begun', content: json(stateSchema) } },
})

export function sampleRoutes(app: App, sample: Sample): void {
  app.openapi(stateRoute, async (c) => c.json(await sample.state(), 200))
  app.openapi(startRoute, async (c) => c.json(await sample.start(c.req.valid('json').messages), 202))
}
