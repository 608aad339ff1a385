import { invalid } from '../../errors.ts'
import type { EventMapping, FieldRef, Mapping } from './mapping.ts'
import type { FileRecord } from './rows.ts'

/** Trimmed text of one field of a record; null where it is absent. */
export type TextOf = (record: FileRecord) => string | null

/** Every field of a mapping that names a column: `attributes.status` → its reference. */
export function mappedFields(mapping: Mapping): ReadonlyMap<string, FieldRef> {
  const fields = new Map<string, FieldRef>()
  const add = (name: string, ref: FieldRef | undefined) => ref !== undefined && fields.set(name, ref)
  add('at', mapping.at)
  add('ticket', mapping.ticket)
  for (const name of ['sequence', 'account', 'customer'] as const) add(name, mapping[name])
  for (const [name, ref] of Object.entries(mapping.attributes)) add(`attributes.${name}`, ref)
  if (mapping.kind === 'snapshots') add('created_at', mapping.created_at)
  else addEventFields(mapping, add)
  if (typeof mapping.id === 'object')
    for (const [i, column] of mapping.id.columns.entries()) add(`id.columns.${i}`, column)
  return fields
}

function addEventFields(
  mapping: EventMapping,
  add: (name: string, ref: FieldRef | undefined) => unknown,
): void {
  add('type', mapping.type)
  add('merged_into', mapping.merged_into)
  for (const [name, ref] of Object.entries(mapping.message)) add(`message.${name}`, ref)
  add('rating.score', mapping.rating?.score)
  add('rating.survey', mapping.rating?.survey)
}

/** Columns that a mapping names, once each. */
export const mappedColumns = (mapping: Mapping): string[] => [
  ...new Set([...mappedFields(mapping).values()].flatMap((ref) => columnOf(ref) ?? [])),
]

/** The column a field comes from, or null for a constant. */
export function columnOf(ref: FieldRef): string | null {
  if (typeof ref === 'string') return ref
  return 'column' in ref ? ref.column : null
}

/** Throws `invalid`, field by field, when the header (CSV, Parquet) lacks a column that the mapping names. */
export function checkColumns(name: string, mapping: Mapping, columns: readonly string[]): void {
  const missing = [...mappedFields(mapping)].filter(([, ref]) => {
    const column = columnOf(ref)
    return column !== null && !hasColumn(columns, column)
  })
  if (missing.length === 0) return
  const fields = Object.fromEntries(
    missing.map(([field, ref]) => [field, `no column "${columnOf(ref)}" in the file`]),
  )
  const absent = [...new Set(missing.map(([, ref]) => `"${columnOf(ref)}"`))]
  throw invalid(`${name} has no column ${absent.join(', ')}; it has ${columns.join(', ')}`, fields)
}

/** Parquet structs and JSON objects are reached with dots. */
const hasColumn = (columns: readonly string[], column: string): boolean =>
  columns.includes(column) || columns.includes(column.split('.', 1)[0] ?? '')

/**
 * Compiles a reference. `columns` are the header of a CSV file, or null where records carry their names.
 * Values in `absent` give null.
 */
export function textOf(
  ref: FieldRef,
  columns: readonly string[] | null,
  absent: ReadonlySet<string>,
): TextOf {
  if (typeof ref === 'object' && 'value' in ref) {
    const text = String(ref.value)
    return () => text
  }
  const column = columnOf(ref) ?? ''
  const clean = (text: string): string | null => {
    const trimmed = text.trim()
    return trimmed === '' || absent.has(trimmed) ? null : trimmed
  }
  if (columns) {
    const index = columns.indexOf(column)
    return (record) => clean((record as readonly string[])[index] ?? '')
  }
  const path = column.split('.')
  return (record) => {
    const value = reach(record as Readonly<Record<string, unknown>>, column, path)
    return value === null ? null : clean(typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
}

function reach(record: Readonly<Record<string, unknown>>, column: string, path: readonly string[]): unknown {
  if (Object.hasOwn(record, column)) return record[column] ?? null
  let value: unknown = record
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null
    value = (value as Record<string, unknown>)[key]
  }
  return value ?? null
}
