import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { diffConfig } from '../../../pipelines/config/verbs/diff.ts'
import { exportConfig } from '../../../pipelines/config/verbs/export-yaml.ts'
import { configHistory } from '../../../pipelines/config/verbs/history.ts'
import { importConfig } from '../../../pipelines/config/verbs/import-yaml.ts'
import { restoreConfig } from '../../../pipelines/config/verbs/restore.ts'
import { PegelError } from '../../../pipelines/errors.ts'
import { AUTHOR } from '../../author.ts'
import type { EngineCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { type PrintableRow, printOne, rowPrinter } from '../print/rows.ts'

interface Printed {
  format?: Format
}

const exportCommand: EngineCommand<Printed & { dated?: boolean }> = {
  name: 'config export',
  summary: 'write everything in force as YAML',
  needs: 'engine',
  define(command) {
    command
      .argument('[file]', 'standard output unless told')
      .option('--dated', 'with the instant from which each holds')
  },
  async run(pegel, { args, options }, io) {
    const text = await exportConfig(pegel, options)
    if (args[0] === undefined) await io.out(text)
    else await writeFile(resolve(io.cwd, args[0]), text)
    return EXIT.done
  },
}

const importCommand: EngineCommand<Printed & { dryRun?: boolean }> = {
  name: 'config import',
  summary: 'state what a YAML file says, all of it or nothing',
  needs: 'engine',
  creates: true,
  define(command) {
    command.argument('<file>', 'as config export writes it').option('--dry-run', 'say what would change')
  },
  async run(pegel, { args, options }, io) {
    const yaml = await readFile(resolve(io.cwd, args[0] ?? ''), 'utf8')
    return refusable(io, async () => {
      const { rows, clocksChanged } = await importConfig(pegel, {
        yaml,
        dryRun: options.dryRun,
        author: AUTHOR,
      })
      const changed = rows.filter((row) => row.action !== 'unchanged')
      const [backdated] = changed.filter((row) => row.backdated)
      if (backdated) {
        io.err(`${backdated.kind} ${backdated.id} and what depends on it change in the past too\n`)
        if (!options.dryRun) io.err(`${clocksChanged} clocks of the past changed\n`)
      }
      await print(
        io,
        options,
        ['kind', 'id', 'action', 'version', 'valid_from', 'backdated', 'changes'],
        rows.map(({ validFrom, ...row }) => ({ ...row, valid_from: validFrom })),
      )
    })
  },
}

const historyCommand: EngineCommand<Printed> = {
  name: 'config history',
  summary: 'every version of one thing, the latest first',
  needs: 'engine',
  define(command) {
    command.argument('<kind>').argument('<id>')
  },
  async run(pegel, { args: [kind = '', id = ''], options }, io) {
    const versions = await configHistory(pegel, { kind, id })
    const rows = versions.map(({ validFrom, recordedAt, ...rest }) => ({
      ...rest,
      valid_from: validFrom,
      recorded_at: recordedAt,
    }))
    await print(
      io,
      options,
      ['version', 'state', 'valid_from', 'recorded_at', 'author', 'note', 'body'],
      rows,
    )
    return EXIT.done
  },
}

const diffCommand: EngineCommand<Printed & { from?: number; to?: number }> = {
  name: 'config diff',
  summary: 'the fields in which two versions differ: the last two unless told',
  needs: 'engine',
  define(command) {
    command
      .argument('<kind>')
      .argument('<id>')
      .option('--from <version>', 'the earlier version', versionNumber)
      .option('--to <version>', 'the later version', versionNumber)
  },
  async run(pegel, { args: [kind = '', id = ''], options: { format, ...range } }, io) {
    const { changes } = await diffConfig(pegel, { kind, id, ...range })
    await print(
      io,
      { format },
      ['field', 'before', 'after'],
      changes.map((one) => ({ ...one })),
    )
    return EXIT.done
  },
}

const restoreCommand: EngineCommand<Printed> = {
  name: 'config restore',
  summary: 'state an earlier version anew, from now on',
  needs: 'engine',
  define(command) {
    command.argument('<kind>').argument('<id>').argument('<version>', 'the version to restore', versionNumber)
  },
  async run(pegel, { args: [kind = '', id = '', version = ''], options }, io) {
    return refusable(io, async () => {
      const record = await restoreConfig(pegel, { kind, id, version: versionNumber(version), author: AUTHOR })
      const { validFrom, recordedAt: recorded_at, author, note, body, clocksChanged } = record
      if (clocksChanged > 0) io.err(`${clocksChanged} clocks of the past changed\n`)
      await printOne(io, formatFor(options.format, io), {
        kind,
        id,
        version: record.version,
        valid_from: validFrom,
        recorded_at,
        author,
        note,
        body,
      })
    })
  },
}

export const configCommands: readonly EngineCommand[] = [
  exportCommand,
  importCommand,
  historyCommand,
  diffCommand,
  restoreCommand,
]

/** What the store refuses is a finding about the file, told field by field. */
async function refusable(io: Io, work: () => Promise<void>): Promise<number> {
  try {
    await work()
    return EXIT.done
  } catch (error) {
    const fields = error instanceof PegelError && error.code === 'invalid' ? Object.entries(error.fields) : []
    if (fields.length === 0) throw error
    for (const [field, why] of fields) io.err(`${field}: ${why}\n`)
    return EXIT.finding
  }
}

async function print(
  io: Io,
  options: { format?: Format | undefined },
  columns: readonly string[],
  rows: readonly PrintableRow[],
): Promise<void> {
  const printer = rowPrinter(io, formatFor(options.format, io), columns)
  await printer.rows(rows)
  await printer.end()
}

function versionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above zero.')
  return Number(text)
}
