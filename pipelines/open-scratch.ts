import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEngine } from './engine/open.ts'
import type { Engine } from './engine/port.ts'

/** An engine in memory without a data folder, for work that ends with the command: closed and cleared away after it. */
export async function withScratchEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const tempDirectory = await mkdtemp(join(tmpdir(), 'pegel-scratch-'))
  try {
    const engine = await openEngine({ path: ':memory:', tempDirectory })
    try {
      return await work(engine)
    } finally {
      await engine.close()
    }
  } finally {
    await rm(tempDirectory, { recursive: true, force: true })
  }
}
