import { Command, CommanderError, Option, type OutputConfiguration } from 'commander'
import { PegelError } from '../../pipelines/errors.ts'
import { describeError } from '../log.ts'
import type { AnyCommand } from './command.ts'
import { EXIT, type Io } from './io.ts'
import { FORMATS } from './print/format.ts'

/** Called with the command that the arguments name, once they are parsed. */
export type Run = (command: AnyCommand, args: readonly string[], options: Options) => Promise<number>

export type Options = Record<string, unknown> & { data?: string }

/**
 * Parses `argv` (without node and script) against `commands` and runs the one it names.
 * Resolves with the exit code; says on standard error what was wrong.
 */
export async function runProgram(
  commands: readonly AnyCommand[],
  argv: readonly string[],
  version: string,
  io: Io,
  run: Run,
): Promise<number> {
  let code: number = EXIT.done
  let pending: Promise<void> = Promise.resolve()
  const say = {
    writeOut(text: string) {
      pending = io.out(text)
    },
    writeErr: (text: string) => io.err(text),
  }
  const program = new Command('pegel').version(version).exitOverride().configureOutput(say)
  program.description('Support analytics for teams that answer on WhatsApp and a helpdesk')
  program.addOption(dataOption())
  for (const command of commands) {
    const sub = place(program, command.name, say).summary(command.summary).description(command.summary)
    sub.exitOverride().configureOutput(say).addOption(dataOption())
    sub.addOption(
      new Option('--format <format>', 'how to print; table in a terminal, json elsewhere').choices(FORMATS),
    )
    command.define?.(sub)
    sub.action(async () => {
      code = await run(command, sub.args, { ...program.opts(), ...sub.opts() })
    })
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
    await pending
    return code
  } catch (error) {
    await pending
    return explain(error, io)
  }
}

/** Adds a command; a name of two words belongs to the group that the first one names. */
function place(program: Command, name: string, say: OutputConfiguration): Command {
  const [first = '', second] = name.split(' ')
  if (second === undefined) return program.command(first)
  const group =
    program.commands.find((one) => one.name() === first) ??
    program.command(first).exitOverride().configureOutput(say)
  return group.command(second)
}

const dataOption = () => new Option('--data <folder>', 'the data folder (PEGEL_DATA, else ./data)')

/** What failed, in a sentence on standard error, and the exit code that stands for it. */
export function explain(error: unknown, io: Pick<Io, 'err' | 'signal'>): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  if (io.signal.aborted) return 130
  if (error instanceof PegelError) {
    io.err(`pegel: ${error.message}\n`)
    return error.code === 'invalid' || error.code === 'not_found' ? EXIT.usage : EXIT.failed
  }
  if (isFileError(error)) {
    io.err(`pegel: ${error.message}\n`)
    return error.code === 'ENOENT' || error.code === 'EISDIR' ? EXIT.usage : EXIT.failed
  }
  const { code, detail, frames } = describeError(error)
  io.err(`pegel: ${code}: ${error instanceof Error ? error.message : detail}\n${frames?.join('\n') ?? ''}\n`)
  return EXIT.failed
}

/** What the operating system says of a path or the disk is clear enough without our frames. */
function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'path' in error
}
