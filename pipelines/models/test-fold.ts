/** Folds a handful of events in memory, for tests of the models. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { calendarSchema } from '../calendars/calendar.ts'
import { defaultPolicy, policySchema } from '../config/policy.ts'
import { migrate, readMigrations } from '../engine/migrate.ts'
import { openEngine } from '../engine/open.ts'
import type { Cell, Engine } from '../engine/port.ts'
import { type CanonicalEvent, type EventDraft, event } from '../events/event.ts'
import { prepareStage, storeEvents } from '../loader/stage.ts'
import { foldAll, foldChanged } from './fold.ts'
import { writeInputs } from './inputs.ts'
import { loadModels } from './model.ts'

const SQL = fileURLToPath(new URL('../../sql/', import.meta.url))
const ROUND_THE_CLOCK = {
  zone: 'UTC',
  week: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
  ),
}

export interface Folding {
  engine: Engine
  /** Stores events, in one batch. */
  store(events: readonly CanonicalEvent[]): Promise<void>
  full(asOf: string): Promise<void>
  incremental(asOf: string): Promise<number>
  rows(sql: string): Promise<Record<string, Cell>[]>
  close(): Promise<void>
}

/** A folder's tables without a folder. The calendar is open around the clock unless the configuration says otherwise. */
export async function openFolding(input: { calendar?: unknown } = {}): Promise<Folding> {
  const always = { version: 1, fromMs: null, toMs: null }
  const calendar = calendarSchema.parse(input.calendar ?? ROUND_THE_CLOCK)
  const timelines = {
    calendars: [{ id: 'default', spans: [{ ...always, body: calendar }] }],
    policies: [{ id: 'default', spans: [{ ...always, body: policySchema.parse(defaultPolicy) }] }],
  }
  const engine = await openEngine({
    path: ':memory:',
    tempDirectory: mkdtempSync(join(tmpdir(), 'pegel-fold-')),
  })
  const models = loadModels(join(SQL, 'models'))
  const clock = (asOf: string) => ({ asOf, idleHours: 24 })
  let nextEventNo = 1
  await migrate(engine, await readMigrations(join(SQL, 'schema')))
  await engine.write(async (tx) => {
    await writeInputs(tx, timelines, 2014, 2027)
    await prepareStage(tx)
    await foldAll(tx, models, clock('2014-01-01T00:00:00Z'))
  })
  return {
    engine,
    async store(events) {
      await engine.write(async (tx) => {
        const arrivals = events.map((one, part) => ({
          event: one,
          deliverySeq: 1,
          receivedAt: '2026-01-01T00:00:00Z',
          part,
        }))
        nextEventNo += (await storeEvents(tx, arrivals, nextEventNo)).events
      })
    },
    async full(asOf) {
      await engine.write((tx) => foldAll(tx, models, clock(asOf)))
    },
    incremental: (asOf) => engine.write((tx) => foldChanged(tx, models, clock(asOf))),
    rows: (sql) => engine.rows(sql),
    close: () => engine.close(),
  }
}

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
