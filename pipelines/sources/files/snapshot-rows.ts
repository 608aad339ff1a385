import { event } from '../../events/event.ts'
import { ticketKey } from '../keys.ts'
import { attributesOf } from './attributes.ts'
import { customerOf } from './customer.ts'
import { dateReader } from './dates.ts'
import { fieldReader } from './field-reader.ts'
import { fingerprint } from './identity.ts'
import type { SnapshotMapping } from './mapping.ts'
import { ownText } from './own-text.ts'
import type { MapperInput, RowMapper } from './row-mapper.ts'
import { integer, required } from './scalars.ts'

const SNAPSHOT_RANK = 50
/** Tickets whose creation has been told already: the same event again would only be counted as a duplicate. */
const REMEMBERED = 100_000

/**
 * Rows that are each the full state of a ticket at one instant. Every row becomes one `ticket.updated` with all mapped
 * attributes, and its `created_at` one `ticket.created` that is the same on every row of the ticket. Which attributes
 * changed is seen by the fold, so rows may come in any order.
 */
export function snapshotMapper(mapping: SnapshotMapping, input: MapperInput): RowMapper {
  const absent = new Set(mapping.absent)
  const field = fieldReader(input.columns, absent)
  const ticketOf = field(mapping.ticket)
  const atOf = field(mapping.at)
  const sequenceOf = field(mapping.sequence)
  const createdOf = field(mapping.created_at)
  const accountOf = field(mapping.account)
  const customer = customerOf(field(mapping.customer), input.context)
  const attributes = attributesOf(mapping, input.columns, absent, true)
  const idColumns = mapping.id?.columns.map((column) => field(column))
  const instant = dateReader(mapping.dates, mapping.zone, input.receivedAt)
  const told = new Set<string>()

  return (record) => {
    const ticketId = ownText(required('ticket', ticketOf(record)))
    const at = instant(required('at', atOf(record)))
    const seq = integer('sequence', sequenceOf(record))
    const opened = createdOf(record)
    const createdAt = opened === null ? null : instant(opened)
    const account = accountOf(record)
    const customerId = customer(record)
    const state = attributes(record)
    const { status, priority, team, assignee, brand, tier, channel, topic } = state
    const scopeKey = ticketKey(input.source, ticketId)
    const natural = idColumns
      ? fingerprint(idColumns.map((column, i) => required(`id.columns.${i}`, column(record))))
      : `${ticketId}:${at}:${seq ?? ''}:${fingerprint([account, customerId, ...Object.values(state)])}`
    const updated = event({
      source: input.source,
      account,
      dedupeKey: `updated:${natural}`,
      sourceRank: SNAPSHOT_RANK,
      type: 'ticket.updated',
      occurredAt: at,
      seq,
      scopeKey,
      ticketId,
      customerId,
      status,
      priority,
      team,
      assignee,
      brand,
      tier,
      channel,
      topic,
      rawType: 'snapshot',
    })
    if (createdAt === null) return [updated]
    const key = `${ticketId}\n${createdAt}\n${account}`
    if (told.has(key)) return [updated]
    if (told.size >= REMEMBERED) told.clear()
    told.add(key)
    const created = event({
      source: input.source,
      account,
      dedupeKey: `created:${ticketId}`,
      sourceRank: SNAPSHOT_RANK,
      type: 'ticket.created',
      occurredAt: createdAt,
      scopeKey,
      ticketId,
      rawType: 'snapshot',
    })
    return [created, updated]
  }
}
