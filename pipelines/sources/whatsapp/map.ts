import { whatsAppIdentifier } from '../customer-id.ts'
import { Findings } from '../findings.ts'
import { epochMs } from '../instant.ts'
import { type Dict, dict, parseJsonBody, text } from '../json-body.ts'
import { at, eachOf } from '../problem.ts'
import type { Delivery, MapContext, MapResult, ParsedDelivery } from '../source.ts'
import { instantOf, mapConfigChange } from './config-changes.ts'
import { CONFIG_FIELDS, type ConfigField } from './config-fields.ts'
import { itemCount, mapConversationValue } from './conversation-value.ts'
import { contactsOf } from './person.ts'
import type { WhatsAppSettings } from './settings.ts'

const CONVERSATION_FIELDS = new Set(['messages', 'smb_message_echoes', 'history', 'calls', 'user_id_update'])

/** What all parts of one delivery share. */
interface Desk {
  readonly delivery: Pick<Delivery, 'source' | 'receivedAt'>
  readonly settings: WhatsAppSettings
  readonly found: Findings
  readonly linked: Set<string>
  pseudonym(identifier: string): string
}

/** Turns one webhook body into events: `entry[]` × `changes[]` × the lists of each value. */
export function mapWhatsApp(delivery: Delivery, context: MapContext, settings: WhatsAppSettings): MapResult {
  const body = parseJsonBody(delivery.body)
  if ('problem' in body) return { events: [], unmapped: {}, failures: [`body: ${body.problem}`] }
  return mapParsedWhatsApp({ ...delivery, value: body.value }, context, settings)
}

/** The same of a body that has been parsed. */
export function mapParsedWhatsApp(
  delivery: ParsedDelivery,
  context: MapContext,
  settings: WhatsAppSettings,
): MapResult {
  const found = new Findings()
  const desk = { delivery, settings, found, linked: new Set<string>(), pseudonym: remembered(context) }
  for (const problem of mapEnvelope(desk, dict(delivery.value))) found.fail(problem)
  if (found.isEmpty) found.unmapped('empty')
  return found.result()
}

function mapEnvelope(desk: Desk, envelope: Dict | null): readonly string[] {
  if (!envelope) return ['body: not an object']
  if (envelope.object !== 'whatsapp_business_account') return ['object: not whatsapp_business_account']
  return eachOf(envelope.entry, 'entry', dict, (entry) =>
    eachOf(entry.changes, 'changes', dict, (change) => mapChange(desk, entry, change)),
  )
}

function mapChange(desk: Desk, entry: Dict, change: Dict): readonly string[] {
  const field = text(change.field)
  if (field === null) return ['field: missing']
  const rule = CONFIG_FIELDS.get(field)
  if (!rule && !CONVERSATION_FIELDS.has(field)) {
    desk.found.unmapped('field', field)
    return []
  }
  const value = dict(change.value)
  if (!value) return ['value: not an object']
  const problems = rule
    ? mapAccountChange(desk, entry, field, value, rule)
    : mapLineChange(desk, field, value)
  return problems.map((problem) => at('value', problem))
}

function mapAccountChange(
  desk: Desk,
  entry: Dict,
  field: string,
  value: Dict,
  rule: ConfigField,
): readonly string[] {
  const { delivery, found, pseudonym } = desk
  const waba = text(entry.id)
  if (waba === null) return [': the entry has no id']
  const occurredAt = instantOf(entry.time, delivery.receivedAt)
  if (typeof occurredAt !== 'string') return [`: the time of the entry is ${occurredAt.problem}`]
  const isTimed = entry.time !== undefined && entry.time !== null
  return mapConfigChange(
    { source: delivery.source, waba, field, value, occurredAt, isTimed, found, pseudonym },
    rule,
  )
}

function mapLineChange(desk: Desk, field: string, value: Dict): readonly string[] {
  const { delivery, settings, found, linked, pseudonym } = desk
  const metadata = dict(value.metadata)
  const account = text(metadata?.phone_number_id)
  if (account === null) return ['metadata.phone_number_id: missing']
  if (settings.phone_numbers && !settings.phone_numbers.includes(account)) {
    return ['metadata.phone_number_id: not a phone number of this connection']
  }
  const contacts = contactsOf(value.contacts)
  const ownNumber = text(metadata?.display_phone_number)
  const line = {
    source: delivery.source,
    account,
    ownNumber: ownNumber === null ? null : whatsAppIdentifier(ownNumber),
    contacts,
    soleContact: contacts.length === 1 && itemCount(value) === 1 ? (contacts[0] ?? null) : null,
    receivedS: epochMs(delivery.receivedAt) / 1000,
    settings,
    found,
    linked,
    pseudonym,
  }
  return mapConversationValue(line, value, field)
}

/** A batch names the same few people again and again, and a pseudonym costs more than anything else in here. */
function remembered(context: MapContext): (identifier: string) => string {
  const known = new Map<string, string>()
  return (identifier) => {
    const before = known.get(identifier)
    if (before !== undefined) return before
    const made = context.pseudonym(identifier)
    known.set(identifier, made)
    return made
  }
}
