import { notFound, PegelError, unavailable } from '../../pipelines/errors.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import { readBody } from '../body.ts'
import { MAX_DELIVERY_BYTES } from '../limits.ts'
import { describeError, type Log } from '../log.ts'
import { documentHooks } from './raw-document.ts'
import type { App } from './route.ts'

/**
 * Webhooks of the connections: raw bytes in, verified by the source, durable in the journal, then 200. What a mapper
 * makes of them later never shows here.
 */
export function hookRoutes(app: App, pegel: Pegel, log: Log): void {
  documentHooks(app)
  const connectionOf = (name: string) => {
    const connection = pegel.sourceFor(name)
    if (!connection) throw notFound('There is no connection of that name')
    return connection
  }

  app.on(['GET', 'OPTIONS'], '/hooks/:source', (c) => {
    const { source, settings } = connectionOf(c.req.param('source'))
    const query = new URL(c.req.url).searchParams
    const headers = Object.fromEntries(c.req.raw.headers)
    const reply = source.handshake?.({ method: c.req.method, query, headers }, settings) ?? null
    if (reply === null) throw notFound('This is the address of a webhook; send deliveries with POST')
    return new Response(reply.body, { status: reply.status, headers: reply.headers })
  })

  app.post('/hooks/:source', async (c) => {
    const name = c.req.param('source')
    const { source, settings } = connectionOf(name)
    const body = await readBody(c, MAX_DELIVERY_BYTES)
    if (body === null) {
      c.header('Connection', 'close')
      throw new PegelError('too_large', `A delivery has at most ${MAX_DELIVERY_BYTES} bytes`)
    }
    const headers = Object.fromEntries(c.req.raw.headers)
    if (!source.verify({ headers, body }, settings)) {
      log('warn', 'delivery refused', { source: name, status: 401 })
      throw new PegelError('unauthorized', 'The signature does not match')
    }
    const kept = Object.fromEntries(source.keepHeaders.flatMap((key) => pick(headers, key)))
    await pegel.accept({ source: name, account: null, headers: kept, body }).catch((error: unknown) => {
      log('error', 'delivery not taken', { source: name, status: 503, ...describeError(error) })
      throw error instanceof PegelError
        ? error
        : unavailable('The delivery could not be stored; send it again')
    })
    return c.text('ok')
  })
}

function pick(headers: Readonly<Record<string, string>>, name: string): [string, string][] {
  const value = headers[name]
  return value === undefined ? [] : [[name, value]]
}
