import type { IncomingMessage } from 'node:http'
import { z } from '@hono/zod-openapi'
import { idSchema } from '../../pipelines/config/record.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import { openUploads } from '../uploads.ts'
import { type App, apiRoute, json, sent } from './route.ts'

const SHOWN_EVENTS = 50
const tags = ['Imports']
const idParams = z.object({ id: z.uuid() })
const mapping = z
  .record(z.string(), z.unknown())
  .nullable()
  .openapi({ description: 'What a mapping file says; `null` for lines that need none' })
const asked = z.strictObject({ source: idSchema, mapping })

const uploadedSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    bytes: z.number().int(),
    format: z.enum(['csv', 'jsonl', 'json', 'parquet', 'cloudevents']),
    columns: z.array(z.string()),
    values: z.record(z.string(), z.array(z.string())).openapi({
      description: 'Different values in the first 200 rows of each column',
    }),
    mapping,
  })
  .openapi('UploadedFile')

const eventSchema = z.object({
  type: z.string(),
  occurredAt: z.string(),
  ticketId: z.string().nullable(),
  status: z.string().nullable(),
  priority: z.string().nullable(),
  team: z.string().nullable(),
  channel: z.string().nullable(),
  actorType: z.string().nullable(),
  contentLength: z.number().nullable(),
  score: z.number().nullable(),
})

const previewSchema = z
  .object({
    read: z.number().int(),
    mapped: z.number().int(),
    events: z.array(eventSchema),
    problems: z.array(z.object({ row: z.number().int(), reason: z.string(), raw: z.string() })),
  })
  .openapi('ImportPreview')

const stateSchema = z
  .object({
    state: z.enum(['uploaded', 'running', 'done', 'failed']),
    read: z.number().int(),
    accepted: z.number().int(),
    result: z
      .object({
        read: z.number().int(),
        accepted: z.number().int(),
        duplicate: z.number().int(),
        rejected: z.number().int(),
        seconds: z.number(),
      })
      .nullable(),
    error: z.object({ detail: z.string(), fields: z.record(z.string(), z.string()) }).nullable(),
  })
  .openapi('ImportState')

const uploadRoute = apiRoute({
  method: 'post',
  path: '/api/v1/imports',
  summary: 'Send a file to import: CSV, JSONL, JSON or Parquet, gzip too',
  tags,
  request: {
    query: z.object({ name: z.string().min(1).max(300) }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
  responses: {
    200: { description: 'What is in it, and a mapping to begin with', content: json(uploadedSchema) },
  },
})

const previewRoute = apiRoute({
  method: 'post',
  path: '/api/v1/imports/{id}/preview',
  summary: 'What the first 50 rows become; stores nothing',
  tags,
  request: { params: idParams, body: sent(asked) },
  responses: { 200: { description: 'Events and rejects', content: json(previewSchema) } },
})

const startRoute = apiRoute({
  method: 'post',
  path: '/api/v1/imports/{id}/start',
  summary: 'Import the file',
  tags,
  request: { params: idParams, body: sent(asked) },
  responses: { 200: { description: 'The import has begun', content: json(stateSchema) } },
})

const stateRoute = apiRoute({
  method: 'get',
  path: '/api/v1/imports/{id}',
  summary: 'How far an import is',
  tags,
  request: { params: idParams },
  responses: { 200: { description: 'The state', content: json(stateSchema) } },
})

const forgetRoute = apiRoute({
  method: 'delete',
  path: '/api/v1/imports/{id}',
  summary: 'Give a file up that was sent',
  tags,
  request: { params: idParams },
  responses: { 204: { description: 'It is gone' } },
})

export function importRoutes(app: App, pegel: Pegel): void {
  const uploads = openUploads(pegel)
  app.openapi(uploadRoute, async (c) => {
    const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage }
    // The connection has to stay open for the answer that refuses the body.
    const body = incoming?.iterator({ destroyOnReturn: false }) ?? c.req.raw.body ?? []
    const uploaded = await uploads.take(c.req.valid('query').name, body as AsyncIterable<Uint8Array>)
    return c.json({ ...uploaded, columns: [...uploaded.columns], values: listed(uploaded.values) }, 200)
  })
  app.openapi(previewRoute, async (c) => {
    const preview = await uploads.preview(c.req.valid('param').id, c.req.valid('json'))
    const { read, mapped, problems } = preview
    const events = preview.events.slice(0, SHOWN_EVENTS).map((event) => eventSchema.parse(event))
    return c.json({ read, mapped, events, problems: [...problems] }, 200)
  })
  app.openapi(startRoute, async (c) =>
    c.json(
      (await uploads.start(c.req.valid('param').id, c.req.valid('json'))) as z.infer<typeof stateSchema>,
      200,
    ),
  )
  app.openapi(stateRoute, (c) =>
    c.json(uploads.state(c.req.valid('param').id) as z.infer<typeof stateSchema>, 200),
  )
  app.openapi(forgetRoute, async (c) => {
    await uploads.forget(c.req.valid('param').id)
    return c.body(null, 204)
  })
}

const listed = (values: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(values).map(([column, found]) => [column, [...found]]))
