import { PegelError } from '../../pipelines/errors.ts'
import type { Pegel } from '../../pipelines/pegel.ts'
import { VERSION } from '../paths.ts'
import type { AnyCommand, EngineCommand, Parsed } from './command.ts'
import { alertsTestCommand } from './commands/alerts.ts'
import { checkCommand } from './commands/check.ts'
import { configCommands } from './commands/config.ts'
import { factCommands } from './commands/fact-rows.ts'
import { importCommand } from './commands/import.ts'
import { ingestCommand } from './commands/ingest.ts'
import { queryCommand } from './commands/query.ts'
import { rebuildCommand } from './commands/rebuild.ts'
import { reportWeeklyCommand } from './commands/report.ts'
import { whyCommand } from './commands/why.ts'
import type { Io } from './io.ts'
import { type Options, runProgram } from './program.ts'

/** The commands that work on an open data folder. */
export const engineCommands: readonly EngineCommand[] = [
  importCommand,
  ingestCommand,
  queryCommand,
  whyCommand,
  ...factCommands,
  rebuildCommand,
  checkCommand,
  ...configCommands,
  alertsTestCommand,
  reportWeeklyCommand,
]

/** Runs one of them with what commander parsed. */
export function runOn(
  pegel: Pegel,
  command: EngineCommand,
  args: readonly string[],
  options: Options,
  io: Io,
): Promise<number> {
  const { data: _, ...own } = options
  return command.run(pegel, { args, options: own } as unknown as Parsed<never>, io)
}

/** What the server does with a command line that was handed to it: the same parse, on the folder it has open. */
export function runForwarded(pegel: Pegel, argv: readonly string[], io: Io): Promise<number> {
  return runProgram(engineCommands, argv, VERSION, io, (command: AnyCommand, args, options) => {
    if (command.needs !== 'engine')
      throw new PegelError('invalid', `${command.name} is not run by the server`)
    return runOn(pegel, command, args, options, io)
  })
}
