/** What the tests of this folder share: real files in a folder of their own, and a context. */
import { createHmac } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MapContext } from '../source.ts'
import type { FileBatch } from './batch.ts'
import { type Mapping, parseMapping } from './mapping.ts'
import type { ReadOptions } from './open-input.ts'
import { readFile } from './read-file.ts'

export const RECEIVED_AT = '2026-06-01T00:00:00Z'

export const context: MapContext = {
  pseudonym: (identifier) => createHmac('sha256', 'key').update(identifier).digest('base64url').slice(0, 22),
  settings: null,
}

/** Writes a file into a new temporary folder and returns its path. */
export function tempFile(name: string, content: string | Uint8Array): string {
  const path = join(mkdtempSync(join(tmpdir(), 'pegel-files-')), name)
  writeFileSync(path, content)
  return path
}

export const optionsWith = (
  mapping: string | Mapping | null,
  more: Partial<ReadOptions> = {},
): ReadOptions => ({
  source: 'desk',
  mapping: typeof mapping === 'string' ? parseMapping(mapping) : mapping,
  context,
  receivedAt: RECEIVED_AT,
  ...more,
})

/** Reads a whole file into one batch. */
export async function readAll(path: string, options: ReadOptions): Promise<FileBatch> {
  const whole: FileBatch = { events: [], rows: [], read: 0, rejects: [], unmapped: {} }
  for await (const batch of readFile(path, options)) {
    whole.events.push(...batch.events)
    whole.rows.push(...batch.rows)
    whole.rejects.push(...batch.rejects)
    whole.read += batch.read
    for (const [kind, count] of Object.entries(batch.unmapped))
      whole.unmapped[kind] = (whole.unmapped[kind] ?? 0) + count
  }
  return whole
}

/** A mapping for `id;at;state` files. */
export const STATES = `
version: 1
kind: snapshots
ticket: id
at: at
attributes: {status: state}
`
