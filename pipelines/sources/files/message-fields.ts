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
  const text = Object.fromEntries(
    Object.entries(message).map(([name, ref]) => [name, field(ref)]),
  ) as Partial<Record<keyof typeof message, ReturnType<FieldReader>>>
  const actorTypeOf = valueMap('actor_type', values.actor_type, CANONICAL.actor_type)
  const directionOf = valueMap('direction', values.direction, CANONICAL.direction)
  const visibilityOf = valueMap('visibility', values.visibility, CANONICAL.visibility)
  const deliveryOf = valueMap('delivery', values.delivery, CANONICAL.delivery)
  const kindOf = valueMap('kind', values.kind, null)
  const categoryOf = valueMap('category', values.category, null)
  const countableOf = valueMap('countable', values.countable, null)

  return (record) => {
    const read = (name: keyof typeof message) => text[name]?.(record) ?? null
    const body = read('text')
    const actorType = mapped(read('actor_type'), actorTypeOf)
    const direction = mapped(read('direction'), directionOf) ?? directionBy(actorType)
    const contentKind = mapped(read('kind'), kindOf)
    const visibility = mapped(read('visibility'), visibilityOf)
    return {
      messageId: read('id'),
      parentId: read('parent'),
      actorType: actorType ?? (direction === 'inbound' ? 'customer' : null),
      actorId: read('actor'),
      direction,
      visibility,
      contentKind,
      contentLength: integer('message.length', read('length')) ?? (body === null ? null : characters(body)),
      countable:
        truth('message.countable', mapped(read('countable'), countableOf)) ??
        (direction === null ? null : !NO_TALK.has(contentKind ?? '') && visibility !== 'private'),
      deliveryState: mapped(read('delivery'), deliveryOf),
      category: mapped(read('category'), categoryOf),
      template: read('template'),
      errorCode: read('error'),
    }
  }
}

const mapped = <T extends string>(text: string | null, map: (word: string) => T): T | null =>
  text === null ? null : map(text)

function directionBy(actorType: CanonicalEvent['actorType']): CanonicalEvent['direction'] {
  if (actorType === null || actorType === 'unknown') return null
  return actorType === 'customer' ? 'inbound' : 'outbound'
}
