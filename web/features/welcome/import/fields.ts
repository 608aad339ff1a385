/** The parts of a mapping that the form speaks of, and how to read and change them in it. */
import type { Mapping } from './imports.ts'

export const FIELDS = [
  'ticket',
  'at',
  'created_at',
  'customer',
  'attributes.status',
  'attributes.priority',
  'attributes.team',
  'attributes.assignee',
  'attributes.channel',
  'attributes.brand',
  'attributes.tier',
  'attributes.topic',
  'message.id',
  'message.actor_type',
  'message.direction',
  'message.text',
  'rating.score',
] as const
export type Field = (typeof FIELDS)[number]

const SNAPSHOTS_ONLY: readonly Field[] = ['created_at']

/** Those that the kind of mapping knows. */
export const fieldsOf = (kind: unknown): readonly Field[] =>
  FIELDS.filter((field) =>
    kind === 'events'
      ? !SNAPSHOTS_ONLY.includes(field)
      : !field.startsWith('message.') && !field.startsWith('rating.'),
  )

/** The words that values are mapped to, where the list of them is closed. */
export const WORDS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  'attributes.status': ['new', 'open', 'pending', 'on_hold', 'solved', 'closed', 'deleted', 'spam'],
  'attributes.priority': ['low', 'normal', 'high', 'urgent'],
  'attributes.channel': ['whatsapp', 'email', 'chat', 'phone', 'web', 'social', 'sms', 'other'],
  'message.actor_type': ['customer', 'agent', 'bot', 'automation', 'system', 'unknown'],
  'message.direction': ['inbound', 'outbound', 'internal'],
}

const groupOf = (mapping: Mapping, name: string) => (mapping[name] ?? {}) as Readonly<Record<string, unknown>>
const partsOf = (field: Field): [group: string, name: string] | [name: string] =>
  field.split('.') as [string, string] | [string]

/** Column of a field; null where it has none. */
export function columnOf(mapping: Mapping, field: Field): string | null {
  const [group, name] = partsOf(field)
  const value = name === undefined ? mapping[group] : groupOf(mapping, group)[name]
  return typeof value === 'string' ? value : null
}

/** With another column for a field; null takes it out. An emptied group goes. */
export function withColumn(mapping: Mapping, field: Field, column: string | null): Mapping {
  const [group, name] = partsOf(field)
  if (name === undefined) return without({ ...mapping, [group]: column ?? undefined })
  const next = without({ ...groupOf(mapping, group), [name]: column ?? undefined })
  return without({ ...mapping, [group]: Object.keys(next).length > 0 ? next : undefined })
}

/** Snapshots know no messages and ratings; events need a type. */
export function withKind(mapping: Mapping, kind: 'snapshots' | 'events'): Mapping {
  const { message: _, rating: __, type: ___, created_at: ____, ...shared } = mapping
  return kind === 'snapshots' ? { ...shared, kind } : { ...shared, kind, type: { value: 'message.created' } }
}

export function wordOf(mapping: Mapping, field: Field, value: string): string | null {
  const words = groupOf(groupOf(mapping, 'values'), nameOf(field))
  const found = Object.entries(words).find(([word]) => word.toLowerCase() === value.toLowerCase())
  return found ? String(found[1]) : null
}

export function withWord(mapping: Mapping, field: Field, value: string, word: string | null): Mapping {
  const values = groupOf(mapping, 'values')
  const words = without({ ...groupOf(values, nameOf(field)), [value]: word ?? undefined })
  return { ...mapping, values: { ...values, [nameOf(field)]: words } }
}

const nameOf = (field: Field) => field.slice(field.indexOf('.') + 1)

const without = (given: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
