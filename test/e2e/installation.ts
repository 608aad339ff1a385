/** A built Pegel on a data folder of its own, as a person would run it. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { kept } from '../kept.ts'
import { earlier, pinned } from './pinned-clock.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

const CONFIG = `zone: Europe/Berlin
sources:
  - name: inbox
    kind: cloudevents
  - name: whatsapp
    kind: whatsapp
`

export interface Installation {
  url: string
  /** Runs `pegel …` on the same data folder; resolves with its standard output. */
  pegel(args: readonly string[], input?: string): Promise<string>
  post<T>(path: string, body: unknown): Promise<T>
  stop(): Promise<void>
}

/** How long before all journeys that year ends: whenever it was read in, it is past when a file of them begins. */
const ENDED_MIN_AGO = 10

/**
 * Starts a server; with `messages`, on a year of the sample company that ends so many minutes before it is read in: pictures of a
 * company whose sources have not just gone silent want none.
 */
export async function install(messages: number | null, endedMinAgo = ENDED_MIN_AGO): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'pegel-e2e-'))
  const data = join(folder, 'data')
  if (messages === null) configure(data)
  else {
    const company = await kept(`sample company ${messages} ${endedMinAgo}`, (own) =>
      load(own, messages, endedMinAgo),
    )
    cpSync(company, data, { recursive: true })
  }
  const { url, stop } = await serve(data)
  return {
    url,
    pegel: (args, input) => pegel(data, args, input),
    post: (path, body) => post(url, path, body),
    async stop() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function post<T>(url: string, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

function configure(data: string): void {
  mkdirSync(data, { recursive: true })
  writeFileSync(join(data, 'pegel.yml'), CONFIG)
}

async function pegel(data: string, args: readonly string[], input = '', env = pinned): Promise<string> {
  const command = ['server/cli/pegel.cjs', ...args, '--data', data]
  const child = run(process.execPath, command, { cwd: root, env, maxBuffer: 64 << 20 })
  child.child.stdin?.end(input)
  return (await child).stdout
}

/** Makes `data` the folder of a company whose year ended then, was read in then, and of which forecasts were made. */
async function load(data: string, messages: number, endedMinAgo: number): Promise<void> {
  const then = earlier(endedMinAgo)
  const files = mkdtempSync(join(tmpdir(), 'pegel-e2e-files-'))
  const options = ['--out', files, '--messages', String(messages), '--seed', '5']
  await run(process.execPath, ['--import', 'tsx', 'sample-data/generate.ts', ...options], {
    cwd: root,
    env: then,
  })
  configure(data)
  await pegel(data, ['config', 'import', join(files, 'plans.yml')], '', then)
  for (const source of ['inbox', 'whatsapp']) {
    await pegel(data, ['import', join(files, `${source}.jsonl`), '--source', source], '', then)
  }
  rmSync(files, { recursive: true })
  // Or else every server makes the same six weeks of them, as long as people look at its first pages.
  const { url, stop } = await serve(data, then)
  await post(url, '/forecast/refresh', {})
  await stop()
}

async function serve(data: string, env = pinned): Promise<{ url: string; stop(): Promise<void> }> {
  const server = spawn(process.execPath, ['server/cli/pegel.cjs', 'serve', '--port', '0', '--data', data], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  server.stderr?.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      text += chunk
      const found = /ready at (http:\S+)/.exec(text)?.[1]
      if (found) resolve(found)
    })
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
  return {
    url,
    async stop() {
      if (server.exitCode !== null) return
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
    },
  }
}
