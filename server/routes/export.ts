import { z } from '@hono/zod-openapi'
import { type ExportInput, exportFile } from '../../pipelines/metrics/export.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import { CSV_CONTENT, fileHeaders, PARQUET_CONTENT } from './accepts.ts'
import { drillInput, queryInput } from './query-schema.ts'
import { type App, apiRoute, sent } from './route.ts'
import { byteStream } from './text-stream.ts'

const format = z.enum(['csv', 'parquet'])

const exportInput = z
  .discriminatedUnion('what', [
    z.strictObject({ what: z.literal('figures'), format, question: queryInput }),
    z.strictObject({ what: z.literal('rows'), format, question: drillInput }),
  ])
  .openapi('ExportInput')

const exportRoute = apiRoute({
  method: 'post',
  path: '/api/v1/export',
  summary: 'Figures, or all rows behind one, as a file that says what it is',
  tags: ['Figures'],
  request: { body: sent(exportInput) },
  responses: {
    200: {
      description:
        'Metric, filters, range, zone and time of computing stand in lines beginning with # (CSV) or in the key-value metadata (Parquet)',
      content: { ...CSV_CONTENT, ...PARQUET_CONTENT },
    },
  },
})

export function exportRoutes(app: App, pegel: Pegel): void {
  app.openapi(exportRoute, async (c) => {
    const input = c.req.valid('json') as ExportInput
    const { name, bytes } = await exportFile(pegel, input, { signal: c.req.raw.signal })
    return c.body(await byteStream(bytes), 200, fileHeaders(input.format, name))
  })
}
