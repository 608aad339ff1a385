/** Series out of a CSV file: a time, a value, and where there are several, whose they are. */
import { DAY_MS, instantMs } from '../calendars/days.ts'
import { wallClock } from '../calendars/zone.ts'
import { invalid } from '../errors.ts'
import { csvCells } from '../sources/files/csv-cells.ts'
import { localClock } from './local-clock.ts'

export interface ReadSeries {
  /** Null in a file without a column for it. */
  name: string | null
  /** Starts of intervals in Unix milliseconds, ascending. */
  times: Float64Array
  values: Float64Array
}

export interface ReadFile {
  series: ReadSeries[]
  /** Minutes of an interval, by the distance between times that comes up most. */
  stepMinutes: number
  /** Rows that were left out, by reason. */
  rejected: Map<string, number>
  duplicates: number
}

const TIMES = ['time', 'datetime', 'timestamp', 'date', 'ds', 'interval', 'start']
const VALUES = ['value', 'values', 'count', 'contacts', 'calls', 'volume', 'arrivals', 'demand', 'y']
const STEPS = [5, 10, 15, 30, 60, 1440] as const

/**
 * Reads `text`; wall times without an offset are those of `zone`. `step` sums shorter intervals up to its minutes. Rows whose
 * value is no number from 0 are left out and counted. Throws `invalid` for a file without usable columns or rows.
 */
export function readSeries(text: string, zone: string, step: number | null): ReadFile {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  const [head = '', ...body] = lines
  const delimiter = [';', '\t'].find((one) => head.includes(one)) ?? ','
  const columns = columnsOf(cellsOf(head, delimiter))
  const read = new Map<string, { walls: { ms: number; wall: boolean }[]; values: number[] }>()
  const rejected = new Map<string, number>()
  for (const line of body) {
    const cells = cellsOf(line, delimiter)
    const value = numberOf(cells[columns.value] ?? '', delimiter)
    const time = timeOf(cells[columns.time] ?? '')
    const problem = time === null ? 'no time' : value === null ? 'no number' : value < 0 ? 'negative' : null
    if (problem !== null || time === null || value === null) {
      rejected.set(problem ?? '', (rejected.get(problem ?? '') ?? 0) + 1)
      continue
    }
    const name = columns.series === null ? '' : (cells[columns.series] ?? '')
    const one = read.get(name) ?? { walls: [], values: [] }
    read.set(name, one)
    one.walls.push(time)
    one.values.push(value)
  }
  if (read.size === 0) throw invalid('The file has no row with a time and a value of 0 or more')
  let duplicates = 0
  const series = [...read].map(([name, { walls, values }]) => {
    const placed = instants(walls, values, zone)
    duplicates += placed.duplicates
    return { name: columns.series === null ? null : name, ...placed }
  })
  const found = stepOf(series.map(({ times }) => times))
  const stepMinutes = step ?? found
  if (!STEPS.some((one) => one === stepMinutes)) {
    throw invalid(`Intervals of ${found} minutes: say --step 15, 30, 60 or day to sum them up`)
  }
  if (stepMinutes < found) throw invalid(`--step ${stepMinutes} is finer than the file's ${found} minutes`)
  return {
    series: series.map((one) => ({
      name: one.name,
      ...summedUp(one.times, one.values, zone, stepMinutes, found),
    })),
    stepMinutes,
    rejected,
    duplicates,
  }
}

function columnsOf(names: readonly string[]): { time: number; value: number; series: number | null } {
  const plain = names.map((name) => name.trim().toLowerCase())
  const at = (wanted: readonly string[]) => plain.findIndex((name) => wanted.includes(name))
  const time = at(TIMES)
  if (time === -1) throw invalid(`The file has no column for the time (one of ${TIMES.join(', ')})`)
  const named = at(VALUES)
  const value = named === -1 ? plain.findIndex((name, i) => i !== time && name !== 'series') : named
  if (value === -1) throw invalid('The file has no column for the value')
  const series = plain.indexOf('series')
  return { time, value, series: series === -1 ? null : series }
}

function cellsOf(line: string, delimiter: string): string[] {
  const cells = csvCells(line, delimiter)
  return typeof cells === 'string' ? [line] : cells
}

function numberOf(text: string, delimiter: string): number | null {
  const plain = delimiter === ';' ? text.trim().replace(',', '.') : text.trim()
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) && value <= MOST ? value : null
}

/** More than this is no count of anything. */
const MOST = 1e15

/** An instant, or a wall time as if it were UTC. */
function timeOf(text: string): { ms: number; wall: boolean } | null {
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text.trim(),
    )
  if (!parts) return null
  const [, date, time = '00:00', seconds = '00', offset] = parts
  const zone = offset === undefined || offset === 'Z' ? 'Z' : offset.replace(/^(...)(\d\d)$/, '$1:$2')
  const ms = instantMs(`${date}T${time}:${seconds}${zone}`)
  return ms === null ? null : { ms, wall: offset === undefined }
}

/** In order, each instant once: of a time that stands twice the second is the repeated hour's, else the last one holds. */
function instants(walls: readonly { ms: number; wall: boolean }[], values: readonly number[], zone: string) {
  const order = walls.map((_, i) => i).sort((a, b) => (walls[a]?.ms ?? 0) - (walls[b]?.ms ?? 0) || a - b)
  const firstMs = (walls[order[0] as number]?.ms ?? 0) - 2 * DAY_MS
  const lastMs = (walls[order.at(-1) as number]?.ms ?? 0) + 2 * DAY_MS
  const instantOf = wallClock(zone, firstMs, lastMs)
  const wallOf = localClock(zone, firstMs, lastMs)
  const placed = new Map<number, number>()
  let duplicates = 0
  for (const i of order) {
    const { ms, wall } = walls[i] as { ms: number; wall: boolean }
    let at = wall ? instantOf(ms) : ms
    if (placed.has(at)) {
      if (wall && wallOf(at + HOUR_MS) === ms && !placed.has(at + HOUR_MS)) at += HOUR_MS
      else duplicates += 1
    }
    placed.set(at, values[i] as number)
  }
  const times = Float64Array.from(placed.keys()).sort()
  return { times, values: times.map((ms) => placed.get(ms) as number), duplicates }
}

const HOUR_MS = 3_600_000

/** The distance in minutes that comes up most; a day for distances of about one. */
function stepOf(all: readonly Float64Array[]): number {
  const counts = new Map<number, number>()
  for (const times of all) {
    for (let i = 1; i < times.length; i++) {
      const minutes = ((times[i] as number) - (times[i - 1] as number)) / 60_000
      const step = minutes >= 1380 && minutes <= 1500 ? 1440 : minutes
      counts.set(step, (counts.get(step) ?? 0) + 1)
    }
  }
  const most = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]
  if (!most) throw invalid('The file has one time only: an interval needs two')
  return most[0]
}

/** Intervals of the wanted length by local time; parts that are missing against other days are taken to be as the rest. */
function summedUp(
  times: Float64Array,
  values: Float64Array,
  zone: string,
  stepMinutes: number,
  found: number,
): { times: Float64Array; values: Float64Array } {
  if (stepMinutes === found) return { times, values }
  const stepMs = stepMinutes * 60_000
  const wallOf = localClock(zone, times[0] as number, times[times.length - 1] as number)
  const starts: number[] = []
  const sums: number[] = []
  const parts: number[] = []
  let last = Number.NaN
  times.forEach((ms, i) => {
    const wall = wallOf(ms)
    const start = ms - (wall % stepMs)
    const place = stepMinutes === 1440 ? Math.floor(wall / DAY_MS) : start
    if (place !== last) {
      starts.push(start)
      sums.push(0)
      parts.push(0)
      last = place
    }
    const at = sums.length - 1
    sums[at] = (sums[at] as number) + (values[i] as number)
    parts[at] = (parts[at] as number) + 1
  })
  const placeOf = (start: number) =>
    stepMinutes === 1440 ? 0 : (((wallOf(start) % DAY_MS) + DAY_MS) % DAY_MS) / stepMs
  const whole = new Map<number, number>()
  starts.forEach((start, i) => {
    whole.set(placeOf(start), Math.max(parts[i] as number, whole.get(placeOf(start)) ?? 0))
  })
  return {
    times: Float64Array.from(starts),
    values: Float64Array.from(sums, (sum, i) =>
      stepMinutes === 1440
        ? sum
        : (sum * (whole.get(placeOf(starts[i] as number)) ?? 1)) / (parts[i] as number),
    ),
  }
}
