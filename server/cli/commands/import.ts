import { resolve } from 'node:path'
import type { EngineCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { printOne } from '../print/rows.ts'

interface ImportOptions {
  format?: Format
  source: string
  mapping?: string
  dryRun?: boolean
}

/** `import FILE --source NAME`: exit 1 when rows were rejected. */
export const importCommand: EngineCommand<ImportOptions> = {
  name: 'import',
  summary: 'read a file of events or rows: CSV, JSONL or Parquet, gzip too',
  needs: 'engine',
  creates: true,
  define(command) {
    command
      .argument('<file>', 'CSV, JSONL, Parquet, Singer or Airbyte records')
      .requiredOption('--source <name>', 'name that the events carry')
      .option('--mapping <file>', 'how columns become events (YAML)')
      .option('--dry-run', 'read and check everything, store nothing')
  },
  async run(pegel, { args, options }, io) {
    const result = await pegel.importFile({
      path: resolve(io.cwd, args[0] ?? ''),
      source: options.source,
      ...(options.mapping === undefined ? {} : { mappingPath: resolve(io.cwd, options.mapping) }),
      dryRun: options.dryRun === true,
      signal: io.signal,
      ...(io.terminal.err ? { onProgress: progressOn(io) } : {}),
    })
    if (io.terminal.err) io.err('\r\u001b[K')
    if (result.rejected > 0) {
      io.err(`${result.rejected} rows were rejected${result.rejectsFile ? `: ${result.rejectsFile}` : ''}\n`)
    }
    await printOne(io, formatFor(options.format, io), { ...result })
    return result.rejected > 0 ? EXIT.finding : EXIT.done
  },
}

function progressOn(io: Io): (progress: { read: number; accepted: number }) => void {
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
