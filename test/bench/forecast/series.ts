import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A record of half-hours, and what its bench needs to know of it. */
export interface Series {
  name: string
  zone: string
  times: Float64Array
  values: Float64Array
  holidays: ReadonlySet<number>
}

const HALF_HOUR = 1_800_000
const DAY = 86_400_000

/** Calls at a bank by five minutes, summed to half-hours. */
export function bankCalls(folder: string): Series {
  const sums = new Map<number, number>()
  for (const [time = '', calls] of rows(folder, 'bank_calls.csv')) {
    const ms = Date.parse(`${time}Z`)
    const start = ms - (ms % HALF_HOUR)
    sums.set(start, (sums.get(start) ?? 0) + Number(calls))
  }
  const times = Float64Array.from(sums.keys()).sort()
  return {
    name: 'bank_calls',
    zone: 'UTC',
    times,
    values: times.map((ms) => sums.get(ms) ?? 0),
    holidays: new Set(),
  }
}

/** Half-hourly load without times: twelve weeks that begin on a Monday. */
export function taylor(folder: string): Series {
  const values = Float64Array.from(rows(folder, 'taylor.csv'), ([demand]) => Number(demand))
  const times = values.map((_, i) => Date.UTC(2000, 5, 5) + i * HALF_HOUR)
  return { name: 'taylor', zone: 'UTC', times, values, holidays: new Set() }
}

/** Three years of half-hourly load in Melbourne; the temperature is left aside, as nobody has it ahead. */
export function vicElec(folder: string): Series {
  const all = rows(folder, 'vic_elec.csv')
  const holidays = all.filter((row) => row[4] === 'TRUE').map((row) => Date.parse(`${row[3]}T00:00Z`) / DAY)
  return {
    name: 'vic_elec',
    zone: 'Australia/Melbourne',
    times: Float64Array.from(all, ([time = '']) => Date.parse(`${time.slice(0, -2)}:${time.slice(-2)}`)),
    values: Float64Array.from(all, (row) => Number(row[1])),
    holidays: new Set(holidays),
  }
}

function rows(folder: string, file: string): string[][] {
  const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => line.split(','))
}
