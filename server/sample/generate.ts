import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import type { PlainSource } from '../../pipelines/config/connect-sources.ts'
import type { Demo } from './demo-file.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const said = z.object({
  files: z.array(z.object({ source: z.string(), lines: z.number(), file: z.string() })),
})
const LOW = 10

/** The connections through which the sample company sends. */
export function sampleSources(): PlainSource[] {
  const { sources } = parse(readFileSync(join(root, 'sample-data/pegel.yml'), 'utf8')) as {
    sources: PlainSource[]
  }
  return sources
}

/** What the company promises and what its people planned, as texts for the configuration. */
export const sampleConfig = (folder: string): string[] =>
  [join(root, 'sample-data/config.yml'), join(folder, 'plans.yml')].map((path) => readFileSync(path, 'utf8'))

/**
 * Makes the company's year in a process of its own, so that the server goes on answering. Resolves with the files and their
 * lines; throws what the process said when it failed or was ended by the signal.
 */
export async function generateFiles(folder: string, demo: Demo, signal: AbortSignal) {
  const end = new Date(demo.endsAt).toISOString()
  const options = ['--messages', String(demo.messages), '--seed', String(demo.seed), '--end', end]
  const script = join(root, 'sample-data/generate.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, '--out', folder, ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  try {
    if (child.pid !== undefined) setPriority(child.pid, LOW)
  } catch {
    // It has ended already, or the system knows no priorities.
  }
  const texts = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    texts.out += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    texts.err += chunk
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`the sample company was not made: ${texts.err.trim().slice(0, 500)}`)
  return said.parse(JSON.parse(texts.out)).files
}
