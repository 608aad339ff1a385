import type { Change, Changed } from './config/change.ts'
import type { Config } from './config/config.ts'
import type { PlainSource } from './config/connect-sources.ts'
import type { Cell, Engine } from './engine/port.ts'
import type { Catalog } from './metrics/catalog.ts'
import type { Filter } from './metrics/types.ts'
import type { ExplainedClock, ExplainInput } from './sla/explain-clock.ts'
import type { WhatIfInput, WhatIfResult } from './sla/what-if.ts'
import type { Source } from './sources/source.ts'

/** A webhook body as the edge hands it over, already verified. */
export interface IncomingDelivery {
  source: string
  account: string | null
  headers: Record<string, string>
  body: Uint8Array
}

export interface VersionNotice {
  dataVersion: number
  asOf: string
  lastEventAt: string | null
}

export interface ImportInput {
  path: string
  source: string
  mappingPath?: string
  dryRun?: boolean
  onProgress?(progress: { read: number; accepted: number }): void
  signal?: AbortSignal
}

export interface ImportResult {
  read: number
  accepted: number
  duplicate: number
  rejected: number
  rejectsFile: string | null
  seconds: number
}

export type FactName = 'ticket' | 'response' | 'sla_clock' | 'status_interval' | 'rating'

export interface FactsInput {
  filters?: readonly Filter[]
  /** Cohort instants, half-open. */
  from?: string
  to?: string
  tz?: string
  /** Ticket ids or ticket keys. */
  ids?: readonly string[]
}

export interface SourceHealth {
  name: string
  kind: string
  configured: boolean
  /** Address of a ticket in its helpdesk with `{id}` for the ticket's id; null where none is known. */
  ticketPage: string | null
  lastEventAt: string | null
  lastReceivedAt: string | null
  deliveries: number
  events: number
  duplicates: number
  /** Events dated more than five minutes behind their arrival, and taken for what happened on arrival. */
  clockSkew: number
  deadLetters: number
  unmapped: Record<string, number>
}

export interface DeadLetter {
  id: number
  source: string
  account: string | null
  receivedAt: string
  reason: string
  bytes: number
  replayed: boolean
}

export interface AtRiskRow {
  ticketKey: string
  ticketId: string
  target: string
  dueAt: string
  /** Business seconds until due; negative once overdue. */
  remainingBusinessS: number
  /** Of a breach, from what became of comparable clocks; 1 once overdue. */
  probability: number
  state: 'running' | 'overdue'
  team: string | null
  assignee: string | null
  priority: string | null
  channel: string | null
  tier: string | null
  createdAt: string
  startedAt: string
}

export interface Timeline {
  ticket: Record<string, Cell>
  messages: Record<string, Cell>[]
  statusIntervals: Record<string, Cell>[]
  responses: Record<string, Cell>[]
  clocks: Record<string, Cell>[]
  ratings: Record<string, Cell>[]
  handoffs: Record<string, Cell>[]
  calls: Record<string, Cell>[]
  /** Stretches within the conversation's span in which the calendar is open. */
  openIntervals: { opensAt: string; closesAt: string }[]
  asOf: string
}

/** An open data folder: what every verb takes as its context. */
export interface Pegel {
  readonly dataDir: string
  readonly config: Config
  readonly engine: Engine
  readonly catalog: Catalog
  readonly dataVersion: number
  /** Moves with every change of the configuration since the folder was opened. */
  readonly configVersion: number
  /** Instant that the facts have been brought up to. */
  readonly asOf: string
  readonly lastEventAt: string | null
  now(): Date
  /** Durable when it resolves. Throws `unavailable` when the journal cannot take more. */
  accept(delivery: IncomingDelivery): Promise<{ seq: number }>
  /** As `accept`, and resolves when the delivery has been loaded and folded. */
  ingest(
    delivery: IncomingDelivery,
  ): Promise<{ status: 'stored' | 'dead_letter'; events: number; reason?: string }>
  /** Brings loading and models up to date with the journal and with `now()`. */
  settle(): Promise<void>
  /**
   * Resolves when the facts show what the file holds. Files that are handed over at once are read one behind the other, and
   * folded together as far as they were kept by the time the one before was read. Throws `invalid`, `not_found` or `too_large` for what is wrong with the file or its mapping as a whole.
   */
  importFile(input: ImportInput): Promise<ImportResult>
  rebuild(input: {
    from: 'journal' | 'archive'
  }): Promise<{ seconds: number; rows: Record<string, number>; identical: boolean }>
  /** What the verbs of the configuration change it by; resolves when the facts show it. */
  changeConfig(change: Change): Promise<Changed>
  check(): Promise<{ name: string; rows: number }[]>
  facts(name: FactName, input: FactsInput): AsyncIterable<Record<string, Cell>[]>
  timeline(ticketKey: string): Promise<Timeline>
  atRisk(input: { withinS?: number; limit?: number; filters?: readonly Filter[] }): Promise<AtRiskRow[]>
  /** Clocks of one ticket with the stretches that counted, paused or were closed. Throws `not_found`. */
  explainClocks(input: ExplainInput): Promise<ExplainedClock[]>
  /** Outcomes of clocks under other policies or calendars; writes nothing. */
  whatIf(input: WhatIfInput): Promise<WhatIfResult>
  sources(): Promise<SourceHealth[]>
  deadLetters(input: {
    source?: string
    limit?: number
    offset?: number
  }): Promise<{ total: number; rows: DeadLetter[] }>
  replay(id: number): Promise<{ status: 'stored' | 'dead_letter'; events: number; reason?: string }>
  /** The connection of that name, or null: what `/hooks/:name` and `ingest --source` look up. */
  sourceFor(name: string): { source: Source; settings: unknown } | null
  /** Adds connections to `pegel.yml` and takes what they deliver from now on. Throws `conflict` when a name is taken. */
  connect(sources: readonly PlainSource[]): void
  onVersion(listener: (notice: VersionNotice) => void): () => void
  close(): Promise<void>
}

export { openPegel } from './open-pegel.ts'
