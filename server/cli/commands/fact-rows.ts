import { shownColumns } from '../../../pipelines/metrics/facts.ts'
import type { Filter } from '../../../pipelines/metrics/types.ts'
import type { FactName, FactsInput, Pegel } from '../../../pipelines/pegel.ts'
import type { ExplainedClock } from '../../../pipelines/sla/explain-clock.ts'
import type { EngineCommand } from '../command.ts'
import { collectFilter, names } from '../filters.ts'
import { EXIT, type Io } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { type PrintableRow, rowPrinter } from '../print/rows.ts'

interface FactOptions {
  explain?: boolean
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
      if (fact === 'sla_clock') command.option('--explain', 'each stretch that counted, was paused or closed')
    },
    async run(pegel, { options }, io) {
      const { format, filter, explain, ...range } = options
      if (explain) return explainFacts(pegel, filter ? { ...range, filters: filter } : range, format, io)
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

const STRETCH_COLUMNS = [
  'ticket_key',
  'target',
  'cycle',
  'policy',
  'policy_version',
  'state',
  'target_s',
  'elapsed_s',
  'due_at',
  'kind',
  'from_at',
  'to_at',
  'seconds',
  'status',
  'team',
  'calendar',
  'calendar_version',
]

/** One row per stretch of each clock that the filters let through; the counted ones add up to its elapsed seconds. */
async function explainFacts(
  pegel: Pegel,
  input: FactsInput,
  format: Format | undefined,
  io: Io,
): Promise<number> {
  const printer = rowPrinter(io, formatFor(format, io), STRETCH_COLUMNS)
  let ticket: string | null = null
  let explained: ExplainedClock[] = []
  for await (const batch of pegel.facts('sla_clock', input)) {
    for (const { ticket_key, target, cycle } of batch) {
      io.signal.throwIfAborted()
      if (ticket !== ticket_key) {
        ticket = String(ticket_key)
        explained = await pegel.explainClocks({ ticket })
      }
      const clock = explained.find((one) => one.target === target && one.cycle === cycle)
      if (clock) await printer.rows(stretchRows(clock))
    }
  }
  await printer.end()
  return EXIT.done
}

function stretchRows(clock: ExplainedClock): PrintableRow[] {
  const own = {
    ticket_key: clock.ticketKey,
    target: clock.target,
    cycle: clock.cycle,
    policy: clock.policy,
    policy_version: clock.policyVersion,
    state: clock.state,
    target_s: clock.targetS,
    elapsed_s: clock.elapsedS,
    due_at: clock.dueAt,
  }
  // A clock that stops where it starts has none.
  if (clock.stretches.length === 0) return [own]
  return clock.stretches.map((one) => ({
    ...own,
    kind: one.kind,
    from_at: one.from,
    to_at: one.to,
    seconds: one.seconds,
    status: one.status,
    team: one.team,
    calendar: one.calendar,
    calendar_version: one.calendarVersion,
  }))
}
