/** Invented deliveries for the tests of this folder. */
import { createHmac } from 'node:crypto'
import type { CanonicalEvent } from '../../events/event.ts'
import { conversationKey } from '../keys.ts'
import type { MapResult } from '../source.ts'
import { cloudEvents } from './cloudevents.ts'

export const LINE = '106540352242922'
export const PHONE = '16505550111'
export const RECEIVED = '2026-03-02T12:00:00.000Z'
export const AT = '2026-03-02T09:15:00.000Z'

export const pseudonym = (identifier: string) =>
  createHmac('sha256', 'test').update(identifier).digest('base64url').slice(0, 22)
export const conversation = (identifier: string) => conversationKey('whatsapp', LINE, pseudonym(identifier))

export function mapDelivery(
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  settings: unknown = {},
): MapResult {
  return cloudEvents.map(
    {
      source: 'inbox',
      account: null,
      headers,
      body: typeof body === 'string' ? Buffer.from(body) : body,
      receivedAt: RECEIVED,
    },
    { pseudonym, settings: cloudEvents.parseSettings(settings) },
  )
}

export function envelope(type: string, data: unknown, parts: object = {}): object {
  return {
    specversion: '1.0',
    id: 'e-1',
    source: '/inbox',
    type: `io.pegel.${type}.v1`,
    time: AT,
    data,
    ...parts,
  }
}

export function mapOne(type: string, data: unknown, parts: object = {}, settings: unknown = {}): MapResult {
  return mapDelivery(JSON.stringify(envelope(type, data, parts)), {}, settings)
}

/** The only event that a type and its data make. */
export function eventOf(
  type: string,
  data: unknown,
  parts: object = {},
  settings: unknown = {},
): CanonicalEvent {
  const { events, failures, unmapped } = mapOne(type, data, parts, settings)
  if (events.length !== 1 || !events[0]) throw new Error(JSON.stringify({ failures, unmapped }))
  return events[0]
}
