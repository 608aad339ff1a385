import { queryCsv, rowsCsv } from '../../pipelines/metrics/csv.ts'
import { drill, drillStream } from '../../pipelines/metrics/drill.ts'
import { query } from '../../pipelines/metrics/query.ts'
import type { DrillInput, QueryInput } from '../../pipelines/metrics/types.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import { ARROW_CONTENT, CSV_CONTENT, fileHeaders, wanted } from './accepts.ts'
import { queryArrow } from './arrow.ts'
import { drillInput, drillResult, queryInput, queryResult } from './query-schema.ts'
import { type App, apiRoute, json, sent } from './route.ts'
import { textStream } from './text-stream.ts'

const queryRoute = apiRoute({
  method: 'post',
  path: '/api/v1/query',
  summary: 'Figures from the catalog, by dimension and time',
  tags: ['Figures'],
  request: { body: sent(queryInput) },
  responses: {
    200: {
      description: 'The figures, each with its n',
      content: { ...json(queryResult), ...CSV_CONTENT, ...ARROW_CONTENT },
    },
  },
})

const drillRoute = apiRoute({
  method: 'post',
  path: '/api/v1/drill',
  summary: 'The rows behind one figure; as CSV all of them',
  tags: ['Figures'],
  request: { body: sent(drillInput) },
  responses: {
    200: {
      description: 'A page of rows, with the figure recomputed from exactly these rows',
      content: { ...json(drillResult), ...CSV_CONTENT },
    },
  },
})

export function queryRoutes(app: App, pegel: Pegel): void {
  app.openapi(queryRoute, async (c) => {
    // JSON has no undefined: what is optional is there or absent.
    const input = c.req.valid('json') as QueryInput
    const result = await query(pegel, input, { signal: c.req.raw.signal })
    const kind = wanted(c, ['json', 'csv', 'arrow'])
    if (kind === 'csv') return c.body(queryCsv(result), 200, fileHeaders('csv', 'query'))
    if (kind === 'arrow') return c.body(await queryArrow(result), 200, fileHeaders('arrow', 'query'))
    return c.json(result, 200)
  })

  app.openapi(drillRoute, async (c) => {
    const input = c.req.valid('json') as DrillInput
    const options = { signal: c.req.raw.signal }
    if (wanted(c, ['json', 'csv']) === 'json') return c.json(await drill(pegel, input, options), 200)
    const { columns, batches } = await drillStream(pegel, input, options)
    const body = await textStream(rowsCsv(columns, batches), 2)
    return c.body(body, 200, fileHeaders('csv', input.metric))
  })
}
