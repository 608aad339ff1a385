import { shownColumns } from '../../../pipelines/metrics/facts.ts'
import type { Filter } from '../../../pipelines/metrics/types.ts'
import type { FactName } from '../../../pipelines/pegel.ts'
import type { EngineCommand } from '../command.ts'
import { collectFilter, names } from '../filters.ts'
import { EXIT } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { rowPrinter } from '../print/rows.ts'

interface FactOptions {
  format?: Format
  filter?: readonly Filter[]
  from?: string
  to?: string
  tz?: string
  ids?: string[]
}

/** `tickets`, `responses`, …: every column of the fact, in the order of the fact's keys. */
export const factCommands: readonly EngineCommand<FactOptions>[] = [
  factCommand('tickets', 'ticket', 'one row per ticket'),
  factCommand('responses', 'response', 'one row per turn of a customer'),
  factCommand('sla-clocks', 'sla_clock', 'one row per ticket, target and cycle'),
  factCommand('status-intervals', 'status_interval', 'one row per stretch of one status, team and assignee'),
  factCommand('ratings', 'rating', 'one row per answered survey'),
]

function factCommand(name: string, fact: FactName, summary: string): EngineCommand<FactOptions> {
  return {
    name,
    summary,
    needs: 'engine',
    define(command) {
      command
        .option('--filter <dimension=values>', 'team=Billing,Sales; != excludes; repeatable', collectFilter)
        .option('--from <time>', 'instant or local date, inclusive')
        .option('--to <time>', 'instant or local date, exclusive')
        .option('--tz <zone>', 'IANA zone of local dates; UTC unless told')
        .option('--ids <a,b>', 'ticket ids or keys', names)
    },
    async run(pegel, { options }, io) {
      const { format, filter, ...range } = options
      const printer = rowPrinter(io, formatFor(format, io), shownColumns(fact))
      for await (const batch of pegel.facts(fact, filter ? { ...range, filters: filter } : range)) {
        io.signal.throwIfAborted()
        await printer.rows(batch)
      }
      await printer.end()
      return EXIT.done
    },
  }
}
