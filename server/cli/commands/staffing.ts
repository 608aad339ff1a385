import { resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { invalid } from '../../../pipelines/errors.ts'
import { instantText } from '../../../pipelines/instant-text.ts'
import { type Compared, compare } from '../../../pipelines/staffing/compare.ts'
import type { Demand } from '../../../pipelines/staffing/demand.ts'
import { type QueueCase, readStaffingFile } from '../../../pipelines/staffing/file/read.ts'
import type { PlainCommand } from '../command.ts'
import { EXIT } from '../io.ts'
import { type Format, formatFor } from '../print/format.ts'
import { type PrintableRow, rowPrinter } from '../print/rows.ts'

interface StaffingOptions {
  format?: Format
  input?: string
  simulate?: number
  seed?: number
  totals?: boolean
}

const INTERVAL_COLUMNS = [
  'scenario',
  'queue',
  'time',
  'contacts',
  'load',
  'agents',
  'rostered',
  'because',
  'service_level',
  'wait_s',
  'occupancy',
  'abandoned',
  'backlog',
  'planned',
  'gap',
  'planned_service_level',
  'planned_wait_s',
  'simulated_service_level',
  'simulated_wait_s',
]
const TOTAL_COLUMNS = [
  'scenario',
  'queue',
  'contacts',
  'hours',
  'peak',
  'service_level',
  'planned_hours',
  'short_hours',
  'over_hours',
  'planned_service_level',
  'planned_wait_s',
  'planned_abandoned',
  'simulated_service_level',
  'simulated_low',
  'simulated_high',
]

/** `staffing --input FILE.yml`: a row per scenario, queue and interval, or with `--totals` per scenario and queue. */
export const staffingCommand: PlainCommand<StaffingOptions> = {
  name: 'staffing',
  summary: 'people needed per interval for expected contacts, and what a plan or a scenario leads to',
  needs: 'nothing',
  define(command) {
    command
      .option('--input <file>', 'demand, targets and optionally a plan and scenarios, in YAML')
      .option('--simulate <runs>', 'replay the plan so many times', whole(10_000))
      .option('--seed <number>', 'of the simulation', whole(2 ** 31), 1)
      .option('--totals', 'one row per scenario and queue')
  },
  async run({ options }, io) {
    if (options.input === undefined) throw invalid('staffing needs --input')
    const { queues, scenarios } = await readStaffingFile(resolve(io.cwd, options.input))
    const printer = rowPrinter(
      io,
      formatFor(options.format, io),
      options.totals ? TOTAL_COLUMNS : INTERVAL_COLUMNS,
    )
    for (const queue of queues) {
      io.signal.throwIfAborted()
      const compared = await compare(queue.case, scenarios, {
        runs: options.simulate ?? 0,
        seed: options.seed ?? 1,
      })
      for (const one of compared) {
        const rows = options.totals ? [totalRow(queue.name, one)] : intervalRows(queue, one)
        await printer.rows(rows.map(rounded))
      }
    }
    await printer.end()
    return EXIT.done
  },
}

function intervalRows({ name, case: { demand }, isPlanned }: QueueCase, compared: Compared): PrintableRow[] {
  const showsPlan = isPlanned || compared.name !== 'base'
  return compared.intervals.map(({ contacts, need, planned, gap, withPlan, simulated }, i) => ({
    scenario: compared.name,
    queue: name,
    time: timeOf(demand, i),
    contacts,
    load: need.load,
    agents: need.agents,
    rostered: need.rostered,
    because: need.because.join('+') || null,
    service_level: need.serviceLevel,
    wait_s: finite(need.waitS),
    occupancy: need.occupancy,
    abandoned: need.abandoned,
    backlog: need.backlog,
    planned: showsPlan ? planned : null,
    gap: showsPlan ? gap : null,
    planned_service_level: showsPlan ? withPlan.serviceLevel : null,
    planned_wait_s: showsPlan ? finite(withPlan.waitS) : null,
    simulated_service_level: simulated?.serviceLevel ?? null,
    simulated_wait_s: simulated?.waitS ?? null,
  }))
}

function totalRow(queue: string, { name, total }: Compared): PrintableRow {
  const level = total.simulated?.serviceLevel ?? null
  return {
    scenario: name,
    queue,
    contacts: total.contacts,
    hours: total.hours,
    peak: total.peak,
    service_level: total.serviceLevel,
    planned_hours: total.plannedHours,
    short_hours: total.shortHours,
    over_hours: total.overHours,
    planned_service_level: total.plannedServiceLevel,
    planned_wait_s: finite(total.plannedWaitS),
    planned_abandoned: total.plannedAbandoned,
    simulated_service_level: level?.value ?? null,
    simulated_low: level ? finite(level.low) : null,
    simulated_high: level ? finite(level.high) : null,
  }
}

/** The instant, or the number of the interval where the file has no start. */
function timeOf({ start, stepS }: Demand, i: number): string | number {
  if (start === null) return i
  return instantText(Date.parse(start) + i * stepS * 1000)
}

const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null)

/** To six places: nobody plans finer, and columns can be read. */
const rounded = (row: PrintableRow): PrintableRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value,
    ]),
  )

function whole(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < 1 || value > most) {
      throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`)
    }
    return value
  }
}
