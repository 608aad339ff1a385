import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { PegelError } from '../pipelines/errors.ts'
import type { App } from './routes/route.ts'

export interface Listening {
  host: string
  port: number
  /** `http://127.0.0.1:3000` */
  address: string
  /** Takes no more connections, waits for what is under way, and cuts what takes longer than `patienceMs`. */
  close(patienceMs: number): Promise<void>
}

/** Whoever sends slowly is cut off: headers within 10 seconds, the whole request within 30. */
const TIMES = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 }

/** Serves the app; port 0 takes any free one. Throws `conflict` when the port is taken. */
export async function listen(app: App, host: string, port: number): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { ...TIMES, connectionsCheckingInterval: 5_000 },
  }) as Server
  server.listen(port, host)
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new PegelError('conflict', `Port ${port} of ${host} is taken`)
    if (error.code === 'EACCES') throw new PegelError('forbidden', `Port ${port} of ${host} may not be used`)
    throw error
  })
  const bound = server.address() as AddressInfo
  const name = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address
  return {
    host: bound.address,
    port: bound.port,
    address: `http://${name}:${bound.port}`,
    async close(patienceMs) {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const cut = setTimeout(() => server.closeAllConnections(), patienceMs)
      await closed
      clearTimeout(cut)
    },
  }
}
