import { type CanonicalEvent, event } from '../../events/event.ts'
import type { EventType } from '../../events/vocabulary.ts'
import { plainWord } from '../findings.ts'
import { conversationKey, messageHash, ticketKey, whatsAppMessageKey } from '../keys.ts'
import { attributesOf } from './attributes.ts'
import { customerOf } from './customer.ts'
import { dateReader } from './dates.ts'
import { type FieldReader, fieldReader } from './field-reader.ts'
import { fingerprint } from './identity.ts'
import type { EventMapping } from './mapping.ts'
import { messageFields } from './message-fields.ts'
import { Ordinals } from './ordinals.ts'
import { ownText } from './own-text.ts'
import { NO_RATING, ratingFields } from './rating-fields.ts'
import type { MapperInput, RowMapper } from './row-mapper.ts'
import { type FileRecord, RowError } from './rows.ts'
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
    const said = message(record)
    const merged = mergedOf(record)
    if (type === 'ticket.merged') required('merged_into', merged)
    if (type === 'message.created') required('message.direction', said.direction)
    const attribute = attributes(record)
    const account = accountOf(record)
    const customerId = customer(record)
    const ticket = ticketOf(record)
    const ticketId = ticket === null ? null : ownText(ticket)
    const occurredAt = instant(required('at', atOf(record)))
    const seq = integer('sequence', sequenceOf(record))
    const rated = type.startsWith('csat.') ? rating(record, type) : NO_RATING
    const identity = identify(record, () => [
      type,
      occurredAt,
      seq,
      ticketId,
      merged,
      account,
      customerId,
      rated.score,
      rated.surveyId,
      ...Object.values(attribute),
      ...Object.values(said),
    ])
    const { channel } = attribute
    const isMessage = type.startsWith('message.')
    const unnamed = isMessage ? `${input.source}:${identity}` : null
    const messageKey =
      said.messageId === null ? unnamed : messageKeyOf(input.source, channel, account, said.messageId)
    const isNamed = type === 'message.created' && said.messageId !== null
    return [
      event({
        source: input.source,
        account,
        dedupeKey: isNamed && mapping.id === undefined ? `msg:${messageKey}` : `${type}:${identity}`,
        factKey: isNamed ? messageKey : null,
        sourceRank: LOG_RANK,
        type,
        occurredAt,
        seq,
        scopeKey: scopeOf(input.source, ticketId, channel, account, customerId),
        relatedKey: merged === null ? null : ticketKey(input.source, merged),
        ticketId,
        messageKey,
        parentMessageKey:
          said.parentId === null ? null : messageKeyOf(input.source, channel, account, said.parentId),
        actorType: said.actorType,
        actorId: said.actorType === 'customer' ? customerId : said.actorId,
        customerId,
        status: attribute.status,
        priority: attribute.priority,
        team: attribute.team,
        assignee: attribute.assignee,
        brand: attribute.brand,
        tier: attribute.tier,
        channel,
        topic: attribute.topic,
        direction: said.direction,
        visibility: said.visibility,
        contentKind: said.contentKind,
        contentLength: said.contentLength,
        countable: type === 'message.created' ? said.countable : null,
        deliveryState: said.deliveryState,
        category: said.category,
        template: said.template,
        errorCode: said.errorCode,
        score: rated.score,
        scaleMin: rated.scaleMin,
        scaleMax: rated.scaleMax,
        surveyId: rated.surveyId,
        rawType: rawType === type ? null : plainWord(rawType),
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

type Values = readonly (string | number | boolean | null)[]

/** The columns that the mapping states, else all mapped values; with `row-ordinal`, identical rows are counted. */
function identityOf(
  mapping: EventMapping,
  field: FieldReader,
): (record: FileRecord, values: () => Values) => string {
  if (typeof mapping.id === 'object') {
    const columns = mapping.id.columns.map((column) => field(column))
    return (record) => fingerprint(columns.map((column, i) => required(`id.columns.${i}`, column(record))))
  }
  const ordinals = mapping.id === 'row-ordinal' ? new Ordinals() : null
  return (_record, values) => {
    const row = fingerprint(values())
    const ordinal = ordinals?.next(row) ?? 1
    return ordinal === 1 ? row : `${row}:${ordinal}`
  }
}
