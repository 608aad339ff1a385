import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { bodyLimit } from 'hono/body-limit'
import { invalid, notFound } from '../../pipelines/errors.ts'
import type { Io } from '../cli/io.ts'
import { type CommandRequest, commandRequest, encodeFrame, type Frame } from '../command/frames.ts'
import type { App } from './route.ts'

export type RunCommand = (argv: readonly string[], io: Io) => Promise<number>

const MAX_INPUT_BYTES = 1024 * 1024

/**
 * The command line's way in: runs a command on the open folder and streams what it prints. Input comes in requests of
 * its own, so that no request lasts as long as a pipe may.
 */
export function commandRoutes(app: App, run: RunCommand): void {
  const sessions = new Map<string, PassThrough>()

  app.post('/internal/command', async (c) => {
    const parsed = commandRequest.safeParse(await c.req.json())
    if (!parsed.success) throw invalid('Not a command line')
    const session = randomUUID()
    const input = new PassThrough()
    sessions.set(session, input)
    const body = stream(parsed.data, session, input, run, () => sessions.delete(session))
    return c.body(body, 200, { 'content-type': 'application/x-ndjson' })
  })

  app.post('/internal/command/:id/input', bodyLimit({ maxSize: MAX_INPUT_BYTES }), async (c) => {
    const input = sessions.get(c.req.param('id'))
    if (!input) throw notFound('The command has ended')
    const bytes = Buffer.from(await c.req.arrayBuffer())
    if (bytes.length > 0 && !input.write(bytes))
      await Promise.race([once(input, 'drain'), once(input, 'close')])
    if (c.req.query('end') !== undefined) input.end()
    return c.body(null, 204)
  })
}

function stream(
  request: CommandRequest,
  session: string,
  input: PassThrough,
  run: RunCommand,
  ended: () => void,
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const gone = new AbortController()
  const leave = () => {
    gone.abort()
    input.destroy()
  }
  writer.closed.catch(leave)
  const send = (frame: Frame) => writer.write(encodeFrame(frame)).catch(leave)
  const io: Io = {
    cwd: request.cwd,
    out: (text) => send({ out: text }),
    err: (text) => void send({ err: text }),
    input: () => input,
    terminal: request.terminal,
    signal: gone.signal,
  }
  void send({ session })
  void run(request.argv, io)
    .then((code) => send({ exit: code }))
    .finally(() => {
      ended()
      input.destroy()
      return writer.close().catch(() => {})
    })
  return readable
}
