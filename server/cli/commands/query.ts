import { Option } from 'commander'
import { query } from '../../../pipelines/metrics/query.ts'
import type {
  Bins,
  Comparison,
  Filter,
  Grain,
  QueryInput,
  QueryResult,
} from '../../../pipelines/metrics/types.ts'
import type { EngineCommand } from '../command.ts'
import { collectFilter, count, names } from '../filters.ts'
import { EXIT } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { type PrintableRow, rowPrinter } from '../print/rows.ts'

interface QueryOptions {
  format?: Format
  metrics: string[]
  by?: string[]
  grain?: Grain
  from?: string
  to?: string
  tz?: string
  filter?: readonly Filter[]
  compare?: Comparison
  limit?: number
  bins?: Bins
}

/** `query --metrics a,b`: time, dimensions, then each metric with its n. */
export const queryCommand: EngineCommand<QueryOptions> = {
  name: 'query',
  summary: 'figures from the catalog, by dimension and time',
  needs: 'engine',
  define(command) {
    command
      .requiredOption('--metrics <a,b>', 'metric ids', names)
      .option('--by <d1,d2>', 'dimension ids', names)
      .addOption(new Option('--grain <grain>', 'buckets of time').choices(['hour', 'day', 'week', 'month']))
      .option('--from <time>', 'instant or local date, inclusive')
      .option('--to <time>', 'instant or local date, exclusive')
      .option('--tz <zone>', 'IANA zone of buckets and local dates; UTC unless told')
      .option('--filter <dimension=values>', 'team=Billing,Sales; != excludes; repeatable', collectFilter)
      .addOption(new Option('--compare <to>', 'the same for an earlier range').choices(['previous', 'year']))
      .option('--bins <log|a,b,…>', 'cut one duration by its length too: log, or edges in seconds', binEdges)
      .option('--limit <rows>', 'rows at most, the highest first metric first', count)
  },
  async run(pegel, { options }, io) {
    const { format, filter, ...rest } = options
    const input: QueryInput = filter ? { ...rest, filters: filter } : rest
    const result = await query(pegel, input, { signal: io.signal })
    const printer = rowPrinter(
      io,
      formatFor(format, io),
      result.columns.map((column) => column.name),
    )
    await printer.rows(rowsOf(result))
    await printer.end()
    return EXIT.done
  },
}

function binEdges(text: string): Bins {
  return text === 'log' ? text : text.split(',').map(Number)
}

function rowsOf(result: QueryResult): PrintableRow[] {
  return Array.from({ length: result.rowCount }, (_, row) =>
    Object.fromEntries(result.columns.map(({ name }) => [name, result.data[name]?.[row] ?? null])),
  )
}
