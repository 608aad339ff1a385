import { hash } from 'node:crypto'
import type { z } from 'zod'
import { type CanonicalEvent, event } from '../../events/event.ts'
import { Findings } from '../findings.ts'
import { epochMs, implausible, isoInstant } from '../instant.ts'
import { dict } from '../json-body.ts'
import { at, eachOf, type Problem } from '../problem.ts'
import type { Delivery, MapContext, MapResult, ParsedDelivery } from '../source.ts'
import { dataSchema, type EventData } from './data.ts'
import { fillByType } from './draft.ts'
import { type Envelope, envelopeSchema, readEnvelope } from './envelope.ts'
import { type Envelopes, envelopesOf, envelopesOfValue } from './modes.ts'
import { readData } from './read-data.ts'
import { type Naming, type Scope, scopeOf } from './scope.ts'
import type { CloudEventsSettings } from './settings.ts'
import { eventKind, type NamedKind } from './types.ts'

/** Helpdesks hold tickets older than WhatsApp, none older than this. */
const EARLIEST_S = Date.UTC(2000, 0, 1) / 1000
const MOST_ISSUES = 3
const INTEGER = /^\d{1,15}$/

/** Turns one delivery of CloudEvents (structured, batch, binary or one per line) into events. */
export function mapCloudEvents(
  delivery: Delivery,
  context: MapContext,
  settings: CloudEventsSettings,
): MapResult {
  return mapEnvelopes(envelopesOf(delivery.headers, delivery.body), delivery, context, settings)
}

/** The same of a delivery whose body has been parsed. */
export function mapParsedCloudEvents(
  delivery: ParsedDelivery,
  context: MapContext,
  settings: CloudEventsSettings,
): MapResult {
  return mapEnvelopes(envelopesOfValue(delivery.headers, delivery.value), delivery, context, settings)
}

function mapEnvelopes(
  given: Envelopes,
  delivery: Pick<Delivery, 'source' | 'receivedAt'>,
  context: MapContext,
  settings: CloudEventsSettings,
): MapResult {
  const found = new Findings()
  const naming = { source: delivery.source, country: settings.country, context }
  const receivedS = epochMs(delivery.receivedAt) / 1000
  if (given.mode === 'none') found.fail(`body: ${given.problem}`)
  else if (given.mode === 'single') {
    const problem = dict(given.envelope)
      ? mapEnvelope(given.envelope, naming, receivedS, found)
      : ': not an object'
    if (problem !== null) found.fail(problem.startsWith(':') ? at('body', problem) : problem)
  } else {
    const path = given.mode === 'batch' ? 'batch' : 'lines'
    const mapOne = (envelope: unknown) => mapEnvelope(envelope, naming, receivedS, found)
    for (const problem of eachOf(given.envelopes, path, dict, mapOne)) found.fail(problem)
  }
  if (found.isEmpty) found.unmapped('empty')
  return found.result()
}

function mapEnvelope(given: unknown, naming: Naming, receivedS: number, found: Findings): Problem {
  const envelope = envelopeOf(given)
  if (typeof envelope === 'string') return envelope
  const { type, sequence } = envelope
  const kind = eventKind(type)
  if (!kind) {
    found.unmapped('type', type)
    return null
  }
  const absurd = implausible(envelope.timeMs / 1000, receivedS, EARLIEST_S)
  if (absurd !== null) return `time: ${absurd}`
  const data = dataOf(envelope.data)
  if (typeof data === 'string') return data
  const scope = scopeOf(data, naming)
  if (!scope) return 'data: needs a ticket, or a conversation with a customer'
  const filled = sharedColumns(envelope, kind, data, scope, naming)
  const problem = fillByType(filled, kind, data, naming)
  if (problem !== null) return problem
  if (sequence !== undefined) {
    if (INTEGER.test(String(sequence))) filled.seq = Number(sequence)
    else found.unmapped('sequence')
  }
  found.events.push(filled)
  return null
}

/** What may stand on every event: who did it, and the ticket's attributes from then on. */
function sharedColumns(
  envelope: Envelope,
  kind: NamedKind,
  data: EventData,
  scope: Scope,
  naming: Naming,
): CanonicalEvent {
  const { id, source, time, timeMs } = envelope
  const { actor, conversation } = data
  return event({
    source: naming.source,
    dedupeKey: `ce:${hash('sha256', `${source}\n${id}`, 'hex').slice(0, 32)}`,
    type: kind.type,
    occurredAt: time.length === 24 && time.endsWith('Z') ? time : isoInstant(timeMs / 1000),
    rawType: kind.name,
    account: conversation?.account ?? null,
    ticketId: data.ticket ?? null,
    actorType: actor?.type ?? null,
    actorId: actor?.type === 'customer' ? null : (actor?.id ?? null),
    status: data.status ?? null,
    priority: data.priority ?? null,
    team: data.team ?? null,
    assignee: data.assignee ?? null,
    brand: data.brand ?? null,
    tier: data.tier ?? null,
    topic: data.topic ?? null,
    channel: data.channel ?? conversation?.channel ?? null,
    scopeKey: scope.scopeKey,
    relatedKey: scope.relatedKey,
    customerId: scope.customerId,
  })
}

/** The schema has the last word: the reader only spares it what is plainly right. */
function envelopeOf(given: unknown): Envelope | string {
  const read = readEnvelope(given)
  if (read) return read
  const judged = envelopeSchema.safeParse(given)
  if (!judged.success) return wordsFor(judged.error, '')
  const { id, source, type, time, sequence, data } = judged.data
  return { id, source, type, time, timeMs: epochMs(time), sequence, data }
}

function dataOf(given: unknown): EventData | string {
  const read = readData(given)
  if (read) return read
  const judged = dataSchema.safeParse(given)
  return judged.success ? judged.data : wordsFor(judged.error, 'data')
}

/** Says what a schema misses; its messages tell what was expected, never what was given. */
function wordsFor(error: z.ZodError, root: string): string {
  return error.issues
    .slice(0, MOST_ISSUES)
    .map((issue) => `${[root, ...issue.path].filter((part) => part !== '').join('.')}: ${issue.message}`)
    .join('; ')
}
