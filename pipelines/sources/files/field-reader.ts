import { type TextOf, textOf } from './columns.ts'
import type { FieldRef } from './mapping.ts'

/** Compiles the references of one mapping; a field that is not mapped reads as null. */
export type FieldReader = (ref: FieldRef | undefined) => TextOf

export const fieldReader =
  (columns: readonly string[] | null, absent: ReadonlySet<string>): FieldReader =>
  (ref) =>
    ref === undefined ? () => null : textOf(ref, columns, absent)
