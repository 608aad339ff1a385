/** Promises that are running, the most urgent first. */
import { curvesAt } from '../alerts/risk/learn.ts'
import { type Lookup, openMsLookup } from '../calendars/lookups.ts'
import type { Engine } from '../engine/port.ts'
import type { Catalog } from '../metrics/catalog.ts'
import { Params } from '../metrics/params.ts'
import { filterSql } from '../metrics/predicate.ts'
import type { Filter } from '../metrics/types.ts'
import type { AtRiskRow } from '../pegel.ts'

const LIMIT = 200

/**
 * Running and overdue clocks that are not paused. With `withinS`, running ones due within that many seconds only.
 * Remaining time is in business seconds of the calendar, as of `asOf`; the probability of a breach is what became of
 * comparable clocks.
 */
export async function clocksAtRisk(
  context: { engine: Engine; catalog: Catalog; asOf: string },
  input: { withinS?: number; limit?: number; filters?: readonly Filter[] },
): Promise<AtRiskRow[]> {
  const params = new Params()
  const asOf = params.instant(Date.parse(context.asOf))
  const conditions = [
    `state in ('running', 'overdue')`,
    'due_at is not null',
    'not removed',
    'not is_paused_now',
    ...filterSql(
      context.catalog,
      input.filters ?? [],
      { fact: 'sla_clock', instant: 'started_at', segments: [] },
      params,
    ),
  ]
  if (input.withinS !== undefined) {
    conditions.push(
      `due_at >= ${asOf}`,
      `due_at < ${asOf} + to_seconds(${params.add(input.withinS)}::double)`,
    )
  }
  const late = openMsLookup('late', 'running.due_calendar_no', 'running.later')
  const early = openMsLookup('early', 'running.due_calendar_no', 'running.earlier')
  const rows = await context.engine.rows<Row>(
    `with running as (
       select sla_clock.*, greatest(due_at, ${asOf}) as later, least(due_at, ${asOf}) as earlier
       from sla_clock where ${conditions.join(' and ')}
       order by due_at, ticket_key, target limit ${params.add(Math.min(input.limit ?? 50, LIMIT))}::integer
     )
     select
       running.ticket_key, running.ticket_id, running.target, running.due_at, running.state, running.target_s, running.team,
       running.assignee, running.priority, running.channel, running.tier, ticket.created_at, running.started_at,
       (case when running.due_at >= ${asOf} then 1 else -1 end) * (
         ${position(late, 'running.later')} - ${position(early, 'running.earlier')}
       ) / 1000.0 as remaining_business_s
     from running
     ${late.join}
     ${early.join}
     inner join ticket on ticket.ticket_no = running.ticket_no
     order by running.due_at, running.ticket_key, running.target`,
    params.values,
  )
  const asOfMs = Date.parse(context.asOf)
  const curve = (await curvesAt(context.engine, asOfMs)).at(asOfMs)
  return rows.map((row) => ({
    ticketKey: row.ticket_key,
    ticketId: row.ticket_id,
    target: row.target,
    dueAt: row.due_at,
    remainingBusinessS: row.remaining_business_s,
    probability: row.state === 'overdue' ? 1 : curve.of(row)(1 - row.remaining_business_s / row.target_s),
    state: row.state,
    team: row.team,
    assignee: row.assignee,
    priority: row.priority,
    channel: row.channel,
    tier: row.tier,
    createdAt: row.created_at,
    startedAt: row.started_at,
  }))
}

/** On the calendar that the clock falls due by; around the clock it is that of the epoch. */
const position = (lookup: Lookup, at: string) =>
  `case when running.due_calendar_no = 0 then epoch_ms(${at}) else ${lookup.value} end`

type Row = {
  ticket_key: string
  ticket_id: string
  target: string
  due_at: string
  state: AtRiskRow['state']
  target_s: number
  team: string | null
  assignee: string | null
  priority: string | null
  channel: string | null
  tier: string | null
  created_at: string
  started_at: string
  remaining_business_s: number
}
