import type { Pegel } from '../../../pipelines/pegel.ts'
import { runForwarded } from '../../../server/cli/engine-commands.ts'

export interface Ran {
  code: number
  out: string
  err: string
}

/** Runs a command line on an open folder, as the server does for the terminal. */
export async function runOn(
  pegel: Pegel,
  argv: readonly string[],
  options: { cwd?: string; input?: string | Uint8Array } = {},
): Promise<Ran> {
  let out = ''
  let err = ''
  const code = await runForwarded(pegel, argv, {
    cwd: options.cwd ?? pegel.dataDir,
    async out(text) {
      out += text
    },
    err(text) {
      err += text
    },
    async *input() {
      yield Buffer.from(options.input ?? '')
    },
    terminal: { out: false, err: false },
    signal: new AbortController().signal,
  })
  return { code, out, err }
}
