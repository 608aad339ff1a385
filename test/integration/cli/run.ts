import type { Pegel } from '../../../pipelines/pegel.ts'
import type { PlainCommand } from '../../../server/cli/command.ts'
import { runForwarded } from '../../../server/cli/engine-commands.ts'
import type { Io } from '../../../server/cli/io.ts'
import { runProgram } from '../../../server/cli/program.ts'

export interface Ran {
  code: number
  out: string
  err: string
}

interface Surroundings {
  cwd?: string
  input?: string | Uint8Array
}

/** Runs a command line on an open folder, as the server does for the terminal. */
export function runOn(pegel: Pegel, argv: readonly string[], options: Surroundings = {}): Promise<Ran> {
  return recorded({ cwd: pegel.dataDir, ...options }, (io) => runForwarded(pegel, argv, io))
}

/** Runs a command line that needs no folder. */
export function runPlain(
  commands: readonly PlainCommand[],
  argv: readonly string[],
  options: Surroundings = {},
): Promise<Ran> {
  return recorded(options, (io) =>
    runProgram(commands, argv, '0.0.0', io, (command, args, parsed) =>
      (command as PlainCommand).run({ args, options: parsed } as never, io),
    ),
  )
}

async function recorded({ cwd = '/', input }: Surroundings, run: (io: Io) => Promise<number>): Promise<Ran> {
  let out = ''
  let err = ''
  const code = await run({
    cwd,
    async out(text) {
      out += text
    },
    err(text) {
      err += text
    },
    async *input() {
      yield Buffer.from(input ?? '')
    },
    terminal: { out: false, err: false },
    signal: new AbortController().signal,
  })
  return { code, out, err }
}
