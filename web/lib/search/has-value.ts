import type { CatalogDimension } from '../api/get-catalog.ts'

/** Whether rows could carry the value: a filter on another one of a closed dimension, or of local time, is an error. */
export function hasValue({ closed, clock, values }: CatalogDimension, value: string | null): boolean {
  if (value === null) return true
  if (clock && !/^\d{1,2}$/.test(value)) return false
  return !closed || (values ?? []).some((known) => String(known.value) === value)
}
