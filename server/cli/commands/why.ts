import { Option } from 'commander'
import { drivers } from '../../../pipelines/drivers/drivers.ts'
import type { DriversResult } from '../../../pipelines/drivers/types.ts'
import type { Comparison, Filter } from '../../../pipelines/metrics/types.ts'
import type { EngineCommand } from '../command.ts'
import { collectFilter, count, names } from '../filters.ts'
import { EXIT, type Io } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { type PrintableRow, rowPrinter } from '../print/rows.ts'

interface WhyOptions {
  metric: string
  format?: Format
  by?: string[]
  from?: string
  to?: string
  tz?: string
  filter?: readonly Filter[]
  compare?: Comparison
  againstFrom?: string
  againstTo?: string
  limit?: number
}

const COLUMNS = [
  'rank',
  'segment',
  'contribution',
  'share',
  'mix',
  'rate',
  'weight',
  'before',
  'before_n',
  'after',
  'after_n',
]

/** `why --metric sla_attainment`: the segments that explain its change; `--by team` all parts of one cut, which add up to it. */
export const whyCommand: EngineCommand<WhyOptions> = {
  name: 'why',
  summary: 'why a metric moved between two periods: the segments that explain it, mix apart from rate',
  needs: 'engine',
  define(command) {
    command
      .requiredOption('--metric <id>', 'metric id')
      .option('--by <d1,d2>', 'all parts of this cut instead of the ranking', names)
      .option('--from <time>', 'start of the period to explain, inclusive')
      .option('--to <time>', 'its end, exclusive')
      .option('--tz <zone>', 'IANA zone of local dates; UTC unless told')
      .option('--filter <dimension=values>', 'team=Billing,Sales; != excludes; repeatable', collectFilter)
      .addOption(new Option('--compare <to>', 'the period before').choices(['previous', 'year']))
      .option('--against-from <time>', 'the period before, named')
      .option('--against-to <time>', 'its end, exclusive')
      .option('--limit <rows>', 'ranked segments at most', count)
  },
  async run(pegel, { options }, io) {
    const { format, by, filter, againstFrom, againstTo, ...rest } = options
    const result = await drivers(
      pegel,
      {
        ...rest,
        ...(by ? { dimensions: by, pairs: by.length > 1 } : {}),
        ...(filter ? { filters: filter } : {}),
        ...(againstFrom && againstTo ? { against: { from: againstFrom, to: againstTo } } : {}),
      },
      { signal: io.signal },
    )
    await print(io, formatFor(format, io), by ? partsOf(result, by) : rankedOf(result))
    io.err(`${summaryOf(result)}\n`)
    return EXIT.done
  },
}

async function print(io: Io, format: Format, rows: readonly PrintableRow[]): Promise<void> {
  const printer = rowPrinter(io, format, COLUMNS)
  await printer.rows(rows)
  await printer.end()
}

function rankedOf({ ranked }: DriversResult): PrintableRow[] {
  return ranked.map((segment, index) => ({ rank: index + 1, ...rowOf(segment) }))
}

/** The cut by exactly these dimensions; what is not named is pooled. */
function partsOf({ cuts }: DriversResult, by: readonly string[]): PrintableRow[] {
  const cut = cuts.find((one) => one.by.length === by.length && one.by.every((id) => by.includes(id)))
  if (!cut) return []
  const pools = [
    ['further segments', cut.further],
    ['held back', cut.heldBack],
  ] as const
  return [
    ...cut.segments.map((segment, index) => ({ rank: index + 1, ...rowOf(segment) })),
    ...pools
      .filter(([, pool]) => pool.segments > 0)
      .map(([name, { segments, before, after, ...parts }]) => ({
        segment: `${segments} ${name}`,
        before_n: before,
        after_n: after,
        ...parts,
      })),
  ]
}

function rowOf({
  cell,
  before,
  after,
  contribution,
  share,
  mix,
  rate,
  weight,
}: DriversResult['ranked'][number]) {
  const segment = Object.entries(cell).map(([dimension, value]) => `${dimension}=${value ?? ''}`)
  return {
    segment: segment.join(' '),
    ...{ contribution, share, mix, rate, weight },
    ...{ before: before.value, before_n: before.n, after: after.value, after_n: after.n },
  }
}

function summaryOf({ metric, before, after, change, unexplained, held }: DriversResult): string {
  const figures = `${metric}: ${before.value} (n ${before.n}) → ${after.value} (n ${after.n})`
  if (unexplained) return `${figures}; not explained: ${unexplained.replaceAll('_', ' ')}`
  return `${figures}, change ${change}; ${held.segments} segments below n ${held.below} and ${held.withinChance} within chance are not ranked`
}
