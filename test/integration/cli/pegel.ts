import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ENTRY = fileURLToPath(new URL('../../../server/cli/pegel.cjs', import.meta.url))

export interface Ran {
  code: number | null
  out: string
  err: string
}

export interface RunOptions {
  cwd?: string
  data?: string
  input?: string | Uint8Array
}

/** Starts the command line as a person would; `data` is the data folder. */
export function start(
  args: readonly string[],
  { cwd, data }: RunOptions = {},
): ChildProcessWithoutNullStreams {
  const { PEGEL_DATA: _, ...env } = process.env
  return spawn(process.execPath, [ENTRY, ...args], {
    cwd: cwd ?? tmpdir(),
    env: data === undefined ? env : { ...env, PEGEL_DATA: data },
  })
}

/** Runs it to its end. */
export async function pegel(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = start(args, options)
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  // A command that fails early closes its input.
  child.stdin.on('error', () => {})
  child.stdin.end(options.input ?? '')
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }
}

export interface Served {
  address: string
  pid: number
  /** Sends the signal and resolves with the exit code, or null when the signal killed it. */
  stop(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts a server on a free port and waits for its ready line. */
export async function serve(data: string, args: readonly string[] = []): Promise<Served> {
  const child = start(['serve', '--port', '0', ...args], { data })
  child.stderr.resume()
  const ended = once(child, 'close') as Promise<[number | null]>
  const ready = (async () => {
    let text = ''
    for await (const chunk of child.stdout) {
      text += chunk
      const [, address] = /^Pegel is ready at (\S+)\n/.exec(text) ?? []
      if (address !== undefined) return address
    }
    throw new Error(`no ready line: ${text}`)
  })()
  return {
    address: await ready,
    pid: child.pid as number,
    async stop(signal) {
      child.kill(signal)
      return (await ended)[0]
    },
  }
}

/** A temporary folder and the function that removes it. */
export function temporary(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'pegel-cli-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
