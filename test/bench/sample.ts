import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPegel } from '../../pipelines/pegel.ts'
import { generate } from '../../sample-data/generate.ts'
import { writeFiles } from '../../sample-data/write-files.ts'
import { configureInbox } from '../load/inbox.ts'
import { copyFacts } from './copies.ts'

/** The day on which every sample ends, so that all runs read the same bytes. */
const ENDS_AT = Date.parse('2026-11-20T12:00:00Z')
const SOURCES = ['inbox', 'whatsapp'] as const
const place = join(tmpdir(), 'pegel-bench')
/** `npm run bench -- --scale 0.1`: a tenth of the data, for a look at whether all still runs. */
export const scale = Number(/(?:^| )--scale (\S+)/.exec(process.argv.join(' '))?.[1] ?? 1)
/** Messages of the demo's year; of a folder of about one million events; of about four million. */
export const DEMO = Math.max(1000, 150_000 * scale)
export const ONE_MILLION = Math.max(1000, 375_000 * scale)
export const FOUR_MILLION = 4 * ONE_MILLION
const folders = new Map<number, Promise<string>>()

/** Clock of every bench: the end of the sample. */
export const now = () => new Date(ENDS_AT)

/** The sample company's files for so many messages; made once and kept for the next run. */
export async function sampleFiles(messages: number): Promise<{ source: string; path: string }[]> {
  const folder = join(place, `sample-${messages}`)
  if (!existsSync(folder)) {
    console.error(`making the sample of ${messages} messages …`)
    mkdirSync(place, { recursive: true })
    const draft = mkdtempSync(join(place, 'draft-'))
    await writeFiles(draft, generate({ messages, seed: 1, endsAt: ENDS_AT }), false)
    renameSync(draft, folder)
  }
  return SOURCES.map((source) => ({ source, path: join(folder, `${source}.jsonl`) }))
}

/** An empty data folder that knows the sample's connections; removed when the process ends. */
export function emptyFolder(): string {
  mkdirSync(place, { recursive: true })
  const dataDir = mkdtempSync(join(place, 'data-'))
  process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }))
  configureInbox(dataDir)
  return dataDir
}

/** A data folder with the sample imported, beyond four million events with copies of its facts; one a size and process. */
export function sampleFolder(messages: number): Promise<string> {
  const known = folders.get(messages)
  if (known) return known
  const filled = messages > FOUR_MILLION ? fillWithCopies(messages) : fill(messages)
  folders.set(messages, filled)
  return filled
}

async function fill(messages: number): Promise<string> {
  const files = await sampleFiles(messages)
  const dataDir = emptyFolder()
  console.error(`importing the sample of ${messages} messages …`)
  const pegel = await openPegel({ dataDir, now })
  await Promise.all(files.map((file) => pegel.importFile(file)))
  await pegel.close()
  return dataDir
}

async function fillWithCopies(messages: number): Promise<string> {
  const base = await sampleFolder(ONE_MILLION)
  const dataDir = emptyFolder()
  const copies = Math.ceil(messages / ONE_MILLION)
  console.error(`copying its facts ${copies} times …`)
  await copyFacts(base, dataDir, copies, now)
  return dataDir
}
