import { basename, resolve } from 'node:path'
import { invalid } from '../../../pipelines/errors.ts'
import { addingUp, type Progress } from '../../progress.ts'
import type { EngineCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { printOne, rowPrinter } from '../print/rows.ts'

interface ImportOptions {
  format?: Format
  source: readonly string[]
  mapping?: string
  dryRun?: boolean
}

/** `import FILE… --source NAME`: exit 1 when rows were rejected. Where a file is refused, the others are imported all the same. */
export const importCommand: EngineCommand<ImportOptions> = {
  name: 'import',
  summary: 'read files of events or rows: CSV, JSONL or Parquet, gzip too',
  needs: 'engine',
  creates: true,
  define(command) {
    command
      .argument('<file...>', 'CSV, JSONL, Parquet, Singer or Airbyte records')
      .requiredOption(
        '--source <name>',
        'name that the events carry; once for all files, or once for each in their order',
        (name: string, names: readonly string[] = []) => [...names, name],
      )
      .option('--mapping <file>', 'how columns become events (YAML)')
      .option('--dry-run', 'read and check everything, store nothing')
  },
  async run(pegel, { args, options }, io) {
    const { source, mapping, dryRun } = options
    if (source.length > 1 && source.length !== args.length) {
      throw invalid(`--source: once for all ${args.length} files, or once for each`)
    }
    const reporter = io.terminal.err ? addingUp(showOn(io)) : null
    const importing = args.map((file, i) =>
      pegel.importFile({
        path: resolve(io.cwd, file),
        source: source[i] ?? source[0] ?? '',
        ...(mapping === undefined ? {} : { mappingPath: resolve(io.cwd, mapping) }),
        dryRun: dryRun === true,
        signal: io.signal,
        ...(reporter === null ? {} : { onProgress: reporter() }),
      }),
    )
    const settled = await Promise.allSettled(importing)
    if (io.terminal.err) io.err('\r\u001b[K')
    const rows = settled.flatMap((one, i) =>
      one.status === 'fulfilled' ? [{ file: basename(args[i] ?? ''), ...one.value }] : [],
    )
    for (const { rejected, rejectsFile } of rows) {
      if (rejected > 0) io.err(`${rejected} rows were rejected${rejectsFile ? `: ${rejectsFile}` : ''}\n`)
    }
    const [first, ...others] = settled.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as Error] : [],
    )
    const format = formatFor(options.format, io)
    const [only] = rows
    if (only && args.length === 1) {
      const { file: _, ...result } = only
      await printOne(io, format, result)
    } else if (only) {
      const printer = rowPrinter(io, format, Object.keys(only))
      await printer.rows(rows)
      await printer.end()
    }
    for (const { message } of others) io.err(`${message}\n`)
    if (first) throw first
    return rows.some(({ rejected }) => rejected > 0) ? EXIT.finding : EXIT.done
  },
}

/** Shows how far all files together are. */
function showOn(io: Io): (all: Progress) => void {
  const began = Date.now()
  let shown = 0
  return ({ read, accepted }) => {
    const now = Date.now()
    if (now - shown < 100) return
    shown = now
    const rate = Math.round(read / Math.max(0.001, (now - began) / 1000))
    io.err(`\r\u001b[K${read} read, ${accepted} accepted, ${rate}/s`)
  }
}
