/**
 * Text → the memory of a data chunk's vector. A value of up to 12 bytes stands in the vector itself, so that short ones
 * are laid out here and copied in one piece; each longer one takes a call of the engine.
 */
import duckdb, { type Vector } from '@duckdb/node-bindings'
import type { ColumnBatch } from './port.ts'
import { Validity } from './validity.ts'

const INLINE = 12
const SLOT = 16

/** Writes `count` values (at most 2048) of a column of text, starting with row `from`, into a fresh vector. */
export function writeText(vector: Vector, column: ColumnBatch[number], from: number, count: number): void {
  const validity = new Validity()
  const long: number[] = []
  let last: string | null = null
  let lastRow = 0
  for (let row = 0; row < count; row++) {
    const value = column[from + row]
    if (value === null || value === undefined) {
      validity.clear(row)
      continue
    }
    const text = typeof value === 'string' ? value : String(value)
    if (text === last) slots.repeat(row, lastRow)
    else if (slots.write(row, text)) {
      last = text
      lastRow = row
    } else long.push(row)
  }
  validity.write(vector)
  if (last !== null) slots.copyTo(vector, count)
  for (const row of long) duckdb.vector_assign_string_element(vector, row, String(column[from + row]))
}

/** What a vector of text holds: per row its length in bytes, then the bytes, padded with zeros. */
class Slots {
  readonly #bytes = new Uint8Array(2048 * SLOT)
  readonly #words = new Uint32Array(this.#bytes.buffer)

  /** False for text that is too long, or not ASCII, or has a zero byte: the engine has to encode that. */
  write(row: number, text: string): boolean {
    const length = text.length
    if (length > INLINE) return false
    const word = row * 4
    this.#words[word] = length
    this.#words[word + 1] = 0
    this.#words[word + 2] = 0
    this.#words[word + 3] = 0
    const at = row * SLOT + 4
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i)
      if (unit === 0 || unit > 127) return false
      this.#bytes[at + i] = unit
    }
    return true
  }

  repeat(row: number, of: number): void {
    const from = of * 4
    this.#words.copyWithin(row * 4, from, from + 4)
  }

  /** Slots of rows without a short value hold what an earlier chunk or column had there: short text, or nothing. */
  copyTo(vector: Vector, count: number): void {
    duckdb.copy_data_to_vector(vector, 0, this.#bytes.buffer, 0, count * SLOT)
  }
}

/** One for all columns: each is copied before the next is written. */
const slots = new Slots()
