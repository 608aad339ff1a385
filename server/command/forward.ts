import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { unavailable } from '../../pipelines/errors.ts'
import type { Io } from '../cli/io.ts'
import { linesOf } from '../cli/lines.ts'
import type { Beacon } from './beacon.ts'
import type { CommandRequest, Frame } from './frames.ts'

const CHUNK = 256 * 1024

/**
 * Has the server run a command line and prints what comes back. Resolves with its exit code, or with null when nobody
 * answers there or someone who does not know the token. Throws `unavailable` when the server goes away in between.
 */
export async function forward(
  beacon: Beacon,
  argv: readonly string[],
  readsInput: boolean,
  io: Io,
): Promise<number | null> {
  const body: CommandRequest = { argv: [...argv], cwd: io.cwd, terminal: io.terminal }
  const response = await post(beacon, '/internal/command', JSON.stringify(body), io.signal).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET') return null
      throw error
    },
  )
  if (response === null) return null
  if (response.statusCode !== 200) {
    response.resume()
    return null
  }
  try {
    for await (const line of linesOf(response)) {
      const frame = JSON.parse(line.toString()) as Frame
      if ('out' in frame) await io.out(frame.out)
      else if ('err' in frame) io.err(frame.err)
      else if ('exit' in frame) return frame.exit
      else if (readsInput) void sendInput(beacon, frame.session, io)
    }
  } catch (error) {
    if (io.signal.aborted) throw error
  }
  throw unavailable('The server went away before the command had ended')
}

async function sendInput(beacon: Beacon, session: string, io: Io): Promise<void> {
  const path = `/internal/command/${session}/input`
  const send = async (suffix: string, bytes: Uint8Array) => {
    const response = await post(beacon, path + suffix, bytes, io.signal)
    response.resume()
    return response.statusCode === 204
  }
  try {
    for await (const chunk of io.input()) {
      for (let at = 0; at < chunk.length; at += CHUNK) {
        if (!(await send('', chunk.subarray(at, at + CHUNK)))) return
      }
    }
    await send('?end', new Uint8Array())
  } catch {
    // The command has ended or the server is gone: the response that is being read says which.
  }
}

async function post(
  beacon: Beacon,
  path: string,
  body: string | Uint8Array,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${beacon.token}`, 'content-type': 'application/json' }
  const sent = request({ host: beacon.host, port: beacon.port, path, method: 'POST', headers, signal })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return response
}
