import type { CanonicalEvent } from '../../events/event.ts'
import { characters } from '../characters.ts'
import type { FieldReader } from './field-reader.ts'
import type { EventMapping } from './mapping.ts'
import type { FileRecord } from './rows.ts'
import { integer, truth } from './scalars.ts'
import { valueMap } from './value-map.ts'
import { CANONICAL } from './vocabulary.ts'

export type MessageFields = Pick<
  CanonicalEvent,
  | 'actorType'
  | 'actorId'
  | 'direction'
  | 'visibility'
  | 'contentKind'
  | 'contentLength'
  | 'countable'
  | 'deliveryState'
  | 'category'
  | 'template'
  | 'errorCode'
> & { messageId: string | null; parentId: string | null }

/** Kinds of content that no one waits for an answer to, and that answer nothing. */
const NO_TALK = new Set(['reaction', 'system', 'survey'])

/** Compiles `message` of a mapping: who wrote, which way, what kind, how long. The text itself is only measured. */
export function messageFields(
  mapping: EventMapping,
  field: FieldReader,
): (record: FileRecord) => MessageFields {
  const { message, values } = mapping
  const id = field(message.id)
  const parent = field(message.parent)
  const actorType = field(message.actor_type)
  const actor = field(message.actor)
  const direction = field(message.direction)
  const visibility = field(message.visibility)
  const kind = field(message.kind)
  const length = field(message.length)
  const text = field(message.text)
  const countable = field(message.countable)
  const delivery = field(message.delivery)
  const category = field(message.category)
  const template = field(message.template)
  const error = field(message.error)
  const actorTypeOf = valueMap('actor_type', values.actor_type, CANONICAL.actor_type)
  const directionOf = valueMap('direction', values.direction, CANONICAL.direction)
  const visibilityOf = valueMap('visibility', values.visibility, CANONICAL.visibility)
  const deliveryOf = valueMap('delivery', values.delivery, CANONICAL.delivery)
  const kindOf = valueMap('kind', values.kind, null)
  const categoryOf = valueMap('category', values.category, null)
  const countableOf = valueMap('countable', values.countable, null)

  return (record) => {
    const body = text(record)
    const author = mapped(actorType(record), actorTypeOf)
    const way = mapped(direction(record), directionOf) ?? directionBy(author)
    const contentKind = mapped(kind(record), kindOf)
    const seenBy = mapped(visibility(record), visibilityOf)
    return {
      messageId: id(record),
      parentId: parent(record),
      actorType: author ?? (way === 'inbound' ? 'customer' : null),
      actorId: actor(record),
      direction: way,
      visibility: seenBy,
      contentKind,
      contentLength: integer('message.length', length(record)) ?? (body === null ? null : characters(body)),
      countable:
        truth('message.countable', mapped(countable(record), countableOf)) ??
        (way === null ? null : !NO_TALK.has(contentKind ?? '') && seenBy !== 'private'),
      deliveryState: mapped(delivery(record), deliveryOf),
      category: mapped(category(record), categoryOf),
      template: template(record),
      errorCode: error(record),
    }
  }
}

const mapped = <T extends string>(text: string | null, map: (word: string) => T): T | null =>
  text === null ? null : map(text)

function directionBy(actorType: CanonicalEvent['actorType']): CanonicalEvent['direction'] {
  if (actorType === null || actorType === 'unknown') return null
  return actorType === 'customer' ? 'inbound' : 'outbound'
}
