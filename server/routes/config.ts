import { z } from '@hono/zod-openapi'
import { jsonSchemaOf, KINDS } from '../../pipelines/config/kinds.ts'
import { diffConfig } from '../../pipelines/config/verbs/diff.ts'
import { exportConfig } from '../../pipelines/config/verbs/export-yaml.ts'
import { getConfig } from '../../pipelines/config/verbs/get.ts'
import { configHistory } from '../../pipelines/config/verbs/history.ts'
import { importConfig } from '../../pipelines/config/verbs/import-yaml.ts'
import { listConfig } from '../../pipelines/config/verbs/list.ts'
import { putConfig } from '../../pipelines/config/verbs/put.ts'
import { restoreConfig } from '../../pipelines/config/verbs/restore.ts'
import { withdrawConfig } from '../../pipelines/config/verbs/withdraw.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import { AUTHOR } from '../author.ts'
import {
  allQuery,
  atQuery,
  datedQuery,
  diffQuery,
  diffSchema,
  dryRunQuery,
  idParams,
  importBody,
  importedSchema,
  kindParams,
  kindSchema,
  newVersionSchema,
  putBody,
  restoreBody,
  statedViewSchema,
  withdrawQuery,
} from './config-schema.ts'
import { type App, apiRoute, ok, sent } from './route.ts'

const tags = ['Configuration']

const kindsRoute = apiRoute({
  method: 'get',
  path: '/api/v1/config/kinds',
  summary: 'What can be configured, with the schema of each',
  tags,
  responses: ok('The kinds', z.array(kindSchema)),
})

const exportRoute = apiRoute({
  method: 'get',
  path: '/api/v1/config/export',
  summary: 'Everything in force as YAML',
  tags,
  request: { query: datedQuery },
  responses: {
    200: { description: 'The file', content: { 'application/yaml': { schema: z.string() } } },
  },
})

const importRoute = apiRoute({
  method: 'post',
  path: '/api/v1/config/import',
  summary: 'State what a YAML text says, all of it or nothing',
  tags,
  request: { query: dryRunQuery, body: sent(importBody) },
  responses: ok('What changed, or would', importedSchema),
})

const listRoute = apiRoute({
  method: 'get',
  path: '/api/v1/config/{kind}',
  summary: 'What is in force; with `all` also what is planned or withdrawn',
  tags,
  request: { params: kindParams, query: allQuery },
  responses: ok('Versions by id', z.array(statedViewSchema)),
})

const getRoute = apiRoute({
  method: 'get',
  path: '/api/v1/config/{kind}/{id}',
  summary: 'The version that holds now or at an instant',
  tags,
  request: { params: idParams, query: atQuery },
  responses: ok('The version', statedViewSchema),
})

const putRoute = apiRoute({
  method: 'put',
  path: '/api/v1/config/{kind}/{id}',
  summary: 'State a new version',
  tags,
  request: { params: idParams, body: sent(putBody) },
  responses: ok('The new version', newVersionSchema),
})

const withdrawRoute = apiRoute({
  method: 'delete',
  path: '/api/v1/config/{kind}/{id}',
  summary: 'Withdraw, from now on unless told',
  tags,
  request: { params: idParams, query: withdrawQuery },
  responses: ok('The version that withdraws', newVersionSchema),
})

const historyRoute = apiRoute({
  method: 'get',
  path: '/api/v1/config/{kind}/{id}/history',
  summary: 'Every version, the latest first',
  tags,
  request: { params: idParams },
  responses: ok('The versions', z.array(statedViewSchema)),
})

const diffRoute = apiRoute({
  method: 'get',
  path: '/api/v1/config/{kind}/{id}/diff',
  summary: 'The fields in which two versions differ: the last two unless told',
  tags,
  request: { params: idParams, query: diffQuery },
  responses: ok('The differences', diffSchema),
})

const restoreRoute = apiRoute({
  method: 'post',
  path: '/api/v1/config/{kind}/{id}/restore',
  summary: 'State the body of an earlier version anew',
  tags,
  request: { params: idParams, body: sent(restoreBody) },
  responses: ok('The new version', newVersionSchema),
})

/** The versioned configuration. `kinds`, `export` and `import` come first, as they are no kinds. */
export function configRoutes(app: App, pegel: Pegel): void {
  app.openapi(kindsRoute, (c) =>
    c.json(
      KINDS.map((one) => ({ kind: one.kind, label: one.label, schema: jsonSchemaOf(one) })),
      200,
    ),
  )
  app.openapi(exportRoute, async (c) => {
    const text = await exportConfig(pegel, c.req.valid('query'))
    return c.text(text, 200, { 'content-type': 'application/yaml; charset=utf-8' })
  })
  app.openapi(importRoute, async (c) => {
    const input = { ...c.req.valid('query'), ...c.req.valid('json'), author: AUTHOR }
    return c.json(await importConfig(pegel, input), 200)
  })
  app.openapi(listRoute, async (c) =>
    c.json(await listConfig(pegel, { ...c.req.valid('param'), ...c.req.valid('query') }), 200),
  )
  app.openapi(getRoute, async (c) =>
    c.json(await getConfig(pegel, { ...c.req.valid('param'), ...c.req.valid('query') }), 200),
  )
  app.openapi(putRoute, async (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param'), author: AUTHOR }
    return c.json(await putConfig(pegel, input), 200)
  })
  app.openapi(withdrawRoute, async (c) => {
    const input = { ...c.req.valid('query'), ...c.req.valid('param'), author: AUTHOR }
    return c.json(await withdrawConfig(pegel, input), 200)
  })
  app.openapi(historyRoute, async (c) => c.json(await configHistory(pegel, c.req.valid('param')), 200))
  app.openapi(diffRoute, async (c) =>
    c.json(await diffConfig(pegel, { ...c.req.valid('param'), ...c.req.valid('query') }), 200),
  )
  app.openapi(restoreRoute, async (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param'), author: AUTHOR }
    return c.json(await restoreConfig(pegel, input), 200)
  })
}
