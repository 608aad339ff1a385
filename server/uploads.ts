/** Files that people send to import: kept in the data folder until they are imported, given up or the server starts anew. */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { conflict, invalid, notFound, PegelError } from '../pipelines/errors.ts'
import type { ImportResult, Pegel } from '../pipelines/pegel.ts'
import { describeFile, type FileDescription } from '../pipelines/sources/files/describe-file.ts'
import { guessMapping } from '../pipelines/sources/files/guess-mapping.ts'
import { parseMapping } from '../pipelines/sources/files/mapping.ts'
import { type FilePreview, previewFile } from '../pipelines/sources/files/preview-file.ts'
import { MAX_UPLOAD_BYTES } from './limits.ts'

/** More at a time are not one person's work; the oldest idle one goes. */
const KEPT = 5

export interface ImportState {
  state: 'uploaded' | 'running' | 'done' | 'failed'
  /** Rows so far. */
  read: number
  accepted: number
  result: Omit<ImportResult, 'rejectsFile'> | null
  error: { detail: string; fields: Readonly<Record<string, string>> } | null
}

export interface Uploaded extends FileDescription {
  id: string
  name: string
  bytes: number
  /** As a mapping file would say it, to begin with; null for lines that need none. */
  mapping: Record<string, unknown> | null
}

interface Upload extends ImportState {
  path: string
  folder: string
}

export function openUploads(pegel: Pegel) {
  const root = join(pegel.dataDir, 'uploads')
  const uploads = new Map<string, Upload>()
  const cleared = rm(root, { recursive: true, force: true })

  const uploadOf = (id: string): Upload => {
    const upload = uploads.get(id)
    if (!upload) throw notFound('There is no such upload; send the file again')
    return upload
  }

  const forget = async (id: string) => {
    const upload = uploadOf(id)
    if (upload.state === 'running') throw conflict('The import is running')
    uploads.delete(id)
    await rm(upload.folder, { recursive: true, force: true })
  }

  return {
    /** Takes a file as it streams in. Throws `too_large` beyond the limit and `invalid` for what no import would read. */
    async take(name: string, body: AsyncIterable<Uint8Array>): Promise<Uploaded> {
      await cleared
      const idle = [...uploads].filter(([, { state }]) => state !== 'running')
      if (uploads.size >= KEPT && idle[0]) await forget(idle[0][0])
      const id = randomUUID()
      const folder = join(root, id)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = join(folder, plainName(name))
      try {
        const bytes = await receive(body, path)
        if (bytes === 0) throw invalid(`${name} is empty`, { file: 'is empty' })
        const description = await describeFile(path, pegel)
        uploads.set(id, { path, folder, state: 'uploaded', read: 0, accepted: 0, result: null, error: null })
        return { id, name: plainName(name), bytes, ...description, mapping: guessMapping(description) }
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw error
      }
    },

    /** What the first rows become; stores nothing. Throws `invalid` with the fields of the mapping. */
    preview(id: string, { source, mapping }: { source: string; mapping: unknown }): Promise<FilePreview> {
      const connection = pegel.sourceFor(source)
      return previewFile(uploadOf(id).path, {
        source,
        mapping: mapping === null ? null : parseMapping(JSON.stringify(mapping)),
        importSource: connection?.source,
        context: { pseudonym: (identifier) => identifier, settings: connection?.settings },
        receivedAt: pegel.now().toISOString(),
        engine: pegel.engine,
        tempDir: join(pegel.dataDir, 'tmp'),
      })
    },

    /** Begins the import, the same way as on the command line; `state` tells how far it is. */
    async start(id: string, { source, mapping }: { source: string; mapping: unknown }): Promise<ImportState> {
      const upload = uploadOf(id)
      if (upload.state === 'running') throw conflict('The import is running already')
      const mappingPath = join(upload.folder, 'mapping.yml')
      if (mapping !== null) {
        parseMapping(JSON.stringify(mapping))
        await writeFile(mappingPath, JSON.stringify(mapping), { mode: 0o600 })
      }
      Object.assign(upload, { state: 'running', read: 0, accepted: 0, result: null, error: null })
      void pegel
        .importFile({
          path: upload.path,
          source,
          ...(mapping === null ? {} : { mappingPath }),
          onProgress: ({ read, accepted }) => Object.assign(upload, { read, accepted }),
        })
        .then(({ rejectsFile: _, ...result }) => {
          const { read, accepted } = result
          Object.assign(upload, { state: 'done', read, accepted, result })
        })
        .catch((error: unknown) => Object.assign(upload, { state: 'failed', error: saidOf(error) }))
      return stateOf(upload)
    },

    state: (id: string): ImportState => stateOf(uploadOf(id)),
    forget,
  }
}

const stateOf = ({ state, read, accepted, result, error }: Upload): ImportState => ({
  state,
  read,
  accepted,
  result,
  error,
})

async function receive(body: AsyncIterable<Uint8Array>, path: string): Promise<number> {
  let bytes = 0
  await pipeline(
    Readable.from(body),
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        bytes += chunk.length
        if (bytes > MAX_UPLOAD_BYTES) {
          const detail = `A file sent here has at most ${MAX_UPLOAD_BYTES} bytes; pegel import takes larger ones`
          throw new PegelError('too_large', detail, { file: 'is too large' })
        }
        yield chunk
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  )
  return bytes
}

function saidOf(error: unknown): ImportState['error'] {
  if (error instanceof PegelError) return { detail: error.message, fields: error.fields ?? {} }
  return { detail: 'The import broke off; the log says why', fields: {} }
}

/** A name without a path or anything a shell or file system minds. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return (
    last
      .replace(/[^\p{L}\p{N}._ -]+/gu, '_')
      .replace(/^\.+/, '')
      .slice(-100) || 'file'
  )
}
