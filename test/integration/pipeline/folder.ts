import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FactName, openPegel, type Pegel } from '../../../pipelines/pegel.ts'
import { generate } from '../../../sample-data/generate.ts'
import { writeFiles } from '../../../sample-data/write-files.ts'
import { kept } from '../../kept.ts'
import { openedOnce } from '../opened-once.ts'

/** All dates of these tests lie before this instant, and nothing happens by time alone. */
export const NOW = new Date('2026-12-15T12:00:00Z')
export const SAMPLE_ENDS = new Date('2026-11-20T00:00:00Z')

export function tempFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'pegel-pipeline-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export async function openAt(dataDir: string, background = false): Promise<Pegel> {
  await openedOnce(dataDir, NOW)
  return openPegel({ dataDir, now: () => NOW, background })
}

/** Every row of a fact as one text. */
export async function printed(pegel: Pegel, fact: FactName): Promise<string> {
  const lines: string[] = []
  for await (const rows of pegel.facts(fact, {})) for (const row of rows) lines.push(JSON.stringify(row))
  return lines.join('\n')
}

/** A small sample company as its two files. */
export async function sampleFiles(
  messages: 2000 | 3000 | 10_000,
): Promise<{ whatsapp: string; inbox: string }> {
  const dir = await kept(`sample ${messages}`, (own) =>
    writeFiles(own, generate({ messages, seed: 7, endsAt: SAMPLE_ENDS.getTime() }), false),
  )
  return { whatsapp: join(dir, 'whatsapp.jsonl'), inbox: join(dir, 'inbox.jsonl') }
}

/** Makes `dataDir` the data folder of a sample company that was read in at its end. */
export async function importedSample(dataDir: string): Promise<void> {
  const files = await sampleFiles(10_000)
  const folder = await kept('imported', async (own) => {
    const pegel = await openPegel({ dataDir: own, now: () => SAMPLE_ENDS })
    await pegel.importFile({ source: 'cloudevents', path: files.inbox })
    await pegel.importFile({ source: 'whatsapp', path: files.whatsapp })
    await pegel.close()
  })
  cpSync(folder, dataDir, { recursive: true })
}

/** Lines in an order of their own, each twice; the same for the same seed. */
export function shuffledTwice(text: string, path: string, seed: number): void {
  const lines = text.split('\n').filter(Boolean)
  const all = [...lines, ...lines]
  let state = seed
  for (let i = all.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const j = state % (i + 1)
    const one = all[i] as string
    all[i] = all[j] as string
    all[j] = one
  }
  writeFileSync(path, `${all.join('\n')}\n`)
}
