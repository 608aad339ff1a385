/** Readers of values of a fixed width, over a vector's memory. */
import { type DuckDBDecimalType, type DuckDBEnumType, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api'
import duckdb, { type Vector } from '@duckdb/node-bindings'
import { dayText, instantText } from './instants.ts'
import type { Cell } from './port.ts'

const WORD = 4_294_967_296
const SAFE = Number.MAX_SAFE_INTEGER

/** Reads the value of a row that has one. */
export type Read = (row: number) => Cell

/** Null for types whose values have no fixed width. */
export function fixedReader(vector: Vector, type: DuckDBType, count: number): Read | null {
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
    case DuckDBTypeId.UBIGINT:
      return unsigned64(vector, count)
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT: {
      const int128 = int128Reader(vector, count, type.typeId === DuckDBTypeId.HUGEINT)
      return (row) => integer(int128(row))
    }
    case DuckDBTypeId.DECIMAL:
      return decimal(vector, type as DuckDBDecimalType, count)
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
    case DuckDBTypeId.INTERVAL:
      return interval(vector, count)
    case DuckDBTypeId.UUID:
      return uuid(vector, count)
    case DuckDBTypeId.ENUM:
      return enumeration(vector, type as DuckDBEnumType, count)
    default:
      return null
  }
}

/** Offset arguments for a typed array over the vector's memory. */
export function view(vector: Vector, count: number, bytes: number): [ArrayBuffer, number, number] {
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

function unsigned64(vector: Vector, count: number): Read {
  const words = new Uint32Array(...view(vector, count * 2, 4))
  return (row) => {
    const value = (words[row * 2 + 1] as number) * WORD + (words[row * 2] as number)
    if (value <= SAFE) return value
    return ((BigInt(words[row * 2 + 1] as number) << 32n) | BigInt(words[row * 2] as number)).toString()
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

/** Seconds; a month counts thirty days. */
function interval(vector: Vector, count: number): Read {
  const parts = new Int32Array(...view(vector, count * 4, 4))
  const micros = new BigInt64Array(...view(vector, count * 2, 8))
  return (row) =>
    ((parts[row * 4] as number) * 30 + (parts[row * 4 + 1] as number)) * 86_400 +
    Number(micros[row * 2 + 1]) / 1e6
}

/** 128 bits whose top bit is flipped so that they sort as a signed number. */
function uuid(vector: Vector, count: number): Read {
  const words = new Uint32Array(...view(vector, count * 4, 4))
  const word = (at: number) => (words[at] as number).toString(16).padStart(8, '0')
  return (row) => {
    const at = row * 4
    const top = (((words[at + 3] as number) ^ 0x80000000) >>> 0).toString(16).padStart(8, '0')
    const [second, third, last] = [word(at + 2), word(at + 1), word(at)]
    return `${top}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${last}`
  }
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
