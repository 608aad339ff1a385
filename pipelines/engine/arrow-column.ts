/** One column of a result as Arrow keeps it, filled chunk by chunk. */
import { type DuckDBType, DuckDBTypeId } from '@duckdb/node-api'
import duckdb, { type Vector } from '@duckdb/node-bindings'
import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Dictionary,
  Float64,
  Int32,
  Int64,
  makeData,
  Timestamp,
  TimeUnit,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import { decodeVector } from './decode.ts'
import { parseInstant } from './instants.ts'
import type { Cell } from './port.ts'

const WORD = 4_294_967_296

export interface ArrowColumn {
  /** Takes `count` values, the first of which is row `from` of the result. */
  add(vector: Vector, from: number, count: number): void
  finish(): Data
}

/**
 * Whole numbers up to 32 bits are Int32, BIGINT is Int64, all other numbers are Float64, instants are
 * Timestamp[ms, UTC], dates DateDay, and everything else is a dictionary of text (JSON for lists and structs).
 */
export function arrowColumn(type: DuckDBType, rows: number): ArrowColumn {
  switch (type.typeId) {
    case DuckDBTypeId.INTEGER:
      return copied(new Int32(), new Int32Array(rows))
    case DuckDBTypeId.BIGINT:
      return copied(new Int64(), new BigInt64Array(rows))
    case DuckDBTypeId.DOUBLE:
      return copied(new Float64(), new Float64Array(rows))
    case DuckDBTypeId.DATE:
      return copied(new DateDay(), new Int32Array(rows))
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return instants(rows)
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
      return converted(type, utc(), new BigInt64Array(rows), (cell) =>
        BigInt(Math.floor(parseInstant(String(cell)))),
      )
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.USMALLINT:
      return converted(type, new Int32(), new Int32Array(rows), Number)
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DECIMAL:
    case DuckDBTypeId.INTERVAL:
      return converted(type, new Float64(), new Float64Array(rows), Number)
    case DuckDBTypeId.BOOLEAN:
      return booleans(type, rows)
    default:
      return dictionary(type, rows)
  }
}

const utc = () => new Timestamp(TimeUnit.MILLISECOND, 'UTC')

/** Types that look the same in both memories. */
function copied(type: DataType, values: Int32Array | BigInt64Array | Float64Array): ArrowColumn {
  const bytes = new Uint8Array(values.buffer)
  const width = values.BYTES_PER_ELEMENT
  const nulls = new Nulls(values.length)
  return {
    add(vector, from, count) {
      nulls.take(vector, from, count)
      bytes.set(duckdb.vector_get_data(vector, count * width), from * width)
    },
    finish: () => makeData({ type, length: values.length, ...nulls.finish(), data: values } as never),
  }
}

/** Microseconds → milliseconds, in two words so that no bigint is made on the way. */
function instants(rows: number): ArrowColumn {
  const words = new Uint32Array(rows * 2)
  const nulls = new Nulls(rows)
  return {
    add(vector, from, count) {
      nulls.take(vector, from, count)
      const raw = duckdb.vector_get_data(vector, count * 8)
      const low = new Uint32Array(raw.buffer, raw.byteOffset, count * 2)
      const high = new Int32Array(raw.buffer, raw.byteOffset, count * 2)
      for (let row = 0; row < count; row++) {
        const micros = (high[row * 2 + 1] as number) * WORD + (low[row * 2] as number)
        const ms = Math.floor(micros / 1000)
        const top = Math.floor(ms / WORD)
        words[(from + row) * 2] = ms - top * WORD
        words[(from + row) * 2 + 1] = top
      }
    },
    finish: () =>
      makeData({
        type: utc(),
        length: rows,
        ...nulls.finish(),
        data: new BigInt64Array(words.buffer),
      } as never),
  }
}

function converted<T extends Int32Array | Float64Array | BigInt64Array>(
  from: DuckDBType,
  type: DataType,
  values: T,
  convert: (cell: Cell) => T[number],
): ArrowColumn {
  const nulls = new Nulls(values.length)
  return {
    add(vector, at, count) {
      nulls.take(vector, at, count)
      cellsOf(vector, from, count).forEach((cell, row) => {
        if (cell !== null) values[at + row] = convert(cell)
      })
    },
    finish: () => makeData({ type, length: values.length, ...nulls.finish(), data: values } as never),
  }
}

function booleans(from: DuckDBType, rows: number): ArrowColumn {
  const bits = new Uint8Array(Math.ceil(rows / 8))
  const nulls = new Nulls(rows)
  return {
    add(vector, at, count) {
      nulls.take(vector, at, count)
      cellsOf(vector, from, count).forEach((cell, row) => {
        if (cell === true) setBit(bits, at + row)
      })
    },
    finish: () => makeData({ type: new Bool(), length: rows, ...nulls.finish(), data: bits } as never),
  }
}

function dictionary(from: DuckDBType, rows: number): ArrowColumn {
  const codes = new Int32Array(rows)
  const known = new Map<string, number>()
  const nulls = new Nulls(rows)
  return {
    add(vector, at, count) {
      nulls.take(vector, at, count)
      cellsOf(vector, from, count).forEach((cell, row) => {
        if (cell === null) return
        const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
        let code = known.get(text)
        if (code === undefined) {
          code = known.size
          known.set(text, code)
        }
        codes[at + row] = code
      })
    },
    finish: () =>
      makeData({
        type: new Dictionary(new Utf8(), new Int32()),
        length: rows,
        ...nulls.finish(),
        data: codes,
        dictionary: vectorFromArray([...known.keys()], new Utf8()),
      }),
  }
}

function cellsOf(vector: Vector, type: DuckDBType, count: number): Cell[] {
  const cells: Cell[] = []
  decodeVector(vector, type, count, cells)
  return cells
}

/** Which rows have a value. */
class Nulls {
  readonly #bits: Uint8Array
  #missing: number

  constructor(rows: number) {
    this.#bits = new Uint8Array(Math.ceil(rows / 8))
    this.#missing = rows
  }

  take(vector: Vector, from: number, count: number): void {
    const valid = duckdb.vector_get_validity(vector, Math.ceil(count / 64) * 8) as Uint8Array | null
    for (let row = 0; row < count; row++) {
      if (valid === null || ((valid[row >> 3] as number) >> (row & 7)) & 1) {
        setBit(this.#bits, from + row)
        this.#missing--
      }
    }
  }

  finish(): { nullCount: number; nullBitmap: Uint8Array } {
    return { nullCount: this.#missing, nullBitmap: this.#bits }
  }
}

function setBit(bits: Uint8Array, at: number): void {
  bits[at >> 3] = (bits[at >> 3] as number) | (1 << (at & 7))
}
