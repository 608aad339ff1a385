/** Arrivals on their way into the engine: few as columns, many as text. */
import type { TextRows, TextRowValue } from '../engine/text-rows.ts'
import type { CanonicalEvent } from '../events/event.ts'
import { epochMs } from '../sources/instant.ts'
import { withoutSkew } from './clock-skew.ts'

type Value = TextRowValue

/** Column of `event` → how an event fills it, in table order behind the loader's own columns. */
const CONTENT = {
  source: (e) => e.source,
  account: (e) => e.account,
  source_rank: (e) => e.sourceRank,
  type: (e) => e.type,
  occurred_at: (e) => e.occurredAt,
  seq: (e) => e.seq,
  scope_key: (e) => e.scopeKey,
  related_key: (e) => e.relatedKey,
  ticket_id: (e) => e.ticketId,
  message_key: (e) => e.messageKey,
  parent_message_key: (e) => e.parentMessageKey,
  actor_type: (e) => e.actorType,
  actor_id: (e) => e.actorId,
  customer_id: (e) => e.customerId,
  status: (e) => e.status,
  priority: (e) => e.priority,
  team: (e) => e.team,
  assignee: (e) => e.assignee,
  brand: (e) => e.brand,
  tier: (e) => e.tier,
  channel: (e) => e.channel,
  topic: (e) => e.topic,
  direction: (e) => e.direction,
  visibility: (e) => e.visibility,
  content_kind: (e) => e.contentKind,
  content_length: (e) => e.contentLength,
  countable: (e) => e.countable,
  delivery_state: (e) => e.deliveryState,
  category: (e) => e.category,
  template: (e) => e.template,
  error_code: (e) => e.errorCode,
  score: (e) => e.score,
  scale_min: (e) => e.scaleMin,
  scale_max: (e) => e.scaleMax,
  survey_id: (e) => e.surveyId,
  raw_type: (e) => e.rawType,
  attrs: (e) => e.attrs,
} satisfies Record<string, (event: CanonicalEvent) => Value>

/** What tells facts apart is kept as a hash only. */
const IDENTITY = {
  dedupe_key: (e) => e.dedupeKey,
  fact_key: (e) => e.factKey,
} satisfies Record<string, (event: CanonicalEvent) => Value>

/** Columns of `event` that hold what was told, in the order of the table. */
export const CONTENT_COLUMNS = Object.keys(CONTENT)
/** Columns of the stage behind those. */
export const IDENTITY_COLUMNS = Object.keys(IDENTITY)
type Filler = (event: CanonicalEvent) => Value
const FILLERS: readonly Filler[] = [...Object.values(CONTENT), ...Object.values(IDENTITY)]

/** An event with where it came from. */
export interface Arrival {
  event: CanonicalEvent
  deliverySeq: number
  receivedAt: string
  /** Groups events whose acceptance is counted together: a file's row, a delivery. */
  part: number
}

/** What a source told, as it arrived; `onSkew` hears that it claimed to come from the future. */
export function arrived(
  told: CanonicalEvent,
  deliverySeq: number,
  receivedAt: string,
  part: number,
  onSkew: () => void,
): Arrival {
  const event = withoutSkew(told, receivedAt)
  if (event !== told) onSkew()
  return { event, deliverySeq, receivedAt, part }
}

/** What arrived, added up. Plain data throughout. */
export interface Arrived {
  events: number
  /** Distinct parts, of which none has events elsewhere. */
  parts: number
  /** When the latest happened, in epoch milliseconds. */
  latestMs: number
  /** Whether any links its scope to another. */
  isLinking: boolean
}

export const NOTHING_ARRIVED: Arrived = {
  events: 0,
  parts: 0,
  latestMs: Number.NEGATIVE_INFINITY,
  isLinking: false,
}

/** Both together; no part has events in both. */
export const together = (some: Arrived, others: Arrived): Arrived => ({
  events: some.events + others.events,
  parts: some.parts + others.parts,
  latestMs: Math.max(some.latestMs, others.latestMs),
  isLinking: some.isLinking || others.isLinking,
})

export interface LaidOut extends Arrived {
  /** Columns: part, number of the delivery, when it came, what was told, what tells it apart. */
  columns: readonly Value[][]
}

export const layOut = (arrivals: readonly Arrival[]): LaidOut => ({
  ...addedUp(arrivals),
  columns: columnsOf(arrivals),
})

export function addedUp(arrivals: readonly Arrival[]): Arrived {
  const parts = new Set<number>()
  let latest = ''
  let latestMs = Number.NEGATIVE_INFINITY
  let isLinking = false
  for (const { event, part } of arrivals) {
    parts.add(part)
    const { occurredAt } = event
    // Instants that are equally long sort as text.
    if (occurredAt.length !== latest.length || occurredAt > latest) {
      latestMs = Math.max(latestMs, epochMs(occurredAt))
      latest = occurredAt
    }
    isLinking ||= event.relatedKey !== null
  }
  return { events: arrivals.length, parts: parts.size, latestMs, isLinking }
}

/** Columns of `writeOut`: place within the file, part, what was told, what tells it apart. */
export const WRITTEN_COLUMNS = ['place', 'part', ...CONTENT_COLUMNS, ...IDENTITY_COLUMNS]

/** Writes arrivals out as rows, the first of them with the place `from`. */
export function writeOut(arrivals: readonly Arrival[], from: number, out: TextRows): void {
  const row: Value[] = []
  for (let i = 0; i < arrivals.length; i++) {
    const { event, part } = arrivals[i] as Arrival
    row[0] = from + i
    row[1] = part
    for (let at = 0; at < FILLERS.length; at++) row[at + 2] = (FILLERS[at] as Filler)(event)
    out.add(row)
  }
}

const columnsOf = (arrivals: readonly Arrival[]): Value[][] =>
  [
    (one: Arrival) => one.part,
    (one: Arrival) => one.deliverySeq,
    (one: Arrival) => one.receivedAt,
    ...FILLERS.map(
      (fill) =>
        ({ event }: Arrival) =>
          fill(event),
    ),
  ].map((read) => arrivals.map(read))
