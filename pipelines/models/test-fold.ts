/** Folds a handful of events in memory, for tests of the models. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ZodType } from 'zod'
import { calendarSchema } from '../calendars/calendar.ts'
import { defaultPolicy, policySchema } from '../config/policy.ts'
import type { ConfigRecord } from '../config/record.ts'
import { timelinesOf } from '../config/timeline.ts'
import { migrate, readMigrations } from '../engine/migrate.ts'
import { openEngine } from '../engine/open.ts'
import type { Cell, Engine } from '../engine/port.ts'
import { type CanonicalEvent, type EventDraft, event } from '../events/event.ts'
import { layOut } from '../loader/arrivals.ts'
import { prepareStage, stageEvents, storeStaged } from '../loader/stage.ts'
import type { Timelines } from './eras.ts'
import { foldChanged } from './fold.ts'
import { foldAll } from './full-run.ts'
import { writeInputs } from './inputs.ts'
import { loadModels, publishedAmong } from './model.ts'
import { prepareWorkingTables } from './working.ts'

const SQL = fileURLToPath(new URL('../../sql/', import.meta.url))
const ROUND_THE_CLOCK = {
  zone: 'UTC',
  week: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
  ),
}
/** What configuration is compiled for. */
const YEARS = [2025, 2027] as const

/** One version: what holds from an instant on, or since ever; null withdraws. */
export interface Stated {
  from?: string
  body: object | null
}

/** By id, one body that holds since ever, or versions in the order in which they were stated. */
export interface Configured {
  calendars?: Record<string, object | readonly Stated[]>
  policies?: Record<string, object | readonly Stated[]>
  /** First and last year of what is going to happen. */
  years?: readonly [first: number, last: number]
}

export interface Folding {
  engine: Engine
  /** Stores events, in one batch. */
  store(events: readonly CanonicalEvent[]): Promise<void>
  /** In one pass, or in several of so many events. */
  full(asOf: string, eventsPerPass?: number): Promise<void>
  incremental(asOf: string): Promise<number>
  rows(sql: string): Promise<Record<string, Cell>[]>
  /** Replaces calendars and policies by these and, where there is none of a kind, by the defaults; facts stay until they are folded. */
  configure(configured: Configured): Promise<void>
  /** Empties events and facts. Much quicker than another engine: the models stay planned. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** A folder's tables without a folder. The calendar is open around the clock unless the configuration says otherwise. */
export async function openFolding(configured: Configured = {}): Promise<Folding> {
  const engine = await openEngine({
    path: ':memory:',
    tempDirectory: mkdtempSync(join(tmpdir(), 'pegel-fold-')),
    threads: 1,
  })
  const models = loadModels(join(SQL, 'models'))
  const told = publishedAmong(models).map(({ name }) => name)
  const clock = (asOf: string) => ({ asOf, idleHours: 24 })
  const configure = (given: Configured) =>
    engine.write((tx) => writeInputs(tx, timelines(given), ...(given.years ?? YEARS)))
  let nextEventNo = 1
  await migrate(engine, await readMigrations(join(SQL, 'schema')))
  await configure(configured)
  await engine.maintain(async (tx) => {
    await prepareStage(tx)
    await tx.atomic((one) => prepareWorkingTables(one, models))
    await foldAll(tx, models, clock('2014-01-01T00:00:00Z'))
  })
  return {
    engine,
    configure,
    async store(events) {
      await engine.write(async (tx) => {
        const arrivals = events.map((one, part) => ({
          event: one,
          deliverySeq: 1,
          receivedAt: '2026-01-01T00:00:00Z',
          part,
        }))
        const laidOut = layOut(arrivals)
        await stageEvents(tx, laidOut, nextEventNo)
        await storeStaged(tx, laidOut)
        nextEventNo += laidOut.events
      })
    },
    async full(asOf, eventsPerPass) {
      await engine.maintain((tx) =>
        foldAll(tx, models, clock(asOf), eventsPerPass === undefined ? {} : { eventsPerPass }),
      )
    },
    incremental: (asOf) => engine.write((tx) => foldChanged(tx, models, clock(asOf))),
    rows: (sql) => engine.rows(sql),
    async reset() {
      await engine.write(async (tx) => {
        for (const table of ['event', 'scope_link', 'orphan_report', 'changed_scope', ...told]) {
          await tx.repeat(`delete from main.${table}`)
        }
      })
    },
    close: () => engine.close(),
  }
}

/** What was configured as the folder would read it from its records. */
export function timelines({ calendars, policies }: Configured): Timelines {
  return {
    calendars: timelinesOf(recordsOf(calendars ?? { default: ROUND_THE_CLOCK }, calendarSchema)),
    policies: timelinesOf(recordsOf(policies ?? { default: defaultPolicy }, policySchema)),
  }
}

const recordsOf = (kind: NonNullable<Configured['policies']>, schema: ZodType): ConfigRecord[] =>
  Object.entries(kind).flatMap(([id, told]) =>
    (Array.isArray(told) ? (told as Stated[]) : [{ body: told }]).map(
      ({ from = null, body }: { from?: string | null; body: object | null }, index) => ({
        kind: '',
        id,
        version: index + 1,
        validFrom: from,
        recordedAt: '2026-01-01T00:00:00Z',
        author: 'test',
        note: null,
        body: body === null ? null : (schema.parse(body) as ConfigRecord['body']),
      }),
    ),
  )

/** Instant `seconds` after noon of Monday 2026-03-02, UTC. */
export const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 12) + seconds * 1000).toISOString()

type Told = Partial<EventDraft> & Pick<EventDraft, 'type'>

/** Event of helpdesk ticket `ticket`, `seconds` after noon. */
export function onTicket(ticket: string, seconds: number, told: Told): CanonicalEvent {
  return event({
    source: 'desk',
    ticketId: ticket,
    scopeKey: `ticket:desk:${ticket}`,
    occurredAt: at(seconds),
    dedupeKey: `${ticket}:${seconds}:${told.type}:${told.status ?? ''}:${told.actorType ?? ''}`,
    ...told,
  })
}

/** Event of customer `customer` on a WhatsApp number, `seconds` after noon. */
export function inChat(customer: string, seconds: number, told: Told): CanonicalEvent {
  return event({
    source: 'whatsapp',
    account: '1',
    channel: 'whatsapp',
    customerId: customer,
    scopeKey: `whatsapp:1:${customer}`,
    occurredAt: at(seconds),
    dedupeKey: `${customer}:${seconds}:${told.type}:${told.status ?? ''}:${told.deliveryState ?? ''}`,
    ...told,
  })
}

const message = (
  direction: 'inbound' | 'outbound',
  actorType: EventDraft['actorType'],
  actorId: string | null,
): Told => ({
  type: 'message.created',
  direction,
  visibility: 'public',
  contentKind: 'text',
  countable: true,
  actorType: actorType ?? null,
  actorId,
})

export const ask: Told = message('inbound', 'customer', null)
export const reply = (agent = 'agent-1'): Told => message('outbound', 'agent', agent)
export const botSays: Told = { ...message('outbound', 'bot', 'bot-1'), countable: false }
