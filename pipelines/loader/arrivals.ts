/** Arrivals laid out as columns: so they pass from thread to thread and into the engine. */
import type { CanonicalEvent } from '../events/event.ts'
import { epochMs } from '../sources/instant.ts'
import { withoutSkew } from './clock-skew.ts'

type Value = string | number | boolean | null

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
const FILLERS = [...Object.values(CONTENT), ...Object.values(IDENTITY)]

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

/** Arrivals that are laid out as columns at once: of more, the columns outlive their use and are dear to clear away. */
const AT_A_TIME = 4096

/** Arrivals as columns. Plain data throughout. */
export interface LaidOut {
  events: number
  /** Distinct parts, of which none has events elsewhere. */
  parts: number
  /** When the latest happened, in epoch milliseconds. */
  latestMs: number
  /** Whether any links its scope to another. */
  isLinking: boolean
  /** Blocks of rows, each as columns: part, number of the delivery, when it came, what was told, what tells it apart. */
  blocks: readonly Value[][][]
}

export function layOut(arrivals: readonly Arrival[]): LaidOut {
  const parts = new Set<number>()
  const blocks: Value[][][] = []
  let latestMs = Number.NEGATIVE_INFINITY
  let isLinking = false
  for (let from = 0; from < arrivals.length; from += AT_A_TIME)
    blocks.push(columnsOf(arrivals.slice(from, from + AT_A_TIME)))
  for (const { event, part } of arrivals) {
    parts.add(part)
    latestMs = Math.max(latestMs, epochMs(event.occurredAt))
    isLinking ||= event.relatedKey !== null
  }
  return { events: arrivals.length, parts: parts.size, latestMs, isLinking, blocks }
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
  ].map((read) => {
    // Not by `map`: its arrays count as having holes, and pass between threads as keys and values, three times as dear.
    const column: Value[] = []
    for (const one of arrivals) column.push(read(one))
    return column
  })
