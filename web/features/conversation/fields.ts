/** Reads fields of fact rows, whose columns are only known by name. */
import type { Cell } from '../../../pipelines/engine/port.ts'

export type Fields = Readonly<Record<string, Cell>>

export function textIn(row: Fields, name: string): string | null {
  const value = row[name]
  return typeof value === 'string' ? value : null
}

export function numberIn(row: Fields, name: string): number | null {
  const value = row[name]
  return typeof value === 'number' ? value : null
}

/** Epoch milliseconds. */
export function instantIn(row: Fields, name: string): number | null {
  const text = textIn(row, name)
  const at = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? null : at
}
