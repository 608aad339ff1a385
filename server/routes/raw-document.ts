import { z } from '@hono/zod-openapi'
import type { App } from './route.ts'

const text = { 'text/plain': { schema: { type: 'string' } } } as const
const request = {
  params: z.object({ source: z.string().openapi({ description: 'Name of the connection' }) }),
}
const tags = ['Webhooks']

/** What OpenAPI says of routes that others' systems call with bodies of their own making. */
export function documentHooks({ openAPIRegistry }: App): void {
  for (const method of ['get', 'options'] as const) {
    openAPIRegistry.registerPath({
      method,
      path: '/hooks/{source}',
      summary: 'Set-up handshake of a connection',
      tags,
      request,
      responses: {
        200: { description: "What the sender's handshake asks for", content: text },
        403: { description: 'The handshake is not granted' },
        404: { description: 'No such connection, or no handshake' },
      },
    })
  }
  openAPIRegistry.registerPath({
    method: 'post',
    path: '/hooks/{source}',
    summary: 'A delivery, signed the way its system signs',
    tags,
    request: {
      ...request,
      body: { content: { '*/*': { schema: { type: 'string', format: 'binary', maxLength: 3_145_728 } } } },
    },
    responses: {
      200: { description: 'The bytes are safe on disk', content: text },
      401: { description: 'The signature does not match' },
      404: { description: 'No such connection' },
      413: { description: 'More than 3 MB' },
      503: { description: 'Not stored; send it again after `Retry-After` seconds' },
    },
  })
}

export function documentHealth({ openAPIRegistry }: App): void {
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/livez',
    summary: 'Whether the process answers',
    tags: ['Health'],
    responses: { 200: { description: 'It does', content: text } },
  })
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/readyz',
    summary: 'Whether deliveries are taken, and with `q=query` questions too',
    tags: ['Health'],
    request: { query: z.object({ q: z.literal('query').optional() }) },
    responses: {
      200: { description: 'They are', content: text },
      503: { description: 'They are not', content: text },
    },
  })
}

/** The one address that a mail's reader opens without being a person here. */
export function documentUnsubscribe({ openAPIRegistry }: App): void {
  const html = { 'text/html': { schema: { type: 'string' } } } as const
  const query = z.object({
    recipient: z.string(),
    token: z.string().openapi({ description: 'From the mail' }),
  })
  for (const [method, summary] of [
    ['get', 'Asks whether to stop sending the weekly report; changes nothing'],
    ['post', 'Stops sending it; also the one click of RFC 8058'],
  ] as const) {
    openAPIRegistry.registerPath({
      method,
      path: '/reports/unsubscribe',
      summary,
      tags: ['Reports'],
      request: { query },
      responses: {
        200: { description: 'A page that says so', content: html },
        403: { description: 'The link belongs to nobody' },
      },
    })
  }
}
