/** One conversation with all that is known of it. */
import type { Cell, Engine } from '../engine/port.ts'
import { notFound } from '../errors.ts'
import { type FactName, shownColumns } from '../metrics/facts.ts'
import type { Timeline } from '../pegel.ts'

/** Throws `not_found` for a key (or ticket id) that no ticket has. */
export async function ticketTimeline(engine: Engine, key: string, asOf: string): Promise<Timeline> {
  const [ticket] = await engine.rows<Record<string, Cell>>(
    `select ticket_no, ${shownColumns('ticket').join(', ')} from ticket
     where ticket_key = $1 or ticket_id = $1 order by ticket_key = $1 desc, ticket_key limit 1`,
    [key],
  )
  if (!ticket) throw notFound(`there is no ticket ${key}`)
  const { ticket_no, ...shown } = ticket
  const rows = (fact: FactName, order: string) =>
    engine.rows<Record<string, Cell>>(
      `select ${shownColumns(fact).join(', ')} from ${fact} where ticket_key = $1 order by ${order}`,
      [String(ticket.ticket_key)],
    )
  const [messages, statusIntervals, responses, clocks, ratings, handoffs, calls] = await Promise.all([
    rows('message', 'sent_at, message_key'),
    rows('status_interval', 'from_at, to_at nulls last'),
    rows('response', 'turn'),
    rows('sla_clock', 'started_at, target, cycle'),
    rows('rating', 'rated_at'),
    rows('handoff', 'handed_at'),
    rows('call', 'started_at'),
  ])
  const open = await engine.rows<{ opens_at: string; closes_at: string }>(
    `select stretch.from_at as opens_at, stretch.to_at as closes_at
     from calendar_stretch as stretch
     where is_open
       and calendar_no = coalesce(
         (select calendar_no from team_calendar where team = $3),
         (select calendar_no from team_calendar where team = '')
       )
       and to_at > $1::timestamp - interval '1 day' and from_at < $2::timestamp + interval '1 day'
     order by from_at limit 1000`,
    [String(ticket.created_at), String(ticket.last_activity_at), String(ticket.team ?? '')],
  )
  return {
    ticket: shown,
    messages,
    statusIntervals,
    responses,
    clocks,
    ratings,
    handoffs,
    calls,
    openIntervals: open.map((one) => ({ opensAt: one.opens_at, closesAt: one.closes_at })),
    asOf,
  }
}
