import { drivers } from '../../pipelines/drivers/drivers.ts'
import type { DriversInput } from '../../pipelines/drivers/types.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import { driversInput, driversResult } from './drivers-schema.ts'
import { type App, apiRoute, json, sent } from './route.ts'

const driversRoute = apiRoute({
  method: 'post',
  path: '/api/v1/drivers',
  summary: 'Why a metric moved between two periods: segments that explain the change, mix apart from rate',
  tags: ['Figures'],
  request: { body: sent(driversInput) },
  responses: {
    200: {
      description: 'Segments ranked, and every way of cutting with parts that add up to the change',
      content: json(driversResult),
    },
  },
})

export function driversRoutes(app: App, pegel: Pegel): void {
  app.openapi(driversRoute, async (c) => {
    const input = c.req.valid('json') as DriversInput
    return c.json(await drivers(pegel, input, { signal: c.req.raw.signal }), 200)
  })
}
