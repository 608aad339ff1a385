/** A file on its way in: looked through before anything is kept, then kept and journaled. */
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Engine } from '../engine/port.ts'
import type { Journal } from '../journal/journal.ts'
import type { ImportInput, ImportResult } from '../pegel.ts'
import { loadMapping } from '../sources/files/mapping.ts'
import { previewFile } from '../sources/files/preview-file.ts'
import { keepFile } from './keep-file.ts'
import type { Connection } from './map-record.ts'
import type { ImportMeta } from './readings.ts'

export interface ImportContext {
  dataDir: string
  connections: ReadonlyMap<string, Connection>
  engine: Engine
  journal: Journal
  receivedAt: string
}

/** What an import would come to. Throws `invalid` for a file or mapping that cannot be read at all. */
export async function previewImport(
  context: ImportContext,
  input: ImportInput,
): Promise<Omit<ImportResult, 'seconds'>> {
  const connection = context.connections.get(input.source)
  const preview = await previewFile(input.path, {
    source: input.source,
    mapping: input.mappingPath === undefined ? null : await loadMapping(input.mappingPath),
    importSource: connection?.source,
    context: { pseudonym: (identifier) => identifier, settings: connection?.settings },
    receivedAt: context.receivedAt,
    engine: context.engine,
    tempDir: join(context.dataDir, 'tmp'),
  })
  const rejected = preview.problems.length
  return { read: preview.read, accepted: preview.mapped, duplicate: 0, rejected, rejectsFile: null }
}

/** Keeps the file under its SHA-256 and refers to it in the journal. Returns the record's number. */
export async function journalFile(context: ImportContext, input: ImportInput): Promise<number> {
  const mapping = input.mappingPath === undefined ? null : await readFile(input.mappingPath, 'utf8')
  const stored = await keepFile(input.path, join(context.dataDir, 'imports'))
  const meta: ImportMeta = { ...stored, fileName: basename(input.path), mapping }
  return context.journal.append({
    kind: 'import',
    source: input.source,
    account: null,
    receivedAt: context.receivedAt,
    headers: {},
    meta: { ...meta },
    body: new Uint8Array(),
  })
}
