/** A statement's result as a Parquet file, which the engine writes to its temporary folder and which is then read in pieces. */
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { executeColumns } from './execute.ts'
import { quoted, type SqlValue } from './port.ts'

/** Writes the file and returns its path. Only statements that read are taken. */
export async function writeParquet(
  connection: DuckDBConnection,
  folder: string,
  sql: string,
  params: readonly SqlValue[],
  about: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string> {
  const path = join(folder, `export-${randomUUID()}.parquet`)
  const entries = Object.entries(about).map(([key, value]) => `${quoted(key)}: ${quoted(value)}`)
  const metadata = entries.length === 0 ? '' : `, kv_metadata {${entries.join(', ')}}`
  const copy = `copy (select * from (${sql}) as result) to ${quoted(path)} (format parquet, compression zstd${metadata})`
  try {
    await executeColumns(connection, copy, params, signal, false)
    return path
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** The file's bytes; it is gone when they are read, or nobody reads on. */
export async function* readAndRemove(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: 1 << 18 })) yield bytes as Uint8Array
  } finally {
    await rm(path, { force: true })
  }
}
