import { renderDocsPage } from '../docs-page/page.ts'
import type { App } from './route.ts'

/** The OpenAPI 3.1 document of every public route, and the page that shows it without loading anything else. */
export function documentRoutes(app: App, version: string): void {
  const document = () =>
    app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Pegel',
        version,
        description: 'Support analytics for teams that answer on WhatsApp and a helpdesk.',
        license: { name: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
    })
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/v1/openapi.json',
    summary: 'This description',
    tags: ['Description'],
    responses: {
      200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
    },
  })
  app.get('/api/v1/openapi.json', (c) => c.json(document()))
  app.get('/api/docs', (c) => c.html(renderDocsPage(document())))
}
