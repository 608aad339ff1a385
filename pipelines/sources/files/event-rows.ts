import { type CanonicalEvent, type EventType, event } from '../../events/event.ts'
import { plainWord } from '../findings.ts'
import { conversationKey, messageHash, ticketKey, whatsAppMessageKey } from '../keys.ts'
import { attributesOf } from './attributes.ts'
import { customerOf } from './customer.ts'
import { dateReader } from './dates.ts'
import { fieldReader } from './field-reader.ts'
import { fingerprint } from './identity.ts'
import type { EventMapping } from './mapping.ts'
import { messageFields } from './message-fields.ts'
import { Ordinals } from './ordinals.ts'
import { ratingFields } from './rating-fields.ts'
import type { MapperInput, RowMapper } from './row-mapper.ts'
import { RowError } from './rows.ts'
import { integer, required } from './scalars.ts'
import { valueMap } from './value-map.ts'
import { EVENT_TYPES, SKIP } from './vocabulary.ts'

const LOG_RANK = 10

/** Rows that are each one thing that happened: a message, a rating, a change, a merge. One row becomes one event. */
export function eventMapper(mapping: EventMapping, input: MapperInput): RowMapper {
  const absent = new Set(mapping.absent)
  const field = fieldReader(input.columns, absent)
  const typeOf = field(mapping.type)
  const typeWord = valueMap<EventType | typeof SKIP>('type', mapping.values.type, [...EVENT_TYPES, SKIP])
  const atOf = field(mapping.at)
  const sequenceOf = field(mapping.sequence)
  const ticketOf = field(mapping.ticket)
  const mergedOf = field(mapping.merged_into)
  const accountOf = field(mapping.account)
  const customer = customerOf(field(mapping.customer), input.context)
  const attributes = attributesOf(mapping, input.columns, absent, false)
  const message = messageFields(mapping, field)
  const rating = ratingFields(mapping, field)
  const instant = dateReader(mapping.dates, mapping.zone, input.receivedAt)
  const identify = identityOf(mapping, field)

  return (record) => {
    const rawType = required('type', typeOf(record))
    const type = typeWord(rawType)
    if (type === SKIP) return `type:${plainWord(rawType) ?? '?'}`
    const { messageId, parentId, ...said } = message(record)
    const merged = mergedOf(record)
    if (type === 'ticket.merged') required('merged_into', merged)
    if (type === 'message.created') required('message.direction', said.direction)
    const attribute = attributes(record)
    const account = accountOf(record)
    const customerId = customer(record)
    const ticketId = ticketOf(record)
    const base = {
      ...attribute,
      ...said,
      ...(type.startsWith('csat.') ? rating(record, type) : {}),
      source: input.source,
      sourceRank: LOG_RANK,
      account,
      customerId,
      ticketId,
      actorId: said.actorType === 'customer' ? customerId : said.actorId,
      scopeKey: scopeOf(input.source, ticketId, attribute.channel, account, customerId),
      relatedKey: merged === null ? null : ticketKey(input.source, merged),
      type,
      occurredAt: instant(required('at', atOf(record))).iso,
      seq: integer('sequence', sequenceOf(record)),
      countable: type === 'message.created' ? said.countable : null,
      rawType: rawType === type ? null : rawType,
    }
    const keyOf = (id: string) => messageKeyOf(input.source, attribute.channel, account, id)
    const identity = identify(record, type, [messageId, parentId, ...Object.values(base)])
    const isMessage = type.startsWith('message.')
    const ownKey = messageId === null ? (isMessage ? `${input.source}:${identity}` : null) : keyOf(messageId)
    const isOwn = type === 'message.created' && messageId !== null
    return [
      event({
        ...base,
        dedupeKey: isOwn && mapping.id === undefined ? `msg:${ownKey}` : `${type}:${identity}`,
        factKey: isOwn ? ownKey : null,
        messageKey: ownKey,
        parentMessageKey: parentId === null ? null : keyOf(parentId),
      }),
    ]
  }
}

function scopeOf(
  source: string,
  ticketId: string | null,
  channel: CanonicalEvent['channel'],
  account: string | null,
  customerId: string | null,
): string {
  if (ticketId !== null) return ticketKey(source, ticketId)
  if (channel !== null && customerId !== null) return conversationKey(channel, account ?? source, customerId)
  throw new RowError('row has neither a ticket nor a channel and a customer')
}

/** As the channel's own webhooks and CloudEvents of this source name the message, so that all tell of one. */
function messageKeyOf(
  source: string,
  channel: CanonicalEvent['channel'],
  account: string | null,
  id: string,
): string {
  return channel === 'whatsapp' && account !== null
    ? whatsAppMessageKey(account, id)
    : `${source}:${messageHash(source, id)}`
}

type Identify = (
  record: Parameters<RowMapper>[0],
  type: string,
  values: readonly (string | number | boolean | null)[],
) => string

/** The columns that the mapping states, else all mapped values; with `row-ordinal`, identical rows are counted. */
function identityOf(mapping: EventMapping, field: ReturnType<typeof fieldReader>): Identify {
  if (typeof mapping.id === 'object') {
    const columns = mapping.id.columns.map((column) => field(column))
    return (record) => fingerprint(columns.map((column, i) => required(`id.columns.${i}`, column(record))))
  }
  const ordinals = mapping.id === 'row-ordinal' ? new Ordinals() : null
  return (_record, _type, values) => {
    const row = fingerprint(values)
    const ordinal = ordinals?.next(row) ?? 1
    return ordinal === 1 ? row : `${row}:${ordinal}`
  }
}
