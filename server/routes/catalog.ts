import { z } from '@hono/zod-openapi'
import type { Dimension, Metric } from '../../pipelines/metrics/catalog.ts'
import { dimensionValues } from '../../pipelines/metrics/dimension-values.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import {
  type DimensionView,
  dimensionSchema,
  type MetricView,
  metricSchema,
  valueSchema,
} from './catalog-schema.ts'
import { type App, apiRoute, json } from './route.ts'

const metricsRoute = apiRoute({
  method: 'get',
  path: '/api/v1/metrics',
  summary: 'The metrics of the catalog',
  tags: ['Catalog'],
  responses: {
    200: {
      description: 'Every metric, in catalog order',
      content: json(z.array(metricSchema)),
    },
  },
})

const dimensionsRoute = apiRoute({
  method: 'get',
  path: '/api/v1/dimensions',
  summary: 'The dimensions of the catalog',
  tags: ['Catalog'],
  responses: {
    200: {
      description: 'Every dimension, in catalog order',
      content: json(z.array(dimensionSchema)),
    },
  },
})

const valuesRoute = apiRoute({
  method: 'get',
  path: '/api/v1/dimensions/{id}/values',
  summary: 'Values that a dimension has in the data',
  tags: ['Catalog'],
  request: {
    params: z.object({ id: z.string().max(100) }),
    query: z.object({
      q: z.string().max(200).optional().openapi({ description: 'Only values that contain this' }),
      limit: z.coerce.number().int().min(1).max(1000).optional(),
    }),
  },
  responses: {
    200: {
      description: 'The values',
      content: json(z.array(valueSchema)),
    },
  },
})

export function catalogRoutes(app: App, pegel: Pegel): void {
  app.openapi(metricsRoute, (c) => c.json([...pegel.catalog.metrics.values()].map(metricView), 200))
  app.openapi(dimensionsRoute, (c) => c.json([...pegel.catalog.dimensions.values()].map(dimensionView), 200))
  app.openapi(valuesRoute, async (c) => {
    const { id } = c.req.valid('param')
    const { q, limit } = c.req.valid('query')
    const values = await dimensionValues(pegel, { id, q, limit }, { signal: c.req.raw.signal })
    return c.json(values, 200)
  })
}

function metricView(metric: Metric): MetricView {
  const { id, label, description, unit, format, kind, fact, better, min_n, dimensions } = metric
  return { id, label, description, unit, format, kind, fact, better, min_n, dimensions: [...dimensions] }
}

function dimensionView({ id, label, description, values, closed, clock }: Dimension): DimensionView {
  return { id, label, description, closed, ...(values ? { values } : {}), ...(clock ? { clock } : {}) }
}
