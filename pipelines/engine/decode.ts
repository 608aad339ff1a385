/**
 * Column vectors of a result chunk → cells, read straight from the engine's memory.
 * The views are valid only while the chunk lives, so every decoder finishes before it returns.
 */
import {
  type DuckDBArrayType,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
  DuckDBVector,
} from '@duckdb/node-api'
import duckdb, { type Vector } from '@duckdb/node-bindings'
import { fixedReader, type Read, view } from './decode-fixed.ts'
import type { Cell } from './port.ts'
import { strings } from './strings.ts'

const WORD = 4_294_967_296

/** Appends the `count` values of one vector to `out`. */
export function decodeVector(vector: Vector, type: DuckDBType, count: number, out: Cell[]): void {
  if (count === 0) return
  const valid = duckdb.vector_get_validity(vector, Math.ceil(count / 64) * 8) as Uint8Array | null
  const read = reader(vector, type, count, valid)
  if (valid === null) {
    for (let row = 0; row < count; row++) out.push(read(row))
    return
  }
  for (let row = 0; row < count; row++) {
    out.push(((valid[row >> 3] as number) >> (row & 7)) & 1 ? read(row) : null)
  }
}

/** How one value of the vector is read. */
function reader(vector: Vector, type: DuckDBType, count: number, valid: Uint8Array | null): Read {
  const fixed = fixedReader(vector, type, count)
  if (fixed !== null) return fixed
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return strings(vector, count, valid).text
    case DuckDBTypeId.BLOB: {
      const { bytes } = strings(vector, count, valid)
      return (row) => Buffer.from(bytes(row)).toString('base64')
    }
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
