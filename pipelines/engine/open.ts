/** DuckDB behind the port: one instance a file, one writer, few readers, each on a connection of its own. */
import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { PegelError } from '../errors.ts'
import { DuckEngine } from './duck-engine.ts'
import { type Engine, WORKSHOP } from './port.ts'
import { confine, type EngineOptions, measureNothing, openSettings } from './settings.ts'

const open = new Set<string>()

/**
 * Opens a database file (made when absent) or `:memory:`. Throws `conflict` when this process has it open already,
 * and the engine's own error when the file is damaged or another process holds it; `openWithRecovery` handles the
 * former.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const key = keyOf(options.path)
  if (key !== null && open.has(key)) {
    throw new PegelError('conflict', `The database ${options.path} is already open in this process`)
  }
  if (key !== null) open.add(key)
  const forget = () => {
    if (key !== null) open.delete(key)
  }
  try {
    const instance = await DuckDBInstance.create(options.path, await openSettings(options))
    try {
      const writer = await instance.connect()
      await measureNothing(writer)
      await writer.run(`attach ':memory:' as ${WORKSHOP}`)
      await confine(writer, options)
      return new DuckEngine(instance, writer, options, forget)
    } catch (error) {
      instance.closeSync()
      throw error
    }
  } catch (error) {
    forget()
    throw error
  }
}

/** Two spellings of one file have one key; databases in memory have none. */
function keyOf(path: string): string | null {
  if (path === ':memory:') return null
  const full = resolve(path)
  return join(realpathSync(dirname(full)), basename(full))
}
