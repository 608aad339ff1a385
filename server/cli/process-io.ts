import { once } from 'node:events'
import type { Io } from './io.ts'

/** The terminal or pipe that this process was started in. */
export function processIo(signal: AbortSignal): Io {
  return {
    cwd: process.cwd(),
    async out(text) {
      if (!process.stdout.write(text)) await once(process.stdout, 'drain')
    },
    err(text) {
      process.stderr.write(text)
    },
    input: () => process.stdin,
    terminal: { out: process.stdout.isTTY === true, err: process.stderr.isTTY === true },
    signal,
  }
}
