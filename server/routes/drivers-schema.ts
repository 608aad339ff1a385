import { z } from '@hono/zod-openapi'
import type { DriversResult } from '../../pipelines/drivers/types.ts'
import { cell, id, moment, subject } from './query-schema.ts'

export const driversInput = z
  .strictObject({
    metric: id,
    ...subject,
    compare: z.enum(['previous', 'year']).optional(),
    against: z.strictObject({ from: moment, to: moment }).optional().openapi({
      description: 'The period before, named; instead of `compare`',
    }),
    dimensions: z.array(id).max(50).optional().openapi({ description: 'All of the metric unless told' }),
    pairs: z
      .boolean()
      .optional()
      .openapi({ description: 'Also every two dimensions together; so unless told' }),
    limit: z.number().int().positive().max(100).optional(),
  })
  .openapi('DriversInput', {
    example: { metric: 'sla_attainment', from: '2026-06-01', to: '2026-06-08', tz: 'Europe/Berlin' },
  })

const cells = z.record(z.string(), cell)
const figure = z.object({ value: z.number().nullable(), n: z.number().int() })
const period = figure.extend({ from: z.string(), to: z.string() })

const parts = {
  contribution: z.number().openapi({ description: 'What it adds to the change: mix + rate' }),
  mix: z.number().openapi({ description: 'Because its weight changed' }),
  rate: z.number().openapi({ description: 'Because its own figure changed' }),
}

const segment = z
  .object({
    cell: cells,
    before: figure,
    after: figure,
    ...parts,
    share: z.number().nullable(),
    weight: z.number(),
    alike: z.array(cells).readonly().openapi({ description: 'The same rows by another name' }),
    clear: z.boolean().openapi({ description: 'Beyond twice its standard error' }),
  })
  .openapi('DriverSegment')

const pooled = z
  .object({ segments: z.number().int(), before: z.number().int(), after: z.number().int(), ...parts })
  .openapi('DriverPool')

export const driversResult = z
  .object({
    metric: z.string(),
    way: z.enum(['amount', 'ratio', 'quantile']),
    before: period,
    after: period,
    change: z.number().nullable(),
    unexplained: z.enum(['nothing_before', 'nothing_after', 'too_few', 'too_little']).nullable(),
    ranked: z.array(segment).readonly(),
    cuts: z
      .array(
        z.object({
          by: z.array(z.string()).readonly(),
          segments: z.array(segment).readonly(),
          further: pooled,
          heldBack: pooled,
          mix: z.number(),
          rate: z.number(),
        }),
      )
      .readonly(),
    held: z.object({
      below: z.number().int(),
      segments: z.number().int(),
      withinChance: z.number().int(),
    }),
    oncePer: z.string().nullable(),
    meta: z.object({
      tz: z.string(),
      asOf: z.string(),
      dataVersion: z.number().int(),
      cuts: z.number().int(),
      ms: z.number(),
    }),
  })
  .openapi('DriversResult') satisfies z.ZodType<DriversResult>
