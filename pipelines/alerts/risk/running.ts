/** Clocks that ran within a stretch of time, with how much of their time was left at any instant of it. */
import type { Reader } from '../../engine/port.ts'
import type { Catalog } from '../../metrics/catalog.ts'
import { Params } from '../../metrics/params.ts'
import { filterSql } from '../../metrics/predicate.ts'
import type { Filter } from '../../metrics/types.ts'
import type { Kind } from './curve.ts'

export interface RunningClock extends Kind {
  ticketKey: string
  cycle: number
  startedMs: number
  dueMs: number
  /** When it was over: stopped or due. */
  endMs: number
  targetS: number
  /** Dimensions of the fact. */
  labels: Readonly<Record<string, string | null>>
  /** Business seconds until due at an instant while it runs. */
  leftS(atMs: number): number
}

interface Input {
  fromMs: number
  toMs: number
  targets: readonly string[] | undefined
  filters: readonly Filter[]
  /** Dimensions wanted in `labels`. */
  by: readonly string[]
}

/**
 * Clocks that run, and are not due yet, at some instant of `[fromMs, toMs]`. A clock that was paused later is read with the
 * due instant that it had in the end; one that is paused now is not at risk.
 */
export async function runningClocks(
  context: { engine: Reader; catalog: Catalog },
  { fromMs, toMs, targets, filters, by }: Input,
): Promise<RunningClock[]> {
  const params = new Params()
  const place = { fact: 'sla_clock' as const, instant: 'started_at', segments: [] }
  const conditions = [
    'not removed',
    'due_at is not null',
    'target_s > 0',
    '(stopped_at is not null or not is_paused_now)',
    `started_at <= ${params.instant(toMs)}`,
    `due_at > ${params.instant(fromMs)}`,
    `(stopped_at is null or stopped_at > ${params.instant(fromMs)})`,
    ...(targets ? [`target in (${targets.map((one) => params.add(one)).join(', ')})`] : []),
    ...filterSql(context.catalog, filters, place, params),
  ]
  const columns = by.map(
    (id, i) => `${context.catalog.dimensions.get(id)?.columns.sla_clock ?? 'null'} as d${i}`,
  )
  const rows = await context.engine.rows<ClockRow>(
    `select ticket_key, target, cast(cycle as integer) as cycle, team, priority, channel, target_s, due_calendar_no,
       epoch_ms(started_at) as started_ms, epoch_ms(due_at) as due_ms, epoch_ms(stopped_at) as stopped_ms
       ${columns.map((one) => `, ${one}`).join('')}
     from sla_clock where ${conditions.join(' and ')}
     order by due_at, ticket_key, target, cycle`,
    params.values,
    { timeoutMs: 60_000 },
  )
  const positionOf = await readPositions(context.engine, rows, toMs)
  return rows.map((row) => {
    const position = positionOf(row.due_calendar_no)
    const dueAt = position(row.due_ms)
    return {
      ticketKey: row.ticket_key,
      target: row.target,
      cycle: row.cycle,
      team: row.team,
      priority: row.priority,
      channel: row.channel,
      startedMs: row.started_ms,
      dueMs: row.due_ms,
      endMs: Math.min(row.due_ms, row.stopped_ms ?? row.due_ms),
      targetS: row.target_s,
      labels: Object.fromEntries(by.map((id, i) => [id, (row[`d${i}`] as string | null) ?? null])),
      leftS: (atMs) => Math.max(0, dueAt - position(atMs)) / 1000,
    }
  })
}

type ClockRow = {
  ticket_key: string
  target: string
  cycle: number
  team: string | null
  priority: string | null
  channel: string | null
  target_s: number
  due_calendar_no: number
  started_ms: number
  due_ms: number
  stopped_ms: number | null
  [dimension: `d${number}`]: string | null
}

type Position = (atMs: number) => number
const AROUND_THE_CLOCK = 0

/** Open milliseconds of a calendar before an instant, from its stretches; instants outside count as the nearest inside. */
async function readPositions(
  reader: Reader,
  rows: readonly ClockRow[],
  toMs: number,
): Promise<(calendar: number) => Position> {
  const wanted = [...new Set(rows.map((row) => row.due_calendar_no))].filter((no) => no !== AROUND_THE_CLOCK)
  const first = rows.reduce((least, row) => Math.min(least, row.started_ms), toMs)
  const last = rows.reduce((most, row) => Math.max(most, row.due_ms), toMs)
  const stretches = wanted.length === 0 ? [] : await readStretches(reader, wanted, first, last)
  const byCalendar = new Map(wanted.map((no) => [no, stretches.filter((one) => one.no === no)]))
  return (calendar) => {
    if (calendar === AROUND_THE_CLOCK) return (atMs) => atMs
    const list = byCalendar.get(calendar) ?? []
    return (atMs) => positionIn(list, atMs)
  }
}

interface Stretch {
  no: number
  fromMs: number
  openMs: number
  isOpen: boolean
}

async function readStretches(
  reader: Reader,
  calendars: readonly number[],
  fromMs: number,
  toMs: number,
): Promise<Stretch[]> {
  const rows = await reader.rows<{ no: number; from_ms: number; open_ms: number; is_open: boolean }>(
    `select calendar_no as no, epoch_ms(from_at) as from_ms, open_ms_before as open_ms, is_open from calendar_stretch
     where calendar_no in (${calendars.map((_, i) => `$${i + 3}`).join(', ')})
       and day >= cast(make_timestamp($1::bigint) as date) and day <= cast(make_timestamp($2::bigint) as date)
     order by calendar_no, from_at`,
    [fromMs * 1000, toMs * 1000, ...calendars],
  )
  return rows.map(({ no, from_ms, open_ms, is_open }) => ({
    no,
    fromMs: from_ms,
    openMs: open_ms,
    isOpen: is_open,
  }))
}

function positionIn(stretches: readonly Stretch[], atMs: number): number {
  let low = 0
  let high = stretches.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((stretches[middle]?.fromMs ?? 0) <= atMs) low = middle
    else high = middle - 1
  }
  const stretch = stretches[low]
  if (!stretch) return 0
  return stretch.openMs + (stretch.isOpen ? Math.max(0, atMs - stretch.fromMs) : 0)
}
