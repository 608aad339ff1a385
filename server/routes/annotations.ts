import { z } from '@hono/zod-openapi'
import { annotationSchema } from '../../pipelines/config/annotation.ts'
import { type AnnotationsInput, annotationsIn } from '../../pipelines/config/verbs/annotations-in.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import { queryInput } from './query-schema.ts'
import { type App, apiRoute, json } from './route.ts'

const heldSchema = annotationSchema
  .extend({
    id: z.string(),
    version: z.number().int(),
    startsAt: z.string().openapi({ description: 'ISO instant; days begin in the zone asked for' }),
    endsAt: z.string().openapi({ description: 'Not in it any more; for a moment the same as `startsAt`' }),
  })
  .openapi('Annotation')

const route = apiRoute({
  method: 'post',
  path: '/api/v1/annotations',
  summary: 'What is marked on the time axis in a range; stated through `/api/v1/config/annotation`',
  tags: ['Figures'],
  request: {
    body: {
      required: true,
      content: json(queryInput.pick({ from: true, to: true, tz: true, filters: true })),
    },
  },
  responses: {
    200: {
      description: 'The annotations, the earliest first',
      content: json(z.array(heldSchema)),
    },
  },
})

export function annotationRoutes(app: App, pegel: Pegel): void {
  app.openapi(route, async (c) => {
    const input = c.req.valid('json') as AnnotationsInput
    return c.json(await annotationsIn(pegel, input), 200)
  })
}
