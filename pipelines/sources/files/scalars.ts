import { RowError } from './rows.ts'

const TRUE = new Set(['true', 't', 'yes', 'y', '1'])
const FALSE = new Set(['false', 'f', 'no', 'n', '0'])

/** Throws `RowError` for an absent value. */
export function required(field: string, text: string | null): string {
  if (text === null) throw new RowError(`${field} is empty`)
  return text
}

/** Null stays null. Throws `RowError` for text that is no number. */
export function decimal(field: string, text: string | null): number | null {
  if (text === null) return null
  const value = Number(text)
  if (!Number.isFinite(value)) throw new RowError(`${field}: "${text}" is no number`)
  return value
}

/** Null stays null. Throws `RowError` for text that is no integer up to 2^53. */
export function integer(field: string, text: string | null): number | null {
  const value = decimal(field, text)
  if (value !== null && !Number.isSafeInteger(value))
    throw new RowError(`${field}: "${text}" is no integer up to 2^53`)
  return value
}

/** Null stays null. Throws `RowError` for text that is neither yes nor no. */
export function truth(field: string, text: string | null): boolean | null {
  if (text === null) return null
  const low = text.toLowerCase()
  if (TRUE.has(low)) return true
  if (FALSE.has(low)) return false
  throw new RowError(`${field}: "${text}" is neither true nor false`)
}
