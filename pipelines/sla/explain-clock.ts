/** Why a clock says what it says: every stretch that counted, was paused or was closed, from start to stop. */
import type { Engine } from '../engine/port.ts'
import { notFound } from '../errors.ts'
import type { Model } from '../models/model.ts'
import { clockQuery } from './clock-query.ts'

export type StretchKind = 'counted' | 'paused' | 'closed'

export interface ClockStretch {
  kind: StretchKind
  from: string
  to: string
  /** Seconds that passed; only those of counted stretches add up to the elapsed time. */
  seconds: number
  status: string
  team: string | null
  calendar: string
  calendarVersion: number
}

export interface ExplainedClock {
  ticketKey: string
  target: string
  cycle: number
  policy: string
  policyVersion: number
  priority: string
  calendar: string
  calendarVersion: number
  startedAt: string
  dueAt: string | null
  stoppedAt: string | null
  breachedAt: string | null
  state: string
  /** Seconds, all by the calendars that applied. */
  targetS: number
  elapsedS: number
  pausedS: number
  /** Null once stopped. */
  remainingS: number | null
  stretches: ClockStretch[]
}

export interface ExplainInput {
  /** Ticket key or id. */
  ticket: string
  target?: string
  cycle?: number
}

/**
 * The clocks of one ticket in the order of their starts, running ones up to `asOf`. Counted stretches add up to
 * `elapsedS` exactly. Throws `not_found` for a ticket, target or cycle that is not there.
 */
export async function explainClocks(
  context: { engine: Engine; models: readonly Model[]; asOf: string },
  { ticket, target, cycle }: ExplainInput,
): Promise<ExplainedClock[]> {
  const [found] = await context.engine.rows<{ ticket_no: string | number }>(
    `select ticket_no from ticket where ticket_key = $1 or ticket_id = $1
     order by ticket_key = $1 desc, ticket_key limit 1`,
    [ticket],
  )
  if (!found) throw notFound(`there is no ticket ${ticket}`)
  const { sql, values } = clockQuery(
    {
      models: context.models,
      asOf: context.asOf,
      tickets: (params) => `ticket_no = ${params.add(String(found.ticket_no))}::ubigint`,
    },
    () => PIECES,
  )
  const clocks = new Map<string, ExplainedClock>()
  for (const row of await context.engine.rows<Piece>(sql, values)) {
    if (target !== undefined && row.target !== target) continue
    if (cycle !== undefined && row.cycle !== cycle) continue
    const key = `${row.target} ${row.cycle}`
    const clock = clocks.get(key) ?? explained(row)
    clocks.set(key, clock)
    addPiece(clock.stretches, row)
  }
  if (clocks.size === 0 && target !== undefined) {
    throw notFound(
      `ticket ${ticket} has no clock ${[target, cycle].filter((one) => one !== undefined).join(' ')}`,
    )
  }
  return [...clocks.values()].map(summed)
}

/** Stretches cut where their calendar opens and closes; around the clock nothing closes. */
const PIECES = `
  select
    sla_clock.*, status_interval.status as stretch_status, status_interval.team as stretch_team, clock_stretch.is_paused,
    piece.calendar as stretch_calendar, piece.calendar_version as stretch_calendar_version,
    coalesce(calendar_stretch.is_open, true) as is_open,
    greatest(clock_stretch.from_at, coalesce(calendar_stretch.from_at, clock_stretch.from_at)) as from_at,
    least(clock_stretch.to_at, coalesce(calendar_stretch.to_at, clock_stretch.to_at)) as to_at
  from sla_clock
  inner join clock_stretch
    on clock_stretch.ticket_no = sla_clock.ticket_no
    and clock_stretch.clock_no =
      sla_clock.cycle * 4 + case sla_clock.target when 'first_response' then 0 when 'next_response' then 1 else 2 end
    and (sla_clock.stopped_at is null or clock_stretch.from_at < sla_clock.stopped_at
      or clock_stretch.from_at = sla_clock.started_at)
  inner join status_interval
    on status_interval.ticket_no = clock_stretch.ticket_no
    and status_interval.from_at = clock_stretch.interval_at
  left join calendar_stretch
    on calendar_stretch.calendar_no = clock_stretch.calendar_no
    and calendar_stretch.from_at <= clock_stretch.to_at
    and calendar_stretch.to_at > clock_stretch.from_at
    and calendar_stretch.day between cast(clock_stretch.from_at as date) and cast(clock_stretch.to_at as date)
  inner join calendar_version as piece on piece.calendar_no = clock_stretch.calendar_no
  order by sla_clock.started_at, sla_clock.target, sla_clock.cycle, clock_stretch.from_at, from_at`

type Piece = {
  ticket_key: string
  target: string
  cycle: number
  policy: string
  policy_version: number
  priority: string
  calendar: string
  calendar_version: number
  started_at: string
  due_at: string | null
  stopped_at: string | null
  breached_at: string | null
  state: string
  target_s: number
  stretch_status: string
  stretch_team: string | null
  is_paused: boolean
  stretch_calendar: string
  stretch_calendar_version: number
  is_open: boolean
  from_at: string
  to_at: string
}

function explained(row: Piece): ExplainedClock {
  return {
    ticketKey: row.ticket_key,
    target: row.target,
    cycle: row.cycle,
    policy: row.policy,
    policyVersion: row.policy_version,
    priority: row.priority,
    calendar: row.calendar,
    calendarVersion: row.calendar_version,
    startedAt: row.started_at,
    dueAt: row.due_at,
    stoppedAt: row.stopped_at,
    breachedAt: row.breached_at,
    state: row.state,
    targetS: row.target_s,
    elapsedS: 0,
    pausedS: 0,
    remainingS: null,
    stretches: [],
  }
}

/** Puts a piece behind the others, joining it to the last where only a midnight or an assignee lies between. */
function addPiece(stretches: ClockStretch[], row: Piece): void {
  const seconds = (Date.parse(row.to_at) - Date.parse(row.from_at)) / 1000
  if (seconds <= 0) return
  const next: ClockStretch = {
    kind: !row.is_open ? 'closed' : row.is_paused ? 'paused' : 'counted',
    from: row.from_at,
    to: row.to_at,
    seconds,
    status: row.stretch_status,
    team: row.stretch_team,
    calendar: row.stretch_calendar,
    calendarVersion: row.stretch_calendar_version,
  }
  const last = stretches.at(-1)
  const joins =
    last !== undefined &&
    last.to === next.from &&
    last.kind === next.kind &&
    last.status === next.status &&
    last.team === next.team &&
    last.calendar === next.calendar
  if (!joins) stretches.push(next)
  else {
    last.to = next.to
    last.seconds += next.seconds
  }
}

function summed(clock: ExplainedClock): ExplainedClock {
  const of = (kind: StretchKind) =>
    clock.stretches
      .filter((one) => one.kind === kind)
      .reduce((sum, one) => sum + Math.round(one.seconds * 1000), 0) / 1000
  const elapsedS = of('counted')
  const remainingS = clock.stoppedAt === null ? (clock.targetS * 1000 - elapsedS * 1000) / 1000 : null
  return { ...clock, elapsedS, pausedS: of('paused'), remainingS }
}
