import { mkdir, statfs } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { dirname, resolve } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { quoted, quotedPath } from './port.ts'

export interface EngineOptions {
  /** File of the database, or `:memory:`. */
  path: string
  /** Threads of the engine where it works on all there is, the number of cores unless told; half of them otherwise. */
  threads?: number
  /** Such as `512MB`; half of the machine's memory unless told. The process needs more than that: the limit covers the engine's buffers only. */
  memoryLimit?: string
  /** Where sorts and joins spill to: up to half of what is free there on opening. */
  tempDirectory: string
  /** Reads at a time; the number of cores unless told. */
  readers?: number
  /** Milliseconds that the consumer of a stream may take over a batch before it loses its place; a minute unless told. */
  stallMs?: number
  /** Folders whose files statements may read and write, besides the database's own and `tempDirectory`. */
  allowedDirectories?: readonly string[]
  /** Called once when the engine has declared itself broken; every later call fails until it is reopened. */
  onFatal?: (error: Error) => void
}

/** Threads for what works on all there is, and for everything else: two that wait for each other over a few rows cost half as much again. */
export function threadsOf({ threads = availableParallelism() }: EngineOptions): {
  all: number
  usual: number
} {
  return { all: threads, usual: Math.max(1, threads >> 1) }
}

/** What the engine has to know before it opens the file. Makes the temporary folder. */
export async function openSettings(options: EngineOptions): Promise<Record<string, string>> {
  await mkdir(options.tempDirectory, { recursive: true })
  const disk = await statfs(options.tempDirectory)
  return {
    threads: String(threadsOf(options).usual),
    memory_limit: options.memoryLimit ?? `${Math.floor(totalmem() / 2 ** 21)}MiB`,
    temp_directory: resolve(options.tempDirectory),
    max_temp_directory_size: `${Math.floor((disk.bavail * disk.bsize) / 2 ** 21)}MiB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
    preserve_insertion_order: 'false',
    // Folding the log into the file holds up what comes in for a second: upkeep does it, not whoever writes the next 16 MB.
    // A log of this size is read again in ten seconds after a crash.
    checkpoint_threshold: '256MB',
  }
}

/** Fixes the zone to UTC and closes the file system but for the folders named; this cannot be undone while open. */
export async function confine(connection: DuckDBConnection, options: EngineOptions): Promise<void> {
  const own = options.path === ':memory:' ? [] : [dirname(resolve(options.path))]
  const folders = [...own, options.tempDirectory, ...(options.allowedDirectories ?? [])]
  // Patterns are held against them as they are written.
  const list = folders
    .map((folder) => resolve(folder))
    .flatMap((folder) => [quoted(folder), quotedPath(folder)])
    .join(', ')
  await connection.run(`set global TimeZone = 'UTC'`)
  // A third of the cost of writing goes into compressing texts that are read seldom and are keys for the most part. DuckDB
  // takes no notice of this one on opening.
  await connection.run(`set global disabled_compression_methods = 'fsst,dict_fsst'`)
  await connection.run(`set allowed_directories = [${list}]`)
  await connection.run('set enable_external_access = false')
}

/** Statements over a few rows spend a fiftieth of their time on lists of what could be measured of them. */
export async function measureNothing(connection: DuckDBConnection): Promise<void> {
  await connection.run(`set custom_profiling_settings = '{}'`)
  // The line before has switched it on.
  await connection.run('pragma disable_profiling')
}
