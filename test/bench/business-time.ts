import { calendarSchema } from '../../pipelines/calendars/calendar.ts'
import { compileCalendar } from '../../pipelines/calendars/compile.ts'
import { elapsedMs } from '../../pipelines/calendars/elapsed.ts'
import { openMsLookup } from '../../pipelines/calendars/lookups.ts'
import { STRETCH_TABLES, stretchRows } from '../../pipelines/calendars/stretch-tables.ts'
import { withScratchEngine } from '../../pipelines/open-scratch.ts'
import { type Bench, median } from './figure.ts'
import { scale } from './sample.ts'

const PAIRS = 5_000_000 * scale
const RUNS = 5
const FROM = '2024-01-01'
const TO = '2026-12-31'
const COMPILE = { from: '2022-01-01', to: '2026-12-31', runs: 31 }

const split: [string, string][] = [
  ['08:30', '12:00'],
  ['13:00', '17:30'],
]
const night: [string, string][] = [
  ['00:00', '06:00'],
  ['22:00', '24:00'],
]
const weekOf = (hours: [string, string][]) => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours })
const calendars = [
  { zone: 'Europe/Berlin', week: weekOf([['08:00', '18:00']]), public_holidays: { country: 'DE' } },
  { zone: 'America/New_York', week: weekOf(split), public_holidays: { country: 'US' } },
  { zone: 'Asia/Kolkata', week: { ...weekOf(night), sat: night, sun: night } },
  { zone: 'Australia/Lord_Howe', week: weekOf(split) },
].map((one) => calendarSchema.parse(one))

/** Random pairs up to two weeks apart over three years, in four calendars that share the tables. */
export const businessTimeBench: Bench = {
  name: 'business-time',
  about: `business time between ${PAIRS.toLocaleString('en-US')} pairs of instants, in memory`,
  async run() {
    const compiled = calendars.map((calendar) => compileCalendar(calendar, FROM, TO))
    const times = calendars.map((calendar) => {
      const runs = Array.from({ length: COMPILE.runs }, () => {
        const began = performance.now()
        compileCalendar(calendar, COMPILE.from, COMPILE.to)
        return performance.now() - began
      })
      return median(runs)
    })
    const { seconds, sum } = await withScratchEngine(async (engine) => {
      await engine.maintain(async (tx) => {
        for (const [table, columns] of Object.entries(STRETCH_TABLES))
          await tx.run(`create table ${table} ${columns}`)
        for (const [table, batch] of Object.entries(stretchRows(compiled.entries())))
          await tx.append(table, batch)
        await tx.run(
          `create table pair as
           select
             cast(pair_no % $1 as integer) as calendar_no,
             make_timestamp(from_ms * 1000) as from_at,
             make_timestamp((from_ms + cast(hash(pair_no, 2) % (14 * 86400000) as bigint)) * 1000) as to_at
           from (
             select range as pair_no, $2 + cast(hash(range, 1) % $3 as bigint) as from_ms from range($4)
           )`,
          [calendars.length, FIRST, LAST - FIRST, PAIRS],
        )
      })
      const from = openMsLookup('asked', 'pair.calendar_no', 'pair.from_at')
      const to = openMsLookup('answered', 'pair.calendar_no', 'pair.to_at')
      const sql = `select sum(greatest(0, ${to.value} - ${from.value}))::bigint as ms, count(${to.value} - ${from.value}) as n
        from pair ${from.join} ${to.join}`
      const seconds: number[] = []
      let sum: Row = { ms: 0, n: 0 }
      for (let run = 0; run < RUNS; run++) {
        const began = performance.now()
        sum = (await engine.rows<Row>(sql, [], { timeoutMs: 120_000 }))[0] as Row
        seconds.push((performance.now() - began) / 1000)
      }
      return { seconds, sum }
    })
    if (sum.n !== PAIRS) throw new Error(`${sum.n} of ${PAIRS} pairs were found`)
    return [
      {
        what: 'differences in SQL',
        value: PAIRS / median(seconds),
        unit: 'per s',
        runs: RUNS,
        wanted: { at: 'least', value: 2_000_000 },
      },
      { what: 'differences in TypeScript', value: inTypeScript(compiled), unit: 'per s', runs: 1 },
      {
        what: 'five years of a calendar compiled, the slowest of four',
        value: Math.max(...times),
        unit: 'ms',
        runs: COMPILE.runs,
        wanted: { at: 'most', value: 50 },
      },
    ]
  },
}

type Row = { ms: number; n: number }

const DAY_MS = 86_400_000
const FIRST = Date.parse(FROM) + DAY_MS
const LAST = Date.parse(TO) - 15 * DAY_MS

function inTypeScript(compiled: readonly ReturnType<typeof compileCalendar>[]): number {
  const pairs = Math.min(PAIRS, 1_000_000)
  const began = performance.now()
  for (let pair = 0; pair < pairs; pair++) {
    const from = FIRST + ((pair * 7_919_777_777) % (LAST - FIRST))
    const calendar = compiled[pair % compiled.length]
    if (calendar) elapsedMs(calendar, from, from + ((pair * 104_729_003) % (14 * DAY_MS)))
  }
  return pairs / ((performance.now() - began) / 1000)
}
