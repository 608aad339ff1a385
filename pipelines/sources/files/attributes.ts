import type { CanonicalEvent } from '../../events/event.ts'
import { type TextOf, textOf } from './columns.ts'
import type { AttributeName, Mapping } from './mapping.ts'
import type { FileRecord } from './rows.ts'
import { valueMap } from './value-map.ts'
import { CANONICAL } from './vocabulary.ts'

export type Attributes = Pick<CanonicalEvent, AttributeName>

const NAMES = ['status', 'priority', 'team', 'assignee', 'brand', 'tier', 'channel', 'topic'] as const
const CLOSED = { status: CANONICAL.status, priority: CANONICAL.priority, channel: CANONICAL.channel } as const

/**
 * Compiles the ticket attributes of a mapping. An absent value is null (says nothing), or `''` (there is none) when
 * `whole` says that each row is the full state; attributes with a closed list of values stay null.
 */
export function attributesOf(
  mapping: Mapping,
  columns: readonly string[] | null,
  absent: ReadonlySet<string>,
  whole: boolean,
): (record: FileRecord) => Attributes {
  const readers = NAMES.flatMap((name) => {
    const ref = mapping.attributes[name]
    return ref === undefined ? [] : [reader(name, textOf(ref, columns, absent), mapping, whole)]
  })
  return (record) => {
    const attributes: Record<AttributeName, string | null> = {
      status: null,
      priority: null,
      team: null,
      assignee: null,
      brand: null,
      tier: null,
      channel: null,
      topic: null,
    }
    for (const { name, text, word, none } of readers) {
      const value = text(record)
      attributes[name] = value === null ? none : word(value)
    }
    return attributes as Attributes
  }
}

function reader(name: AttributeName, text: TextOf, mapping: Mapping, whole: boolean) {
  const closed: readonly string[] | null = name in CLOSED ? CLOSED[name as keyof typeof CLOSED] : null
  const word = valueMap(name, mapping.values[name], closed)
  return { name, text, word, none: whole && closed === null ? '' : null }
}
