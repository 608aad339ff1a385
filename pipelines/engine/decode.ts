/**
 * Column vectors of a result chunk → cells, read straight from the engine's memory.
 * The views are valid only while the chunk lives, so every decoder finishes before it returns.
 */
import {
  type DuckDBArrayType,
  type DuckDBDecimalType,
  type DuckDBEnumType,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
  DuckDBVector,
} from '@duckdb/node-api'
import duckdb, { type Vector } from '@duckdb/node-bindings'
import { dayText, instantText } from './instants.ts'
import type { Cell } from './port.ts'

const WORD = 4_294_967_296
const SAFE = Number.MAX_SAFE_INTEGER
type Read = (row: number) => Cell

/** Appends the `count` values of one vector to `out`. */
export function decodeVector(vector: Vector, type: DuckDBType, count: number, out: Cell[]): void {
  if (count === 0) return
  const valid = duckdb.vector_get_validity(vector, Math.ceil(count / 64) * 8) as Uint8Array | null
  const read = reader(vector, type, count)
  if (valid === null) {
    for (let row = 0; row < count; row++) out.push(read(row))
    return
  }
  for (let row = 0; row < count; row++) {
    out.push(((valid[row >> 3] as number) >> (row & 7)) & 1 ? read(row) : null)
  }
}

/** How one value of the vector is read. */
function reader(vector: Vector, type: DuckDBType, count: number): Read {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN: {
      const bytes = data(vector, count)
      return (row) => bytes[row] !== 0
    }
    case DuckDBTypeId.TINYINT:
      return from(new Int8Array(...view(vector, count, 1)))
    case DuckDBTypeId.UTINYINT:
      return from(new Uint8Array(...view(vector, count, 1)))
    case DuckDBTypeId.SMALLINT:
      return from(new Int16Array(...view(vector, count, 2)))
    case DuckDBTypeId.USMALLINT:
      return from(new Uint16Array(...view(vector, count, 2)))
    case DuckDBTypeId.INTEGER:
      return from(new Int32Array(...view(vector, count, 4)))
    case DuckDBTypeId.UINTEGER:
      return from(new Uint32Array(...view(vector, count, 4)))
    case DuckDBTypeId.FLOAT:
      return from(new Float32Array(...view(vector, count, 4)))
    case DuckDBTypeId.DOUBLE:
      return from(new Float64Array(...view(vector, count, 8)))
    case DuckDBTypeId.BIGINT: {
      const int64 = int64Reader(vector, count)
      return (row) => integer(int64(row))
    }
    case DuckDBTypeId.UBIGINT: {
      const words = new Uint32Array(...view(vector, count * 2, 4))
      return (row) => {
        const value = (words[row * 2 + 1] as number) * WORD + (words[row * 2] as number)
        if (value <= SAFE) return value
        return ((BigInt(words[row * 2 + 1] as number) << 32n) | BigInt(words[row * 2] as number)).toString()
      }
    }
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT: {
      const int128 = int128Reader(vector, count, type.typeId === DuckDBTypeId.HUGEINT)
      return (row) => integer(int128(row))
    }
    case DuckDBTypeId.DECIMAL:
      return decimal(vector, type as DuckDBDecimalType, count)
    case DuckDBTypeId.VARCHAR:
      return text(vector, count)
    case DuckDBTypeId.BLOB: {
      const bytes = bytesReader(vector, count)
      return (row) => Buffer.from(bytes(row)).toString('base64')
    }
    case DuckDBTypeId.DATE: {
      const days = new Int32Array(...view(vector, count, 4))
      return (row) => dateCell(days[row] as number)
    }
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return instant(vector, count, 1000, 1)
    case DuckDBTypeId.TIMESTAMP_NS:
      return instant(vector, count, 1_000_000, 1000)
    case DuckDBTypeId.TIMESTAMP_MS:
      return instant(vector, count, 1, 1)
    case DuckDBTypeId.TIMESTAMP_S:
      return instant(vector, count, 0.001, 1)
    case DuckDBTypeId.INTERVAL: {
      const parts = new Int32Array(...view(vector, count * 4, 4))
      const micros = new BigInt64Array(...view(vector, count * 2, 8))
      return (row) =>
        ((parts[row * 4] as number) * 30 + (parts[row * 4 + 1] as number)) * 86_400 +
        Number(micros[row * 2 + 1]) / 1e6
    }
    case DuckDBTypeId.UUID: {
      const words = new Uint32Array(...view(vector, count * 4, 4))
      return (row) => uuid(words, row * 4)
    }
    case DuckDBTypeId.ENUM:
      return enumeration(vector, type as DuckDBEnumType, count)
    case DuckDBTypeId.LIST:
      return list(vector, type as DuckDBListType, count)
    case DuckDBTypeId.ARRAY: {
      const { length, valueType } = type as DuckDBArrayType
      const items: Cell[] = []
      decodeVector(duckdb.array_vector_get_child(vector), valueType, count * length, items)
      return (row) => items.slice(row * length, (row + 1) * length)
    }
    case DuckDBTypeId.STRUCT:
      return struct(vector, type as DuckDBStructType, count)
    case DuckDBTypeId.MAP:
      return map(vector, type as DuckDBMapType, count)
    case DuckDBTypeId.SQLNULL:
      return () => null
    default: {
      const items = DuckDBVector.create(vector, count, type)
      return (row) => String(items.getItem(row))
    }
  }
}

/** Offset arguments for a typed array over the vector's memory. */
function view(vector: Vector, count: number, bytes: number): [ArrayBuffer, number, number] {
  const raw = data(vector, count * bytes)
  return [raw.buffer as ArrayBuffer, raw.byteOffset, count]
}

function data(vector: Vector, bytes: number): Uint8Array {
  return duckdb.vector_get_data(vector, bytes)
}

function from(values: ArrayLike<number>): Read {
  return (row) => values[row] as number
}

/** A number while it is exact, else a bigint. */
function int64Reader(vector: Vector, count: number): (row: number) => number | bigint {
  const [buffer, offset] = view(vector, count, 8)
  const low = new Uint32Array(buffer, offset, count * 2)
  const high = new Int32Array(buffer, offset, count * 2)
  return (row) => {
    const value = (high[row * 2 + 1] as number) * WORD + (low[row * 2] as number)
    if (value <= SAFE && value >= -SAFE) return value
    return (BigInt(high[row * 2 + 1] as number) << 32n) | BigInt(low[row * 2] as number)
  }
}

function int128Reader(vector: Vector, count: number, signed: boolean): (row: number) => number | bigint {
  const words = new Uint32Array(...view(vector, count * 4, 4))
  return (row) => {
    const at = row * 4
    if (words[at + 3] === 0 && words[at + 2] === 0) {
      const value = (words[at + 1] as number) * WORD + (words[at] as number)
      if (value <= SAFE) return value
    }
    let value = 0n
    for (let word = 3; word >= 0; word--) value = (value << 32n) | BigInt(words[at + word] as number)
    return narrow(signed ? BigInt.asIntN(128, value) : value)
  }
}

function narrow(value: bigint): number | bigint {
  return value <= BigInt(SAFE) && value >= -BigInt(SAFE) ? Number(value) : value
}

function integer(value: number | bigint): Cell {
  return typeof value === 'number' ? value : value.toString()
}

function decimal(vector: Vector, type: DuckDBDecimalType, count: number): Read {
  const unit = 10 ** type.scale
  if (type.width <= 4) {
    const values = new Int16Array(...view(vector, count, 2))
    return (row) => (values[row] as number) / unit
  }
  if (type.width <= 9) {
    const values = new Int32Array(...view(vector, count, 4))
    return (row) => (values[row] as number) / unit
  }
  const values = type.width <= 18 ? int64Reader(vector, count) : int128Reader(vector, count, true)
  return (row) => {
    const value = values(row)
    return typeof value === 'number' ? value / unit : Number(`${value}e-${type.scale}`)
  }
}

/** Strings repeat in results, and a repeated long string is often one pointer: each is decoded once. */
function text(vector: Vector, count: number): Read {
  const raw = data(vector, count * 16)
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const words = new Uint32Array(raw.buffer, raw.byteOffset, count * 4)
  const seen = new Map<number, string>()
  return (row) => {
    const length = words[row * 4] as number
    if (length <= 12) return shortText(bytes, row * 16 + 4, length)
    const pointer = (words[row * 4 + 3] as number) * WORD + (words[row * 4 + 2] as number)
    const known = seen.get(pointer)
    if (known !== undefined && Buffer.byteLength(known) === length) return known
    const value = pointed(raw, row, length).toString('utf8')
    seen.set(pointer, value)
    return value
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

function bytesReader(vector: Vector, count: number): (row: number) => Uint8Array {
  const raw = data(vector, count * 16)
  const words = new Uint32Array(raw.buffer, raw.byteOffset, count * 4)
  return (row) => {
    const length = words[row * 4] as number
    return length <= 12 ? raw.subarray(row * 16 + 4, row * 16 + 4 + length) : pointed(raw, row, length)
  }
}

function pointed(raw: Uint8Array, row: number, length: number): Buffer {
  const found = duckdb.get_data_from_pointer(raw.buffer as ArrayBuffer, raw.byteOffset + row * 16 + 8, length)
  return Buffer.from(found.buffer, found.byteOffset, found.byteLength)
}

function instant(vector: Vector, count: number, perMs: number, perMicro: number): Read {
  const values = int64Reader(vector, count)
  return (row) => {
    const value = values(row)
    if (value === 9_223_372_036_854_775_807n) return 'infinity'
    if (value === -9_223_372_036_854_775_807n) return '-infinity'
    if (typeof value === 'number') return instantOf(value, perMs, perMicro)
    return instantOf(Number(value / BigInt(perMicro)), perMs / perMicro, 1)
  }
}

function instantOf(value: number, perMs: number, perMicro: number): string {
  const ms = Math.floor(value / perMs)
  return instantText(ms, perMs > 1 ? Math.floor((value - ms * perMs) / perMicro) : 0)
}

function dateCell(day: number): string {
  if (day === 2_147_483_647) return 'infinity'
  return day === -2_147_483_647 ? '-infinity' : dayText(day)
}

/** 128 bits whose top bit is flipped so that they sort as a signed number. */
function uuid(words: Uint32Array, at: number): string {
  const hex = [((words[at + 3] as number) ^ 0x80000000) >>> 0, words[at + 2], words[at + 1], words[at]]
    .map((word) => (word as number).toString(16).padStart(8, '0'))
    .join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function enumeration(vector: Vector, type: DuckDBEnumType, count: number): Read {
  const size = type.values.length
  const codes =
    size <= 256
      ? new Uint8Array(...view(vector, count, 1))
      : size <= 65_536
        ? new Uint16Array(...view(vector, count, 2))
        : new Uint32Array(...view(vector, count, 4))
  return (row) => type.values[codes[row] as number] as string
}

function list(vector: Vector, type: DuckDBListType, count: number): Read {
  const entries = new Uint32Array(...view(vector, count * 4, 4))
  const items: Cell[] = []
  decodeVector(
    duckdb.list_vector_get_child(vector),
    type.valueType,
    duckdb.list_vector_get_size(vector),
    items,
  )
  return (row) => {
    const start = (entries[row * 4 + 1] as number) * WORD + (entries[row * 4] as number)
    return items.slice(start, start + (entries[row * 4 + 2] as number))
  }
}

function struct(vector: Vector, type: DuckDBStructType, count: number): Read {
  const fields = type.entryNames.map((name, index) => {
    const values: Cell[] = []
    const child = duckdb.struct_vector_get_child(vector, index)
    decodeVector(child, type.entryTypes[index] as DuckDBType, count, values)
    return [name, values] as const
  })
  return (row) => Object.fromEntries(fields.map(([name, values]) => [name, values[row] as Cell]))
}

/** A map is a list of `{key, value}` in memory. */
function map(vector: Vector, type: DuckDBMapType, count: number): Read {
  const entries = new Uint32Array(...view(vector, count * 4, 4))
  const pairs = duckdb.list_vector_get_child(vector)
  const size = duckdb.list_vector_get_size(vector)
  const keys: Cell[] = []
  const values: Cell[] = []
  decodeVector(duckdb.struct_vector_get_child(pairs, 0), type.keyType, size, keys)
  decodeVector(duckdb.struct_vector_get_child(pairs, 1), type.valueType, size, values)
  return (row) => {
    const start = (entries[row * 4 + 1] as number) * WORD + (entries[row * 4] as number)
    const length = entries[row * 4 + 2] as number
    const found: [string, Cell][] = []
    for (let i = start; i < start + length; i++) found.push([String(keys[i]), values[i] as Cell])
    return Object.fromEntries(found)
  }
}
