import { basename, resolve } from 'node:path'
import { invalid } from '../../../pipelines/errors.ts'
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

type Progress = (progress: { read: number; accepted: number }) => void

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
    const progress = io.terminal.err ? progressOn(io) : null
    const importing = args.map((file, i) =>
      pegel.importFile({
        path: resolve(io.cwd, file),
        source: source[i] ?? source[0] ?? '',
        ...(mapping === undefined ? {} : { mappingPath: resolve(io.cwd, mapping) }),
        dryRun: dryRun === true,
        signal: io.signal,
        ...(progress === null ? {} : { onProgress: progress() }),
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

/** Shows how far all files together are; gives what each of them reports to. */
function progressOn(io: Io): () => Progress {
  const began = Date.now()
  const files: { read: number; accepted: number }[] = []
  let shown = 0
  const show = () => {
    const now = Date.now()
    if (now - shown < 100) return
    shown = now
    const read = files.reduce((sum, file) => sum + file.read, 0)
    const accepted = files.reduce((sum, file) => sum + file.accepted, 0)
    const rate = Math.round(read / Math.max(0.001, (now - began) / 1000))
    io.err(`\r\u001b[K${read} read, ${accepted} accepted, ${rate}/s`)
  }
  return () => {
    const file = { read: 0, accepted: 0 }
    files.push(file)
    return (progress) => {
      Object.assign(file, progress)
      show()
    }
  }
}
