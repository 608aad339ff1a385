/** Column values → the memory of a data chunk's vector, column by column. */
import { type DuckDBDecimalType, type DuckDBType, DuckDBTypeId } from '@duckdb/node-api'
import duckdb, { type Vector } from '@duckdb/node-bindings'
import { writeText } from './encode-text.ts'
import { parseInstant } from './instants.ts'
import type { ColumnBatch } from './port.ts'
import { Validity } from './validity.ts'

const WORD = 4_294_967_296
/** Where columns of a fixed width are laid out, 2048 values of at most eight bytes: each is copied before the next is written. */
const SCRATCH = new ArrayBuffer(2048 * 8)
type Column = ColumnBatch[number]
type Value = NonNullable<Column[number]>
type Typed =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array

/** Writes `count` values (at most 2048) of a column, starting with row `from`, into a fresh vector. */
export type ColumnWriter = (vector: Vector, column: Column, from: number, count: number) => void

/** How a column of this type is written. Throws for types that the appender of this house does not feed. */
export function columnWriter(type: DuckDBType): ColumnWriter {
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return writeText
    case DuckDBTypeId.BOOLEAN:
      return fixed(new Uint8Array(SCRATCH), 1, (values, at, value) => {
        if (typeof value !== 'boolean') throw new Error(`${typeof value} is no boolean`)
        values[at] = value ? 1 : 0
      })
    case DuckDBTypeId.TINYINT:
      return integers(new Int8Array(SCRATCH), -128, 127)
    case DuckDBTypeId.UTINYINT:
      return integers(new Uint8Array(SCRATCH), 0, 255)
    case DuckDBTypeId.SMALLINT:
      return integers(new Int16Array(SCRATCH), -32_768, 32_767)
    case DuckDBTypeId.USMALLINT:
      return integers(new Uint16Array(SCRATCH), 0, 65_535)
    case DuckDBTypeId.INTEGER:
      return integers(new Int32Array(SCRATCH), -2_147_483_648, 2_147_483_647)
    case DuckDBTypeId.UINTEGER:
      return integers(new Uint32Array(SCRATCH), 0, 4_294_967_295)
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
      return words((value) => {
        const number = typeof value === 'string' ? BigInt(value) : value
        if (typeof number === 'bigint') return number
        if (!Number.isSafeInteger(number)) throw new Error(`${String(value)} is no exact whole number`)
        return number as number
      })
    case DuckDBTypeId.DOUBLE:
      return fixed(new Float64Array(SCRATCH), 1, setNumber)
    case DuckDBTypeId.FLOAT:
      return fixed(new Float32Array(SCRATCH), 1, setNumber)
    case DuckDBTypeId.DECIMAL:
      return decimals(type as DuckDBDecimalType)
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return words((value) => (typeof value === 'bigint' ? value : Math.round(instantMs(value) * 1000)))
    case DuckDBTypeId.TIMESTAMP_MS:
      return words((value) => Math.floor(instantMs(value)))
    case DuckDBTypeId.TIMESTAMP_S:
      return words((value) => Math.floor(instantMs(value) / 1000))
    case DuckDBTypeId.DATE:
      return fixed(new Int32Array(SCRATCH), 1, (values, at, value) => {
        values[at] = Math.floor(instantMs(value) / 86_400_000)
      })
    default:
      throw new Error(`Columns of type ${type} cannot be appended`)
  }
}

/** A column whose values have a fixed width of `width` array slots. */
function fixed<T extends Typed>(
  values: T,
  width: number,
  set: (values: T, at: number, value: Value) => void,
): ColumnWriter {
  return (vector, column, from, count) => {
    const validity = new Validity()
    let nulls = 0
    for (let row = 0; row < count; row++) {
      const value = column[from + row]
      if (value === null || value === undefined) {
        validity.clear(row)
        nulls++
      } else {
        set(values, row * width, value)
      }
    }
    validity.write(vector)
    if (nulls < count) {
      const bytes = values.BYTES_PER_ELEMENT * count * width
      duckdb.copy_data_to_vector(vector, 0, values.buffer as ArrayBuffer, values.byteOffset, bytes)
    }
  }
}

/** 64-bit values as two 32-bit words, so that whole numbers need no bigint. */
function words(convert: (value: Value) => number | bigint): ColumnWriter {
  return fixed(new Uint32Array(SCRATCH), 2, (values, at, value) => {
    const whole = convert(value)
    if (typeof whole === 'bigint') {
      if (BigInt.asIntN(64, whole) !== whole && BigInt.asUintN(64, whole) !== whole) {
        throw new Error(`${whole} does not fit 64 bits`)
      }
      values[at] = Number(whole & 0xffffffffn)
      values[at + 1] = Number((whole >> 32n) & 0xffffffffn)
    } else {
      const high = Math.floor(whole / WORD)
      values[at] = whole - high * WORD
      values[at + 1] = high
    }
  })
}

function integers<T extends Typed>(values: T, min: number, max: number): ColumnWriter {
  return fixed(values, 1, (values, at, value) => {
    const number = Number(value)
    if (!Number.isInteger(number) || number < min || number > max) {
      throw new Error(`${String(value)} is no whole number from ${min} to ${max}`)
    }
    values[at] = number
  })
}

function setNumber(values: Float64Array | Float32Array, at: number, value: Value): void {
  const number = Number(value)
  if (Number.isNaN(number) && !Number.isNaN(value)) throw new Error(`${String(value)} is no number`)
  values[at] = number
}

function decimals(type: DuckDBDecimalType): ColumnWriter {
  const unit = 10 ** type.scale
  const limit = 10 ** type.width
  const scaled = (value: Value) => {
    const whole = Math.round(Number(value) * unit)
    if (!Number.isSafeInteger(whole) || Math.abs(whole) >= limit) {
      throw new Error(`${String(value)} does not fit DECIMAL(${type.width},${type.scale})`)
    }
    return whole
  }
  const set = (values: Typed, at: number, value: Value) => {
    values[at] = scaled(value)
  }
  if (type.width <= 4) return fixed(new Int16Array(SCRATCH), 1, set)
  if (type.width <= 9) return fixed(new Int32Array(SCRATCH), 1, set)
  if (type.width <= 18) return words(scaled)
  throw new Error(`Columns of type ${type} cannot be appended`)
}

/** Epoch milliseconds of ISO text, of a number of milliseconds or of a bigint of microseconds. */
function instantMs(value: Value): number {
  const ms =
    typeof value === 'string' ? parseInstant(value) : typeof value === 'bigint' ? Number(value) / 1000 : value
  if (typeof ms !== 'number' || !Number.isFinite(ms)) throw new Error(`${String(value)} is no instant`)
  return ms
}
