import { resolve } from 'node:path'
import { VERSION } from '../paths.ts'
import type { AnyCommand, Parsed } from './command.ts'
import { businessTimeCommand } from './commands/business-time.ts'
import { calendarCommand } from './commands/calendar.ts'
import { dimensionsCommand, metricsCommand } from './commands/catalog.ts'
import { erlangCommand } from './commands/erlang.ts'
import { forecastCommand } from './commands/forecast.ts'
import { rosterCommand } from './commands/roster.ts'
import { serveCommand } from './commands/serve.ts'
import { staffingCommand } from './commands/staffing.ts'
import { engineCommands } from './engine-commands.ts'
import { runOnFolder } from './open-folder.ts'
import { processIo } from './process-io.ts'
import { runProgram } from './program.ts'

const commands: readonly AnyCommand[] = [
  serveCommand,
  ...engineCommands,
  metricsCommand,
  dimensionsCommand,
  businessTimeCommand,
  calendarCommand,
  forecastCommand,
  erlangCommand,
  staffingCommand,
  rosterCommand,
]
const argv = process.argv.slice(2)
const given = process.env.PEGEL_DATA || 'data'

/** A statement of the engine that does not listen is left behind after so long. */
const GIVE_UP_MS = 3_000

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const io = processIo(stop.signal)
const code = await runProgram(commands, argv, VERSION, io, (command, args, options) => {
  const data = resolve(options.data ?? given)
  if (command.needs === 'engine') {
    io.signal.addEventListener('abort', () => setTimeout(() => process.exit(130), GIVE_UP_MS).unref())
    return runOnFolder(data, command, argv, args, options, io)
  }
  return command.run({ args, options: { ...options, data } } as unknown as Parsed<never>, io)
})
process.stdout.write('', () => process.exit(code))
