import { z } from '@hono/zod-openapi'
import type { Filter } from '../../pipelines/metrics/types.ts'
import { composeReport } from '../../pipelines/reports/compose.ts'
import { listRecipients } from '../../pipelines/reports/delivery/list-recipients.ts'
import type { Reports } from '../../pipelines/reports/delivery/reports.ts'
import { documentOf, listMails } from '../../pipelines/reports/delivery/store.ts'
import { reportLetter } from '../../pipelines/reports/mail/letter.ts'
import { renderPdf } from '../../pipelines/reports/pdf/render.ts'
import { fileHeaders, PDF_CONTENT, wanted } from './accepts.ts'
import {
  documentSchema,
  mailSchema,
  previewSchema,
  recipientsSchema,
  week,
  weeklyInput,
  weeklyResult,
} from './reports-schema.ts'
import { type App, apiRoute, json, ok, sent } from './route.ts'

const tags = ['Reports']
const mailParams = z.object({ mail: z.string().max(100) })
const idParams = z.object({ id: z.string().max(100) })

const weeklyRoute = apiRoute({
  method: 'post',
  path: '/api/v1/reports/weekly',
  summary: 'The weekly page of one week: its figures and texts, or as PDF',
  tags,
  request: { body: sent(weeklyInput) },
  responses: {
    200: { description: 'The page', content: { ...json(weeklyResult), ...PDF_CONTENT } },
  },
})
const recipientsRoute = apiRoute({
  method: 'get',
  path: '/api/v1/reports/recipients',
  summary: 'Who gets the report and when; stated through `/api/v1/config/report_recipient`',
  tags,
  responses: ok('The recipients', recipientsSchema),
})
const previewRoute = apiRoute({
  method: 'get',
  path: '/api/v1/reports/recipients/{id}/preview',
  summary: 'The mail that a recipient would get now; sends nothing',
  tags,
  request: { params: idParams, query: z.object({ week: week.optional() }) },
  responses: ok('The mail', previewSchema),
})
const sendRoute = apiRoute({
  method: 'post',
  path: '/api/v1/reports/recipients/{id}/send',
  summary: 'Send a recipient the report of a week now',
  tags,
  request: {
    params: idParams,
    body: sent(z.strictObject({ week: week.optional() })),
  },
  responses: ok('What became of it', mailSchema),
})
const archiveRoute = apiRoute({
  method: 'get',
  path: '/api/v1/reports/archive',
  summary: 'What was sent or waits, the latest first',
  tags,
  request: {
    query: z.object({
      recipient: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(1000).optional(),
    }),
  },
  responses: ok('The mails', z.array(mailSchema)),
})
const archivedRoute = apiRoute({
  method: 'get',
  path: '/api/v1/reports/archive/{mail}',
  summary: 'What a report said',
  tags,
  request: { params: mailParams },
  responses: ok('The page as it was sent', documentSchema),
})
const archivedPdfRoute = apiRoute({
  method: 'get',
  path: '/api/v1/reports/archive/{mail}/pdf',
  summary: 'The same as PDF',
  tags,
  request: { params: mailParams },
  responses: { 200: { description: 'The file', content: PDF_CONTENT } },
})

export function reportRoutes(app: App, reports: Reports): void {
  const { pegel } = reports
  const pdf = (bytes: Uint8Array) => new Uint8Array(bytes).buffer

  app.openapi(weeklyRoute, async (c) => {
    const { language = 'en', ...input } = c.req.valid('json')
    const asked = { ...input, filters: input.filters as readonly Filter[] | undefined }
    const page = async () => {
      const figures = await reports.figures(asked, c.req.raw.signal)
      return { figures, document: composeReport(figures, pegel.catalog, language) }
    }
    if (wanted(c, ['json', 'pdf']) === 'json') return c.json(await page(), 200)
    const { document } = await page()
    return c.body(pdf(await renderPdf(document)), 200, fileHeaders('pdf', `pegel-${document.week}`))
  })
  app.openapi(recipientsRoute, async (c) =>
    c.json({ mailServer: pegel.config.mail !== undefined, recipients: await listRecipients(pegel) }, 200),
  )
  app.openapi(previewRoute, async (c) => {
    const { id } = c.req.valid('param')
    const body = await reports.recipient(id)
    const document = await reports.documentFor(body, c.req.valid('query').week)
    const { links } = reports
    const to = {
      id: 'preview',
      name: body.name,
      address: body.email,
      web: links.week(document.week),
      unsubscribe: links.unsubscribe(id),
    }
    const { subject, html = '', text } = reportLetter(document, to, null)
    return c.json({ subject, html, text }, 200)
  })
  app.openapi(sendRoute, async (c) => {
    const input = { recipient: c.req.valid('param').id, week: c.req.valid('json').week }
    return c.json(await reports.sendNow(input), 200)
  })
  app.openapi(archiveRoute, async (c) => c.json(await listMails(pegel.engine, c.req.valid('query')), 200))
  app.openapi(archivedRoute, async (c) =>
    c.json(await documentOf(pegel.engine, c.req.valid('param').mail), 200),
  )
  app.openapi(archivedPdfRoute, async (c) => {
    const document = await documentOf(pegel.engine, c.req.valid('param').mail)
    return c.body(pdf(await renderPdf(document)), 200, fileHeaders('pdf', `pegel-${document.week}`))
  })
}
