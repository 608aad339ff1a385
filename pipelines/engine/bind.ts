/** JavaScript values → parameters `$1`, `$2`, … of a prepared statement. */
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBPreparedStatement,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api'
import type { SqlValue } from './port.ts'

const INT32 = 2_147_483_647
const INT64 = 9_223_372_036_854_775_807n

/**
 * Binds by position. Whole numbers become INTEGER or BIGINT, others DOUBLE; arrays become a LIST of the type of
 * their items (VARCHAR when empty). Instants are text ending in Z: `$1::timestamp` ignores any other offset, which only
 * `$1::timestamptz` honours. Throws when the count differs from the statement's parameters.
 */
export function bind(statement: DuckDBPreparedStatement, params: readonly SqlValue[]): void {
  if (statement.parameterCount !== params.length) {
    throw new Error(`The statement takes ${statement.parameterCount} parameters, ${params.length} were given`)
  }
  params.forEach((value, index) => {
    bindOne(statement, index + 1, value)
  })
}

function bindOne(statement: DuckDBPreparedStatement, at: number, value: SqlValue): void {
  if (value === null) statement.bindNull(at)
  else if (typeof value === 'string') statement.bindVarchar(at, value)
  else if (typeof value === 'boolean') statement.bindBoolean(at, value)
  else if (typeof value === 'number') bindNumber(statement, at, value)
  else if (typeof value === 'bigint') {
    if (value <= INT64 && value >= -INT64) statement.bindBigInt(at, value)
    else statement.bindHugeInt(at, value)
  } else if (value instanceof Uint8Array) statement.bindBlob(at, value)
  else if (Array.isArray(value)) {
    const type = itemType(value)
    statement.bindList(at, listValue(value.map((item) => itemValue(item, type))), LIST(type))
  } else throw new Error(`Parameter $${at} is of no bindable type: ${Object.prototype.toString.call(value)}`)
}

function bindNumber(statement: DuckDBPreparedStatement, at: number, value: number): void {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) statement.bindDouble(at, value)
  else if (Math.abs(value) <= INT32) statement.bindInteger(at, value)
  else statement.bindBigInt(at, BigInt(value))
}

function itemType(items: readonly SqlValue[]): DuckDBType {
  const given = items.filter((item) => item !== null)
  if (given.length === 0 || given.some((item) => typeof item === 'string')) return VARCHAR
  if (given.every((item) => typeof item === 'boolean')) return BOOLEAN
  if (given.every((item) => typeof item === 'bigint' || Number.isSafeInteger(item))) return BIGINT
  if (given.every((item) => typeof item === 'number' || typeof item === 'bigint')) return DOUBLE
  if (given.every((item) => Array.isArray(item))) return LIST(itemType(given.flat()))
  throw new Error('The items of a list parameter must be of one type')
}

function itemValue(item: SqlValue, type: DuckDBType): DuckDBValue {
  if (item === null) return null
  if (type === VARCHAR) return String(item)
  if (type === BIGINT) return BigInt(item as number | bigint)
  if (type === DOUBLE) return Number(item)
  if (Array.isArray(item)) {
    const inner = (type as ReturnType<typeof LIST>).valueType
    return listValue(item.map((one) => itemValue(one, inner)))
  }
  return item as boolean
}
