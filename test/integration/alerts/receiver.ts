import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** What a receiver does with a request: a status, headers; `hang` and `reset` for those that do worse. */
export type Manner = { status: number; headers?: Record<string, string> } | 'hang' | 'reset'

/** A real server on loopback that keeps what it gets. */
export async function receiver(): Promise<{
  url: string
  got: Received[]
  manner: Manner
  /** Breaks off every connection that is open. */
  drop(): void
  close(): Promise<void>
}> {
  const got: Received[] = []
  const state = { url: '', got, manner: { status: 200 } as Manner, drop: () => {}, close: async () => {} }
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() })
      const { manner } = state
      if (manner === 'hang') return
      if (manner === 'reset') return request.socket.resetAndDestroy()
      response.writeHead(manner.status, manner.headers ?? {}).end('a secret of the receiver')
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  state.drop = () => server.closeAllConnections()
  state.close = () =>
    new Promise((closed) => {
      server.closeAllConnections()
      server.close(() => closed())
    })
  return state
}

/** A real mail server on loopback; `defer` answers 451 to so many mails first. */
export async function mailServer(): Promise<{
  port: number
  mails: string[]
  defer: number
  close(): Promise<void>
}> {
  const mails: string[] = []
  const state = { port: 0, mails, defer: 0, close: async () => {} }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (state.defer > 0) {
          state.defer -= 1
          return done(Object.assign(new Error('try again'), { responseCode: 451 }))
        }
        mails.push(Buffer.concat(chunks).toString())
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  state.port = (server.server.address() as AddressInfo).port
  state.close = () => new Promise((closed) => server.close(() => closed()))
  return state
}
