import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { PegelError, unavailable } from '../../pipelines/errors.ts'
import { readBeacon } from '../command/beacon.ts'
import { forward } from '../command/forward.ts'
import type { EngineCommand } from './command.ts'
import { runOn } from './engine-commands.ts'
import type { Io } from './io.ts'
import type { Options } from './program.ts'

/** How long to wait for another command or a starting server to be reachable or gone. */
const PATIENCE_MS = 15_000
const TRY_MS = 100

/**
 * Runs a command on a data folder: through the server that has it open, else by opening it here. A folder that another
 * command holds is waited for.
 */
export async function runOnFolder(
  dataDir: string,
  command: EngineCommand,
  argv: readonly string[],
  args: readonly string[],
  options: Options,
  io: Io,
): Promise<number> {
  if (!command.creates && !existsSync(dataDir)) throw unavailable(`There is no data folder ${dataDir}`)
  const onNotice = ({ message }: { message: string }) => io.err(`pegel: ${message}\n`)
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const beacon = readBeacon(dataDir)
    const code = beacon && (await forward(beacon, argv, command.readsInput === true, io))
    if (code !== null) return code
    const { openPegel } = await import('../../pipelines/pegel.ts')
    const pegel = await openPegel({ dataDir, background: false, onNotice }).catch((error: unknown) => {
      const held = error instanceof PegelError && error.code === 'conflict'
      if (held && Date.now() < until) return null
      throw error
    })
    if (pegel === null) {
      await setTimeout(TRY_MS, undefined, { signal: io.signal })
      continue
    }
    try {
      return await runOn(pegel, command, args, options, io)
    } finally {
      await pegel.close()
    }
  }
}
