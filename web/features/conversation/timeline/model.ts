/** A conversation as stretches and points in time, ready to draw. Instants are epoch milliseconds. */
import type { Timeline } from '../../../../pipelines/pegel.ts'
import { type Fields, instantIn, numberIn, textIn } from '../fields.ts'

export interface Stretch {
  from: number
  to: number
  /** It had not ended when the facts were worked out. */
  open: boolean
}

export interface MessagePoint {
  at: number
  actor: Actor
  inbound: boolean
  kind: string | null
  length: number | null
  failed: boolean
}

export interface Wait extends Stretch {
  /** Who was waiting: the customer for an answer, or the team for the customer. */
  who: 'customer' | 'us'
}

export interface StatusStretch extends Stretch {
  status: string
  assignee: string | null
}

export interface Clock extends Stretch {
  target: string
  cycle: number
  state: string
  dueAt: number | null
  breachedAt: number | null
  pausedS: number | null
}

export interface Model {
  from: number
  to: number
  messages: readonly MessagePoint[]
  waits: readonly Wait[]
  statuses: readonly StatusStretch[]
  clocks: readonly Clock[]
  closed: readonly Stretch[]
}

export const ACTORS = ['customer', 'agent', 'bot', 'automation', 'system', 'unknown'] as const
export type Actor = (typeof ACTORS)[number]

const PAD = 0.02

export function modelOf(timeline: Timeline): Model {
  const asOf = Date.parse(timeline.asOf)
  const messages = timeline.messages.flatMap(messagePoint)
  const statuses = timeline.statusIntervals.flatMap((row) => statusStretch(row, asOf))
  const clocks = timeline.clocks.flatMap((row) => clock(row, asOf))
  const waits = waitsOf(timeline.responses, statuses, asOf)
  const instants = [
    ...messages.map(({ at }) => at),
    ...statuses.flatMap(({ from, to, status }) => (endsStory(status) ? [from] : [from, to])),
    ...clocks.flatMap(({ from, to, dueAt }) => [from, to, ...(dueAt === null ? [] : [dueAt])]),
  ]
  const [first, last] = [Math.min(...instants), Math.max(...instants)]
  const pad = Math.max((last - first) * PAD, 60_000)
  const [from, to] = instants.length > 0 ? [first - pad, last + pad] : [asOf - 3_600_000, asOf]
  return {
    from,
    to,
    messages,
    waits,
    statuses,
    clocks,
    closed: closedBetween(timeline.openIntervals, from, to),
  }
}

/** The gaps between business hours. */
export function closedBetween(open: Timeline['openIntervals'], from: number, to: number): Stretch[] {
  const closed: Stretch[] = []
  let at = from
  const intervals = open
    .map(({ opensAt, closesAt }) => ({ opens: Date.parse(opensAt), closes: Date.parse(closesAt) }))
    .sort((a, b) => a.opens - b.opens)
  for (const { opens, closes } of intervals) {
    if (opens > at && at < to) closed.push({ from: at, to: Math.min(opens, to), open: false })
    at = Math.max(at, closes)
  }
  if (at < to) closed.push({ from: at, to, open: false })
  return closed
}

/** After it nothing happens to whom it may concern: the picture need not run on to today. */
function endsStory(status: string): boolean {
  return ['solved', 'closed', 'deleted', 'spam'].includes(status)
}

function messagePoint(row: Fields): MessagePoint[] {
  const at = instantIn(row, 'sent_at')
  const actor = textIn(row, 'actor_type')
  if (at === null) return []
  return [
    {
      at,
      actor: ACTORS.find((known) => known === actor) ?? 'unknown',
      inbound: row.direction === 'inbound',
      kind: textIn(row, 'content_kind'),
      length: numberIn(row, 'content_length'),
      failed: row.failed === true,
    },
  ]
}

function statusStretch(row: Fields, asOf: number): StatusStretch[] {
  const from = instantIn(row, 'from_at')
  const status = textIn(row, 'status')
  if (from === null || status === null) return []
  const to = instantIn(row, 'to_at')
  return [
    { from, to: to ?? Math.max(asOf, from), open: to === null, status, assignee: textIn(row, 'assignee') },
  ]
}

function clock(row: Fields, asOf: number): Clock[] {
  const from = instantIn(row, 'started_at')
  const target = textIn(row, 'target')
  if (from === null || target === null) return []
  const to = instantIn(row, 'stopped_at')
  return [
    {
      from,
      to: to ?? Math.max(asOf, from),
      open: to === null,
      target,
      cycle: numberIn(row, 'cycle') ?? 1,
      state: textIn(row, 'state') ?? '',
      dueAt: instantIn(row, 'due_at'),
      breachedAt: instantIn(row, 'breached_at'),
      pausedS: numberIn(row, 'paused_s'),
    },
  ]
}

/** The customer waits from a turn's opening to its end; the team from there to the next turn, while the ticket is open. */
function waitsOf(responses: readonly Fields[], statuses: readonly StatusStretch[], asOf: number): Wait[] {
  const turns = responses
    .flatMap((row) => {
      const from = instantIn(row, 'asked_at')
      const to = instantIn(row, 'ended_at')
      return from === null ? [] : [{ from, to }]
    })
    .sort((a, b) => a.from - b.from)
  return turns.flatMap(({ from, to }, index): Wait[] => {
    if (to === null) return [{ who: 'customer', from, to: Math.max(asOf, from), open: true }]
    const next = turns[index + 1]?.from ?? null
    const settled = statuses.find((status) => endsStory(status.status) && status.to > to)?.from ?? null
    const until = Math.min(next ?? asOf, settled ?? asOf)
    const ours: Wait[] =
      until > to ? [{ who: 'us', from: to, to: until, open: next === null && settled === null }] : []
    return [{ who: 'customer', from, to, open: false }, ...ours]
  })
}
