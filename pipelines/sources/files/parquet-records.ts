import { createWriteStream } from 'node:fs'
import { copyFile, link, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Engine, quotedPath, type Row } from '../../engine/port.ts'
import { invalid, PegelError } from '../../errors.ts'
import type { ByteFile } from './bytes.ts'

const DAY_MS = 86_400_000

export interface ParquetOptions {
  engine: Engine | undefined
  /**
   * A folder that the engine may read. With it, a file from elsewhere is linked (else copied) there while it is read;
   * without it the file is read where it lies, and a gzipped one is unpacked to the system's temporary folder.
   */
  tempDir?: string | undefined
  signal?: AbortSignal | undefined
}

export interface ParquetFile {
  columns: readonly string[]
  /** Batches of records with only the named columns; times without a zone are text without one. */
  records(columns: readonly string[]): AsyncGenerator<Row[]>
  /** Removes what was put aside. */
  close(): Promise<void>
}

/** Opens a Parquet file through the engine. Throws `invalid` when there is no engine or the file is damaged. */
export async function openParquet(file: ByteFile, options: ParquetOptions): Promise<ParquetFile> {
  const { engine, signal } = options
  if (!engine) throw invalid(`${file.name}: Parquet needs an engine`, { file: 'Parquet needs an engine' })
  const staged = file.gzip || options.tempDir !== undefined
  const folder = staged ? await mkdtemp(join(options.tempDir ?? tmpdir(), 'import-')) : null
  const close = async () => {
    if (folder) await rm(folder, { recursive: true, force: true })
  }
  const path = folder ? join(folder, 'file.parquet') : file.path
  const from = `read_parquet(${quotedPath(path)}, hive_partitioning = false)`
  const reading = { timeoutMs: DAY_MS, ...(signal && { signal }) }
  try {
    if (file.gzip) await pipeline(Readable.from(file.bytes()), createWriteStream(path))
    else if (folder) await link(file.path, path).catch(() => copyFile(file.path, path))
    const described = await engine.rows(`describe select * from ${from}`, [], reading)
    const types = new Map(described.map((row) => [String(row.column_name), String(row.column_type)]))
    return {
      columns: [...types.keys()],
      close,
      records: (columns) => stream(engine, selectOf(columns, types, from), reading, file.name),
    }
  } catch (cause) {
    await close()
    throw damaged(file.name, cause)
  }
}

async function* stream(
  engine: Engine,
  sql: string,
  reading: { timeoutMs: number; signal?: AbortSignal },
  name: string,
): AsyncGenerator<Row[]> {
  try {
    yield* engine.stream(sql, [], reading)
  } catch (cause) {
    throw damaged(name, cause)
  }
}

function selectOf(columns: readonly string[], types: ReadonlyMap<string, string>, from: string): string {
  const names = [
    ...new Set(columns.map((column) => (types.has(column) ? column : (column.split('.', 1)[0] ?? '')))),
  ]
  const selected = names.map((name) => {
    const column = `"${name.replaceAll('"', '""')}"`
    return needsText(types.get(name) ?? '') ? `cast(${column} as varchar) as ${column}` : column
  })
  return `select ${selected.join(', ')} from ${from}`
}

/** Wall times must not be taken for UTC, and decimals and wide integers must not be rounded. */
const needsText = (type: string): boolean => /^(TIMESTAMP(_S|_MS|_NS)?|DECIMAL.*|U?HUGEINT)$/.test(type)

function damaged(name: string, cause: unknown): unknown {
  if (cause instanceof PegelError || (cause as Error).name === 'AbortError') return cause
  const why = (cause as Error).message.split('\n', 1)[0] ?? ''
  return invalid(`${name} cannot be read as Parquet: ${why}`, { file: `not readable as Parquet: ${why}` })
}
