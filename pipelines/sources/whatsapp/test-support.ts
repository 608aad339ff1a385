/** Invented deliveries for the tests of this folder. */
import { createHmac } from 'node:crypto'
import type { CanonicalEvent } from '../../events/event.ts'
import type { EventType } from '../../events/vocabulary.ts'
import { conversationKey, messageHash } from '../keys.ts'
import type { MapResult } from '../source.ts'
import { whatsapp } from './whatsapp.ts'

export const LINE = '106540352242922'
export const WABA = '102290129340398'
export const OWN_NUMBER = '15550783881'
export const PHONE = '16505550111'
export const USER = 'US.13491208655302741918'
export const PARENT = 'US.ENT.506847293015824'
export const RECEIVED = '2026-03-02T09:20:00.000Z'
/** 2026-03-02T09:15:00Z */
export const TIME = '1772442900'
export const AT = '2026-03-02T09:15:00.000Z'

export const pseudonym = (identifier: string) =>
  createHmac('sha256', 'test').update(identifier).digest('base64url').slice(0, 22)
export const conversation = (identifier: string) => conversationKey('whatsapp', LINE, pseudonym(identifier))
export const keyOf = (wamid: string) => `whatsapp:${messageHash(LINE, wamid)}`

export function mapBody(body: string | Uint8Array, settings: unknown = {}, receivedAt = RECEIVED): MapResult {
  return whatsapp.map(
    {
      source: 'wa',
      account: null,
      headers: {},
      body: typeof body === 'string' ? Buffer.from(body) : body,
      receivedAt,
    },
    { pseudonym, settings: whatsapp.parseSettings(settings) },
  )
}

/** Maps changes `[field, value]` of one account. */
export function mapChanges(
  changes: readonly (readonly [string, unknown])[],
  settings: unknown = {},
): MapResult {
  return mapBody(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: WABA, changes: changes.map(([field, value]) => ({ field, value })) }],
    }),
    settings,
  )
}

/** Maps one value of the line. */
export function mapValue(value: object, settings: unknown = {}, field = 'messages'): MapResult {
  const metadata = { display_phone_number: OWN_NUMBER, phone_number_id: LINE }
  return mapChanges([[field, { messaging_product: 'whatsapp', metadata, ...value }]], settings)
}

export function message(parts: object): object {
  return { from: PHONE, id: 'wamid.IN1', timestamp: TIME, type: 'text', text: { body: 'hello' }, ...parts }
}

export function status(parts: object): object {
  return { id: 'wamid.OUT1', status: 'delivered', timestamp: TIME, recipient_id: PHONE, ...parts }
}

export function only(result: MapResult, type: EventType): CanonicalEvent {
  const events = result.events.filter((event) => event.type === type)
  if (events.length !== 1 || !events[0]) throw new Error(`${events.length} events of type ${type}`)
  return events[0]
}
