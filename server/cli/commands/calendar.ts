import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Argument, InvalidArgumentError } from 'commander'
import { stringify } from 'yaml'
import { publicHolidays, unknownPlace } from '../../../pipelines/calendars/holidays.ts'
import { holidaysOfIcal } from '../../../pipelines/calendars/ical.ts'
import { invalid } from '../../../pipelines/errors.ts'
import type { PlainCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import type { Format } from '../print/format.ts'
import { rowPrinter } from '../print/rows.ts'

interface CalendarOptions {
  format?: Format
  country?: string
  region?: string
  year?: number
  from?: number
  to?: number
}

/** Years that a repeated event is written out for unless told. */
const YEARS = 3

/** `calendar holidays --country DE`, `calendar import FILE.ics`: entries for the `holidays` of a calendar. */
export const calendarCommand: PlainCommand<CalendarOptions> = {
  name: 'calendar',
  summary: "entries for a calendar's holidays: public ones by country, or those of an iCalendar file",
  needs: 'nothing',
  define(command) {
    command
      .addArgument(new Argument('<what>', 'holidays or import').choices(['holidays', 'import']))
      .argument('[file]', 'iCalendar file to import')
      .option('--country <code>', 'holidays: ISO 3166 code, as DE')
      .option('--region <code>', 'holidays: state, or state and region, as HH or BY-A')
      .option('--year <year>', 'holidays: this year unless told', year)
      .option('--from <year>', 'import: first year of repeated events; this year unless told', year)
      .option('--to <year>', `import: last year of repeated events; ${YEARS} years in all unless told`, year)
  },
  run({ args: [what, file], options }, io) {
    return what === 'import' ? importFile(io, file, options) : listHolidays(io, options)
  },
}

async function listHolidays(io: Io, { country, region, year, format }: CalendarOptions): Promise<number> {
  if (country === undefined) throw invalid('calendar holidays needs --country')
  const unknown = unknownPlace(country, region)
  if (unknown) throw invalid(`--${unknown.field}: ${unknown.message}`)
  const asked = year ?? thisYear()
  const days = publicHolidays(country, region, asked, asked)
  if (days.some(({ fromMinute }) => fromMinute > 0)) {
    io.err('pegel: half holidays are listed as whole ones; public_holidays closes from their hour on\n')
  }
  await print(io, format, days)
  return EXIT.done
}

async function importFile(
  io: Io,
  file: string | undefined,
  { from, to, format }: CalendarOptions,
): Promise<number> {
  if (file === undefined) throw invalid('calendar import needs a file')
  const first = from ?? (to === undefined ? thisYear() : Math.min(thisYear(), to))
  const last = to ?? Math.min(2199, first + YEARS - 1)
  if (last < first) throw invalid('--to lies before --from')
  const { holidays, leftOut } = holidaysOfIcal(await readFile(resolve(io.cwd, file)), first, last)
  for (const line of leftOut) io.err(`pegel: left out: ${line}\n`)
  if (holidays.length === 0) throw invalid('The file has no all-day events that close a calendar')
  await print(io, format, holidays)
  return EXIT.done
}

/** YAML to paste unless another form is asked for. */
async function print(
  io: Io,
  format: Format | undefined,
  days: readonly { date: string; name: string }[],
): Promise<void> {
  const holidays = days.map(({ date, name }) => ({ date, name }))
  // Dates in quotes, for readers of YAML that would make timestamps of them.
  if (format === undefined) return io.out(stringify({ holidays }, { compat: 'yaml-1.1', lineWidth: 0 }))
  const printer = rowPrinter(io, format, ['date', 'name'])
  await printer.rows(holidays)
  await printer.end()
}

const thisYear = () => new Date().getUTCFullYear()

function year(text: string): number {
  if (!/^(19[7-9]\d|2[01]\d\d)$/.test(text))
    throw new InvalidArgumentError('It must be a year from 1970 to 2199.')
  return Number(text)
}
