import type { Engine, Writer } from '../engine/port.ts'
import { type BusinessCase, durationMs } from './business-case.ts'
import { instantLookup, openMsLookup } from './lookups.ts'
import type { PreparedCalendar } from './prepare-cases.ts'
import { STRETCH_TABLES, stretchRows } from './stretch-tables.ts'

/** Open intervals whose stretches are in the tables at a time. */
const INTERVALS_AT_ONCE = 500_000
const TIMEOUT_MS = 600_000

/** Elapsed milliseconds, or the due instant in Unix milliseconds, of every case; its tables are gone afterwards. */
export async function answerInSql(
  engine: Engine,
  calendars: readonly PreparedCalendar[],
): Promise<Map<BusinessCase, number>> {
  const found = new Map<BusinessCase, number>()
  let batch: PreparedCalendar[] = []
  let intervals = 0
  const flush = async () => {
    for (const [one, ms] of await engine.write((tx) => answerBatch(tx, batch))) found.set(one, ms)
    batch = []
    intervals = 0
  }
  for (const calendar of calendars) {
    batch.push(calendar)
    intervals += calendar.compiled.intervals.length
    if (intervals >= INTERVALS_AT_ONCE) await flush()
  }
  if (batch.length > 0) await flush()
  return found
}

const CASE_TABLE =
  '(case_no integer, calendar_no integer, from_at timestamp, to_at timestamp, duration_ms bigint, mode varchar)'
const TABLES = { ...STRETCH_TABLES, business_case: CASE_TABLE }

async function answerBatch(
  tx: Writer,
  calendars: readonly PreparedCalendar[],
): Promise<[BusinessCase, number][]> {
  for (const [name, columns] of Object.entries(TABLES)) await tx.run(`create temp table ${name} ${columns}`)
  const rows = stretchRows(calendars.map(({ compiled }, no) => [no, compiled]))
  for (const [name, batch] of Object.entries(rows)) await tx.append(name, batch)
  const asked = calendars.flatMap(({ cases }, calendarNo) => cases.map((one) => ({ one, calendarNo })))
  await tx.append('business_case', [
    asked.map((_, no) => no),
    asked.map(({ calendarNo }) => calendarNo),
    asked.map(({ one }) => one.from),
    asked.map(({ one }) => (one.kind === 'elapsed' ? one.to : null)),
    asked.map(({ one }) => (one.kind === 'deadline' ? durationMs(one) : null)),
    asked.map(({ one }) => (one.kind === 'deadline' ? one.mode : null)),
  ])
  const answers = await tx.rows<{ case_no: number; ms: number | null }>(SQL, [], { timeoutMs: TIMEOUT_MS })
  for (const name of Object.keys(TABLES)) await tx.run(`drop table ${name}`)
  return answers.map(({ case_no, ms }) => {
    const { one } = asked[case_no] as (typeof asked)[number]
    if (ms === null) throw new Error(`Case ${one.id} lies outside its compiled calendar`)
    return [one, ms]
  })
}

const before = openMsLookup('opened', 'business_case.calendar_no', 'business_case.from_at')
const until = openMsLookup('ended', 'business_case.calendar_no', 'business_case.to_at')
const closing = instantLookup('closing', 'measured.calendar_no', 'measured.due_open_ms', 'close')
const opening = instantLookup('opening', 'measured.calendar_no', 'measured.due_open_ms', 'next_open')

const SQL = `
with

measured as (
    select
        business_case.*,
        ${before.value} + duration_ms as due_open_ms,
        greatest(0, ${until.value} - ${before.value}) as elapsed_ms
    from business_case
    ${before.join}
    ${until.join}
)

select
    case_no,
    case
        when measured.mode is null then elapsed_ms
        when measured.mode = 'next_open' then epoch_ms(${opening.value})
        when measured.duration_ms = 0 then epoch_ms(measured.from_at)
        else epoch_ms(${closing.value})
    end as ms
from measured
${closing.join}
${opening.join}`
