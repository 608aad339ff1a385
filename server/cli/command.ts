import type { Command } from 'commander'
import type { Pegel } from '../../pipelines/pegel.ts'
import type { Io } from './io.ts'

interface Described {
  /** One word, or two for a command of a group: `config export`. */
  name: string
  summary: string
  /** Adds arguments and options; `--data` and `--format` are there already. */
  define?(command: Command): void
}

/** Parsed arguments and options as commander leaves them. */
export interface Parsed<O> {
  args: readonly string[]
  options: O
}

/** A command on an open data folder: runs in this process, or in the server that has the folder open. */
export interface EngineCommand<O = never> extends Described {
  needs: 'engine'
  /** Whether it may start a folder that is not there yet. */
  creates?: boolean
  readsInput?: boolean
  run(pegel: Pegel, parsed: Parsed<O>, io: Io): Promise<number>
}

/** A command that needs no open data folder. */
export interface PlainCommand<O = never> extends Described {
  needs: 'nothing'
  run(parsed: Parsed<O & { data: string }>, io: Io): Promise<number>
}

export type AnyCommand = EngineCommand | PlainCommand
