import { z } from '@hono/zod-openapi'

const text = z.object({ en: z.string(), de: z.string() }).openapi('Text')

export const metricSchema = z
  .object({
    id: z.string(),
    label: text,
    description: text,
    unit: z.enum(['count', 'seconds', 'ratio', 'score']),
    format: z.enum(['integer', 'decimal', 'percent', 'duration']),
    kind: z.string(),
    fact: z.string(),
    better: z.enum(['up', 'down', 'none']),
    min_n: z.number().int().openapi({ description: 'Smallest n worth showing' }),
    dimensions: z.array(z.string()).openapi({ description: 'Dimensions it can be cut and filtered by' }),
  })
  .openapi('Metric')

export const dimensionSchema = z
  .object({
    id: z.string(),
    label: text,
    description: text,
    values: z
      .array(z.object({ value: z.union([z.string(), z.number()]), label: text }))
      .optional()
      .openapi({ description: 'The known values in their order, where there are such' }),
    closed: z.boolean().openapi({ description: 'No other values exist: a filter on one is an error' }),
    clock: z
      .enum(['hour_of_day', 'day_of_week'])
      .optional()
      .openapi({ description: 'For a part of local time: which' }),
  })
  .openapi('Dimension')

export const valueSchema = z
  .object({
    value: z.string().nullable().openapi({ description: '`null` stands for "no value"' }),
    count: z.number().int().optional().openapi({ description: 'Rows that carry it' }),
  })
  .openapi('DimensionValue')

export type MetricView = z.infer<typeof metricSchema>
export type DimensionView = z.infer<typeof dimensionSchema>
