/** A forecast as the command `forecast` prints it: `series,time,mean,p05,p10,p50,p90,p95`. */
import { parse } from 'csv-parse/sync'
import { instantMs } from '../../calendars/days.ts'

export interface ForecastColumns {
  start: string
  stepS: number
  mean: number[]
  /** Level (`0.9`) → contacts. */
  quantiles: Record<string, number[]> | null
}

/** Rows of one series in order; `column` is what to staff for. Says what is wrong where it cannot be read. */
export function readForecast(
  text: string,
  series: string | null,
  column: string,
): ForecastColumns | { problem: string } {
  const rows = parse(text, { columns: true, skip_empty_lines: true, bom: true }) as Record<string, string>[]
  const names = new Set(rows.map((row) => row.series ?? ''))
  if (series === null && names.size > 1)
    return { problem: `name one series of ${[...names].slice(0, 5).join(', ')}` }
  const own = rows.filter((row) => series === null || row.series === series)
  if (own.length === 0) return { problem: series === null ? 'no rows' : `no series ${series}` }
  const times = own.map((row) => instantMs(row.time ?? ''))
  if (times.some((one) => one === null)) return { problem: 'a time is no instant' }
  const [first = 0, second = first + 1_800_000] = times as number[]
  const stepS = (second - first) / 1000
  if (!times.every((at, i) => at === first + i * stepS * 1000) || stepS < 60) {
    return { problem: 'times are not at one step' }
  }
  const values = (name: string) =>
    own.map((row) => (row[name] === '' || row[name] === undefined ? 0 : Number(row[name])))
  if (own[0]?.[column] === undefined) return { problem: `no column ${column}` }
  const mean = values(column)
  if (mean.some((value) => !(value >= 0))) return { problem: `${column} has what is no number of at least 0` }
  const levels = Object.keys(own[0] ?? {}).filter((name) => /^p\d\d$/.test(name))
  const quantiles = Object.fromEntries(levels.map((name) => [`0.${name.slice(1)}`, values(name)]))
  return {
    start: new Date(first).toISOString(),
    stepS,
    mean,
    quantiles: levels.length > 1 ? quantiles : null,
  }
}
