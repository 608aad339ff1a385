/**
 * Text and bytes of a vector. A value of up to 12 bytes stands in the vector itself, a longer one behind a pointer.
 * Values that lie side by side are fetched in one piece, since each fetch costs more than the decoding.
 */
import duckdb, { type Vector } from '@duckdb/node-bindings'

const WORD = 4_294_967_296
const INLINE = 12
/** Far below a page, so that the bytes between two values of one piece lie in a page that one of them is on. */
const MAX_GAP = 64

/** Reads one value; only for rows that have one. */
export interface Strings {
  text(row: number): string
  bytes(row: number): Uint8Array
}

/** `valid` has a bit for each row with a value; null when all have one. */
export function strings(vector: Vector, count: number, valid: Uint8Array | null): Strings {
  const raw = duckdb.vector_get_data(vector, count * 16) as Buffer
  const words = new Uint32Array(raw.buffer, raw.byteOffset, count * 4)
  const long: number[] = []
  for (let row = 0; row < count; row++) {
    const there = valid === null || ((valid[row >> 3] as number) >> (row & 7)) & 1
    if (there && (words[row * 4] as number) > INLINE) long.push(row)
  }
  const far = long.length > 0 ? new LongValues(raw, words, long) : null
  return {
    text(row) {
      const length = words[row * 4] as number
      return length <= INLINE ? shortText(raw, row * 16 + 4, length) : (far as LongValues).text(row)
    },
    bytes(row) {
      const length = words[row * 4] as number
      return length <= INLINE
        ? raw.subarray(row * 16 + 4, row * 16 + 4 + length)
        : (far as LongValues).bytes(row)
    },
  }
}

function shortText(bytes: Buffer, at: number, length: number): string {
  let value = ''
  for (let i = at; i < at + length; i++) {
    const byte = bytes[i] as number
    if (byte > 127) return bytes.toString('utf8', at, at + length)
    value += String.fromCharCode(byte)
  }
  return value
}

class LongValues {
  readonly #raw: Buffer
  readonly #words: Uint32Array
  readonly #pieces: Buffer[] = []
  /** By row: its piece, where it starts in there, and the first row that has the very same bytes. */
  readonly #piece: Uint32Array
  readonly #offset: Float64Array
  readonly #same: Uint32Array
  readonly #texts: string[] = []

  constructor(raw: Buffer, words: Uint32Array, rows: readonly number[]) {
    this.#raw = raw
    this.#words = words
    this.#piece = new Uint32Array(words.length / 4)
    this.#offset = new Float64Array(words.length / 4)
    this.#same = new Uint32Array(words.length / 4)
    this.#fetch(this.#byAddress(rows))
  }

  text(row: number): string {
    const same = this.#same[row] as number
    const known = this.#texts[same]
    if (known !== undefined) return known
    const start = this.#offset[row] as number
    const piece = this.#pieces[this.#piece[row] as number] as Buffer
    const value = piece.toString('utf8', start, start + this.#length(row))
    this.#texts[same] = value
    return value
  }

  bytes(row: number): Uint8Array {
    const start = this.#offset[row] as number
    return (this.#pieces[this.#piece[row] as number] as Buffer).subarray(start, start + this.#length(row))
  }

  #fetch(rows: readonly number[]): void {
    let first = rows[0] as number
    let previous = first
    let end = this.#address(first)
    for (const row of rows) {
      const start = this.#address(row)
      if (start > end + MAX_GAP) {
        this.#take(first, end)
        first = row
        end = start
      }
      this.#piece[row] = this.#pieces.length
      this.#offset[row] = start - this.#address(first)
      const repeated =
        row !== previous && start === this.#address(previous) && this.#length(row) === this.#length(previous)
      this.#same[row] = repeated ? (this.#same[previous] as number) : row
      end = Math.max(end, start + this.#length(row))
      previous = row
    }
    this.#take(first, end)
  }

  #take(first: number, end: number): void {
    const pointer = this.#raw.byteOffset + first * 16 + 8
    const bytes = duckdb.get_data_from_pointer(
      this.#raw.buffer as ArrayBuffer,
      pointer,
      end - this.#address(first),
    )
    this.#pieces.push(bytes as Buffer)
  }

  #byAddress(rows: readonly number[]): readonly number[] {
    const rising = rows.every(
      (row, index) => index === 0 || this.#address(row) >= this.#address(rows[index - 1] as number),
    )
    return rising ? rows : rows.toSorted((a, b) => this.#address(a) - this.#address(b))
  }

  #address(row: number): number {
    return (this.#words[row * 4 + 3] as number) * WORD + (this.#words[row * 4 + 2] as number)
  }

  #length(row: number): number {
    return this.#words[row * 4] as number
  }
}
