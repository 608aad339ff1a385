import { z } from '@hono/zod-openapi'
import { LANGUAGES } from '../../pipelines/language.ts'
import type { ReportMail } from '../../pipelines/reports/delivery/store.ts'
import type { WeeklyFigures } from '../../pipelines/reports/figures.ts'
import { recipientSchema } from '../../pipelines/reports/recipient.ts'
import { subject } from './query-schema.ts'

export const week = z.string().max(20).openapi({ example: '2026-W47', description: 'ISO week' })

export const weeklyInput = z
  .strictObject({
    week: week.optional().openapi({ description: 'The last one that is over unless told' }),
    tz: subject.tz,
    filters: subject.filters,
    language: z.enum(LANGUAGES).optional(),
  })
  .openapi('WeeklyInput', { example: { week: '2026-W47', tz: 'Europe/Berlin', language: 'en' } })

const tone = z.enum(['better', 'worse', 'neutral'])
const stated = z
  .object({
    metric: z.string(),
    of: z.enum(['value', 'before', 'change', 'contribution', 'n', 'usual', 'target']),
    cell: z.record(z.string(), z.string().nullable()).optional(),
    value: z.number(),
    text: z.string(),
  })
  .openapi('StatedFigure', {
    description: 'A figure of a sentence, as the catalog has it and as it is written',
  })
const sentence = z.object({ text: z.string(), figures: z.array(stated).readonly() })
const tile = z.object({
  metric: z.string(),
  label: z.string(),
  value: z.string(),
  n: z.string().nullable(),
  before: z.string(),
  change: z.object({ text: z.string(), way: z.enum(['up', 'down', 'same']), tone }).nullable(),
  target: z.object({ text: z.string(), met: z.boolean().nullable() }).nullable(),
})
const series = z.array(z.number().nullable()).readonly()
const chart = z.object({
  id: z.enum(['created', 'attainment', 'open']),
  unit: z.string(),
  times: z.array(z.string()).readonly(),
  grain: z.enum(['day', 'week']),
  values: series,
  before: series.nullable(),
  target: z.number().nullable(),
  title: z.string(),
  alt: z.string(),
  labels: z.array(z.string()).readonly(),
  names: z.object({ now: z.string(), before: z.string(), target: z.string() }),
})
const titled = { id: z.string(), title: z.string() }
const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tiles'), ...titled, note: z.string(), tiles: z.array(tile).readonly() }),
  z.object({
    kind: z.literal('paragraphs'),
    ...titled,
    note: z.string().nullable(),
    paragraphs: z.array(z.object({ tone, sentences: z.array(sentence).readonly() })).readonly(),
  }),
  z.object({
    kind: z.literal('table'),
    ...titled,
    note: z.string().nullable(),
    columns: z.array(z.object({ label: z.string(), numeric: z.boolean() })).readonly(),
    rows: z.array(z.object({ cells: z.array(z.string()).readonly(), tone })).readonly(),
    nothing: z.string(),
  }),
  z.object({ kind: z.literal('charts'), ...titled, charts: z.array(chart).readonly() }),
])

export const documentSchema = z
  .object({
    language: z.enum(LANGUAGES),
    title: z.string(),
    subtitle: z.string(),
    subject: z.string(),
    week: z.string(),
    warnings: z.array(z.string()).readonly(),
    blocks: z.array(block).readonly(),
    footer: z.string(),
  })
  .openapi('ReportDocument')

export const weeklyResult = z
  .object({
    figures: z
      .custom<WeeklyFigures>()
      .openapi({ type: 'object', description: 'In no language: see docs/reports.md' }),
    document: documentSchema,
  })
  .openapi('WeeklyReport')

export const mailSchema = z
  .object({
    mail: z.string(),
    recipient: z.string(),
    period: z.string(),
    scheduled: z.boolean(),
    name: z.string(),
    address: z.string(),
    subject: z.string(),
    createdAt: z.string(),
    state: z.enum(['waiting', 'sent', 'dead', 'withdrawn']),
    attempts: z.number().int(),
    nextAt: z.string().nullable(),
    lastAt: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .openapi('ReportMail') satisfies z.ZodType<ReportMail>

export const recipientsSchema = z
  .object({
    mailServer: z.boolean().openapi({ description: 'Whether one is configured: without, nothing is sent' }),
    recipients: z.array(
      z.object({
        id: z.string(),
        version: z.number().int(),
        body: recipientSchema,
        nextDueAt: z.string().nullable(),
        last: mailSchema.nullable(),
      }),
    ),
  })
  .openapi('ReportRecipients')

export const previewSchema = z
  .object({ subject: z.string(), html: z.string(), text: z.string() })
  .openapi('ReportPreview')
