import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FactName, openPegel, type Pegel } from '../../../pipelines/pegel.ts'
import { generate } from '../../../sample-data/generate.ts'
import { writeFiles } from '../../../sample-data/write-files.ts'

/** All dates of these tests lie before this instant, and nothing happens by time alone. */
export const NOW = new Date('2026-12-15T12:00:00Z')

export function tempFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'pegel-pipeline-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export const openAt = (dataDir: string, background = false): Promise<Pegel> =>
  openPegel({ dataDir, now: () => NOW, background })

/** Every row of a fact as one text. */
export async function printed(pegel: Pegel, fact: FactName): Promise<string> {
  const lines: string[] = []
  for await (const rows of pegel.facts(fact, {})) for (const row of rows) lines.push(JSON.stringify(row))
  return lines.join('\n')
}

/** A small sample company as its two files. */
export async function sampleFiles(
  dir: string,
  messages: number,
): Promise<{ whatsapp: string; inbox: string }> {
  await writeFiles(dir, generate({ messages, seed: 7, endsAt: Date.parse('2026-11-20') }), false)
  return { whatsapp: join(dir, 'whatsapp.jsonl'), inbox: join(dir, 'inbox.jsonl') }
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
