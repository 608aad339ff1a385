import { z } from '@hono/zod-openapi'

export const id = z.string().min(1).max(100)
export const moment = z.string().min(3).max(40).openapi({
  description: 'ISO 8601 instant, or a local date in `tz`',
  example: '2026-03-01',
})
export const cell = z.union([z.string().max(500), z.null()])

/** Of whom and when. */
export const subject = {
  from: moment.optional(),
  to: moment.optional(),
  tz: z
    .string()
    .max(60)
    .optional()
    .openapi({ description: 'IANA zone; UTC unless told', example: 'Europe/Berlin' }),
  filters: z
    .array(
      z.strictObject({
        dimension: id,
        values: z.array(cell).max(1000).openapi({ description: '`null` stands for "no value"' }),
        exclude: z.boolean().optional(),
      }),
    )
    .max(50)
    .optional(),
}

const question = {
  grain: z.enum(['hour', 'day', 'week', 'month']).nullish(),
  bins: z
    .union([z.literal('log'), z.array(z.number().positive()).min(1).max(200)])
    .nullish()
    .openapi({
      description:
        'Cuts one metric of durations by how long its rows took: `log`, or the ascending edges in seconds',
    }),
  ...subject,
}

export const queryInput = z
  .strictObject({
    metrics: z.array(id).min(1).max(50),
    by: z.array(id).max(5).optional(),
    ...question,
    compare: z.enum(['previous', 'year']).nullish(),
    limit: z.number().int().positive().max(100_000).optional(),
  })
  .openapi('QueryInput', {
    example: {
      metrics: ['tickets_created', 'response_time_median'],
      by: ['team'],
      grain: 'day',
      from: '2026-03-01',
      to: '2026-04-01',
      tz: 'Europe/Berlin',
    },
  })

const spread = z.object({
  n: z.number().int(),
  mean: z.number(),
  min: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p90: z.number(),
  p95: z.number(),
  p99: z.number(),
  max: z.number(),
})

export const queryResult = z
  .object({
    columns: z.array(
      z.object({
        name: z.string(),
        role: z.enum(['time', 'dimension', 'bin', 'value', 'n', 'previous', 'previous_n']),
        id: z.string(),
        unit: z.string().optional(),
      }),
    ),
    data: z
      .record(z.string(), z.array(z.union([z.string(), z.number(), z.null()])))
      .openapi({ description: 'One array a column, all of `rowCount` entries' }),
    rowCount: z.number().int(),
    meta: z.object({
      from: z.string(),
      to: z.string(),
      tz: z.string(),
      previous: z.object({ from: z.string(), to: z.string() }).nullable(),
      asOf: z.string(),
      dataVersion: z.number().int(),
      incompleteFrom: z.string().nullable(),
      approximate: z.array(z.string()),
      stillOpen: z.record(z.string(), z.number()),
      sources: z.array(z.enum(['facts', 'rollup'])),
      spread: spread.nullish().openapi({ description: 'With bins: the whole that they add up to' }),
      ms: z.number(),
    }),
  })
  .openapi('QueryResult')

export const drillInput = z
  .strictObject({
    metric: id,
    cell: z.record(id, cell).optional().openapi({
      description:
        'The mark: dimension id → its value, `time` for the start of a bucket, `bin` for the start of a bin',
    }),
    ...question,
    limit: z.number().int().positive().max(10_000).optional(),
    offset: z.number().int().nonnegative().optional(),
  })
  .openapi('DrillInput', { example: { metric: 'tickets_created', cell: { team: 'Billing' }, limit: 50 } })

export const drillResult = z
  .object({
    fact: z.string(),
    columns: z.array(z.object({ name: z.string(), type: z.string() })),
    rows: z.array(z.record(z.string(), z.unknown())),
    total: z.number().int(),
    value: z.number().nullable(),
    predicate: z.array(z.object({ field: z.string(), op: z.string(), value: z.unknown() })),
  })
  .openapi('DrillResult')
