import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { invalid } from '../../../pipelines/errors.ts'
import { bucketOf } from '../../../pipelines/forecast/backtest.ts'
import { calendarDays } from '../../../pipelines/forecast/calendar-days.ts'
import { type FileCalendar, readCalendarFile } from '../../../pipelines/forecast/calendar-file.ts'
import { type Forecast, forecast } from '../../../pipelines/forecast/forecast.ts'
import { type ReadFile, type ReadSeries, readSeries } from '../../../pipelines/forecast/read-series.ts'
import { warningText } from '../../../pipelines/forecast/warning.ts'
import { instantText } from '../../../pipelines/instant-text.ts'
import type { PlainCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import type { Format } from '../print/format.ts'
import { rowPrinter } from '../print/rows.ts'

interface ForecastOptions {
  format?: Format
  input: string
  horizon: number
  tz?: string
  calendar?: string
  intervals: number[]
  step?: number
  explain?: boolean
}

const DAY_MS = 86_400_000

/** `forecast --input FILE.csv --horizon 672`: what comes next of each series, with its quantiles. */
export const forecastCommand: PlainCommand<ForecastOptions> = {
  name: 'forecast',
  summary: 'forecasts series of a CSV file (time,value[,series]) with intervals',
  needs: 'nothing',
  define(command) {
    command
      .requiredOption('--input <file>', 'CSV with a header: time, value and perhaps series')
      .requiredOption(
        '--horizon <intervals>',
        'how many intervals ahead, up to a year; closed ones count',
        intervals,
      )
      .option('--tz <zone>', "zone of the series' days, and of times without an offset; UTC unless told")
      .option('--calendar <file>', 'YAML: business hours and holidays as a calendar has them, and `events`')
      .option('--intervals <percents>', 'prediction intervals', percents, [80, 90])
      .option('--step <minutes>', '15, 30, 60 or day: sums finer intervals up', step)
      .option('--explain', "adds the members' weights and what the back-test showed at that lead time")
  },
  async run({ options }, io) {
    const calendar = options.calendar
      ? readCalendarFile(await readFile(resolve(io.cwd, options.calendar), 'utf8'))
      : null
    const zone = options.tz ?? calendar?.zone ?? 'UTC'
    const text = await readFile(resolve(io.cwd, options.input), 'utf8')
    const file = readSeries(text, knownZone(zone), options.step ?? null)
    for (const line of notesOf(file)) io.err(`pegel: ${line}\n`)
    const shares = sharesOf(options.intervals)
    const columns = ['series', 'time', 'mean', ...shares.map(nameOf), 'open']
    if (options.explain) columns.push('members', 'weights', 'backtest_wape', 'backtest_bias')
    const printer = rowPrinter(io, options.format ?? (io.terminal.out ? 'table' : 'json'), columns)
    for (const series of file.series) {
      io.signal.throwIfAborted()
      const said = forecastOf(series, file.stepMinutes, zone, calendar, options.horizon, shares)
      report(io, series.name, said, options.explain === true)
      await printer.rows(rowsOf(series.name, said, shares, options.explain === true))
    }
    await printer.end()
    return file.rejected.size > 0 ? EXIT.finding : EXIT.done
  },
}

function forecastOf(
  { times, values }: ReadSeries,
  stepMinutes: number,
  zone: string,
  calendar: FileCalendar | null,
  horizon: number,
  quantiles: readonly number[],
): Forecast {
  const [first, last] = [times[0] as number, times[times.length - 1] as number]
  const ahead = Math.ceil((horizon * stepMinutes) / 1440) + 2
  const days =
    calendar &&
    calendarDays(
      calendar.calendar,
      Math.floor(first / DAY_MS) - 1,
      Math.floor(last / DAY_MS) + ahead,
      stepMinutes,
    )
  const special = new Map([...(days?.special ?? []), ...(calendar?.events ?? [])])
  return forecast({
    times,
    values,
    stepMinutes,
    zone,
    horizon,
    quantiles,
    special,
    ...(days && calendar?.hasHours ? { open: days.open } : {}),
  })
}

function rowsOf(series: string | null, said: Forecast, shares: readonly number[], explain: boolean) {
  const { members, backtest } = said.explanation
  const stepMs = said.times.length > 1 ? (said.times[1] as number) - (said.times[0] as number) : DAY_MS
  const names = members.map(({ name }) => name)
  return Array.from(said.times, (ms, i) => {
    const row: Record<string, unknown> = {
      series,
      time: instantText(ms),
      mean: rounded(said.mean[i] as number),
      open: said.open[i] === 1,
    }
    shares.forEach((share, q) => {
      row[nameOf(share)] = rounded((said.quantiles[q] as Float64Array)[i] as number)
    })
    if (!explain) return row
    const bucket = bucketOf(Math.floor((i * stepMs) / DAY_MS))
    return {
      ...row,
      members: names,
      weights: members.map(({ weights }) => rounded(weights[bucket] as number)),
      backtest_wape: rounded(backtest[bucket]?.wape ?? null),
      backtest_bias: rounded(backtest[bucket]?.bias ?? null),
    }
  })
}

/** Warnings, and with `--explain` the reasons, in words on standard error. */
function report(io: Io, series: string | null, { warnings, explanation }: Forecast, explain: boolean): void {
  const whose = series === null ? '' : `${series}: `
  for (const warning of warnings) io.err(`pegel: ${whose}${warningText(warning)}\n`)
  if (!explain) return
  const percent = (share: number | null | undefined) =>
    share == null ? '–' : `${(100 * share).toFixed(2)} %`
  const { season, trend, effects, backtest, eightWeekAverage, poissonFloor, days } = explanation
  io.err(
    `pegel: ${whose}${days} days of history; the day explains ${percent(season.daily)} of the variance, the week ${percent(season.weekly)} more; of the level between days the month explains ${percent(season.monthly)}, the season ${percent(season.annual)}; the last two weeks are at ${percent(trend)} of the eight before\n`,
  )
  for (const { class: name, days: n, ratio } of effects)
    io.err(`pegel: ${whose}${name}: ${n} days in the record, at ${percent(ratio)} of a usual one\n`)
  io.err(
    `pegel: ${whose}back-test error on day 1 ${percent(backtest[0]?.wape)}, to day 7 ${percent(backtest[1]?.wape)}, to day 14 ${percent(backtest[2]?.wape)}; the 8-week average ${eightWeekAverage.slice(0, 3).map(percent).join(', ')}; chance alone ${percent(poissonFloor)}\n`,
  )
}

function notesOf({ rejected, duplicates }: ReadFile): string[] {
  const notes = [...rejected].map(([reason, n]) => `${n} rows are left out: ${REASONS[reason] ?? reason}`)
  if (duplicates > 0) notes.push(`${duplicates} times stand twice: the last value holds`)
  return notes
}

const REASONS: Record<string, string> = {
  'no time': 'their time cannot be read',
  'no number': 'their value is no number',
  negative: 'their value is negative',
}

/** The quantiles that the intervals need, the median, and always 5, 10, 90 and 95 %. */
function sharesOf(percents: readonly number[]): number[] {
  const shares = [0.05, 0.1, 0.5, 0.9, 0.95, ...percents.flatMap((p) => [0.5 - p / 200, 0.5 + p / 200])]
  return [...new Set(shares.map((share) => Math.round(share * 1e4) / 1e4))].sort((a, b) => a - b)
}

/** `p05`, `p97_5`. */
const nameOf = (share: number): string => {
  const [whole = '', part] = String(Math.round(share * 1e4) / 100).split('.')
  return `p${whole.padStart(2, '0')}${part ? `_${part}` : ''}`
}

const rounded = (value: number | null): number | null =>
  value === null ? null : Number(value.toPrecision(6))

function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) && zone
  } catch {
    throw invalid(`--tz ${zone} is not an IANA time zone`)
  }
}

function intervals(text: string): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1 || n > 366 * 288)
    throw new InvalidArgumentError('It must be a whole number from 1 to a year.')
  return n
}

function percents(text: string): number[] {
  const found = text.split(',').map(Number)
  if (found.some((one) => !(one > 0 && one < 100)))
    throw new InvalidArgumentError('Percents between 0 and 100, as 80,90.')
  return found
}

function step(text: string): number {
  if (text === 'day') return 1440
  if (['15', '30', '60'].includes(text)) return Number(text)
  throw new InvalidArgumentError('It must be 15, 30, 60 or day.')
}
