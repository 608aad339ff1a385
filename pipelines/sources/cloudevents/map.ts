import { hash } from 'node:crypto'
import { z } from 'zod'
import { type CanonicalEvent, event } from '../../events/event.ts'
import { Findings } from '../findings.ts'
import { implausible } from '../instant.ts'
import { dict } from '../json-body.ts'
import { at, eachOf, type Problem } from '../problem.ts'
import type { Delivery, MapContext, MapResult } from '../source.ts'
import { dataSchema, type EventData } from './data.ts'
import { columnsOf } from './draft.ts'
import { envelopesOf } from './modes.ts'
import { type Naming, scopeOf } from './scope.ts'
import type { CloudEventsSettings } from './settings.ts'
import { eventKind } from './types.ts'

/** Helpdesks hold tickets older than WhatsApp, none older than this. */
const EARLIEST_S = Date.UTC(2000, 0, 1) / 1000
const MOST_ISSUES = 3
const INTEGER = /^\d{1,15}$/

const envelopeSchema = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  time: z.iso.datetime({ offset: true }),
  sequence: z.union([z.string(), z.number()]).optional(),
  data: z.unknown(),
})

/** Turns one delivery of CloudEvents (structured, batch, binary or one per line) into events. */
export function mapCloudEvents(
  delivery: Delivery,
  context: MapContext,
  settings: CloudEventsSettings,
): MapResult {
  const found = new Findings()
  const naming = {
    source: delivery.source,
    country: settings.country,
    pseudonym: (identifier: string) => context.pseudonym(identifier),
  }
  const receivedS = Date.parse(delivery.receivedAt) / 1000
  const mapOne = (envelope: unknown) => mapEnvelope(envelope, naming, receivedS, found)
  const given = envelopesOf(delivery.headers, delivery.body)
  if (given.mode === 'none') found.fail(`body: ${given.problem}`)
  else if (given.mode === 'single') {
    const problem = dict(given.envelope) ? mapOne(given.envelope) : ': not an object'
    if (problem !== null) found.fail(problem.startsWith(':') ? at('body', problem) : problem)
  } else {
    const path = given.mode === 'batch' ? 'batch' : 'lines'
    for (const problem of eachOf(given.envelopes, path, dict, mapOne)) found.fail(problem)
  }
  if (found.isEmpty) found.unmapped('empty')
  return found.result()
}

function mapEnvelope(given: unknown, naming: Naming, receivedS: number, found: Findings): Problem {
  const envelope = envelopeSchema.safeParse(given)
  if (!envelope.success) return wordsFor(envelope.error, '')
  const { id, source, type, time, sequence } = envelope.data
  const kind = eventKind(type)
  if (!kind) {
    found.unmapped('type', type)
    return null
  }
  const instant = Date.parse(time)
  const absurd = implausible(instant / 1000, receivedS, EARLIEST_S)
  if (absurd !== null) return `time: ${absurd}`
  const data = dataSchema.safeParse(envelope.data.data)
  if (!data.success) return wordsFor(data.error, 'data')
  const scope = scopeOf(data.data, naming)
  if (!scope) return 'data: needs a ticket, or a conversation with a customer'
  const columns = columnsOf(kind, data.data, naming)
  if (typeof columns === 'string') return columns
  const seq = INTEGER.test(String(sequence)) ? Number(sequence) : null
  if (sequence !== undefined && seq === null) found.unmapped('sequence')
  found.events.push(
    event({
      source: naming.source,
      dedupeKey: `ce:${hash('sha256', `${source}\n${id}`, 'hex').slice(0, 32)}`,
      type: kind.type,
      occurredAt: new Date(instant).toISOString(),
      seq,
      rawType: type.replace(/^io\.pegel\./, '').replace(/\.v1$/, ''),
      ...sharedColumns(data.data),
      ...scope,
      ...columns,
    }),
  )
  return null
}

/** What may stand on every event: who did it, and the ticket's attributes from then on. */
function sharedColumns(data: EventData): Partial<CanonicalEvent> {
  return {
    account: data.conversation?.account ?? null,
    ticketId: data.ticket ?? null,
    actorType: data.actor?.type ?? null,
    actorId: data.actor?.type === 'customer' ? null : (data.actor?.id ?? null),
    status: data.status ?? null,
    priority: data.priority ?? null,
    team: data.team ?? null,
    assignee: data.assignee ?? null,
    brand: data.brand ?? null,
    tier: data.tier ?? null,
    topic: data.topic ?? null,
    channel: data.channel ?? data.conversation?.channel ?? null,
  }
}

/** Says what a schema misses; its messages tell what was expected, never what was given. */
function wordsFor(error: z.ZodError, root: string): string {
  return error.issues
    .slice(0, MOST_ISSUES)
    .map((issue) => `${[root, ...issue.path].filter((part) => part !== '').join('.')}: ${issue.message}`)
    .join('; ')
}
