/** One statement on one connection: prepare, bind, run, decode; interrupted when its signal says so. */
import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBMaterializedResult,
  type DuckDBPreparedStatement,
  type DuckDBResult,
  type DuckDBType,
  StatementType,
} from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import { ArrowEncoder } from './arrow.ts'
import { bind } from './bind.ts'
import { decodeVector } from './decode.ts'
import type { Cell, ColumnInfo, Columns, Row, SqlValue } from './port.ts'

const READS: ReadonlySet<number> = new Set([StatementType.SELECT, StatementType.EXPLAIN])
/** Chunks decoded before other work gets a turn. */
const CHUNKS_A_TURN = 16
const INTERRUPT_AGAIN_MS = 20

export interface Shape {
  readonly columns: readonly ColumnInfo[]
  readonly types: readonly DuckDBType[]
}

/** Runs a statement to its end and returns the whole result as columns. */
export async function executeColumns(
  connection: DuckDBConnection,
  sql: string,
  params: readonly SqlValue[],
  signal: AbortSignal,
  readOnly: boolean,
): Promise<Columns> {
  return columnsOf(
    await withStatement(connection, sql, params, signal, readOnly, (statement) => statement.run()),
    signal,
  )
}

/** The whole of a result as columns. */
export async function columnsOf(result: DuckDBMaterializedResult, signal: AbortSignal): Promise<Columns> {
  const shape = shapeOf(result)
  const values: Cell[][] = shape.types.map(() => [])
  const chunks = result.chunkCount
  for (let index = 0; index < chunks; index++) {
    decodeChunk(result.getChunk(index), shape.types, values)
    await turn(index, signal)
  }
  return { columns: shape.columns, values, rowCount: values[0]?.length ?? 0 }
}

/** Runs a statement to its end and returns the whole result as an Arrow IPC stream. */
export async function executeArrow(
  connection: DuckDBConnection,
  sql: string,
  params: readonly SqlValue[],
  signal: AbortSignal,
): Promise<Uint8Array> {
  const result = await withStatement(connection, sql, params, signal, true, (statement) => statement.run())
  const shape = shapeOf(result)
  const encoder = new ArrowEncoder(shape.columns, shape.types, result.rowCount)
  const chunks = result.chunkCount
  for (let index = 0; index < chunks; index++) {
    encoder.add(result.getChunk(index))
    await turn(index, signal)
  }
  return encoder.finish()
}

/** Runs a statement and throws its result away. */
export async function executeRun(
  connection: DuckDBConnection,
  sql: string,
  params: readonly SqlValue[],
  signal: AbortSignal,
): Promise<DuckDBMaterializedResult> {
  if (params.length === 0) return interruptible(connection, signal, connection.run(sql))
  return withStatement(connection, sql, params, signal, false, (statement) => statement.run())
}

/** Starts a statement whose chunks are computed as they are fetched. */
export async function executeStream(
  connection: DuckDBConnection,
  sql: string,
  params: readonly SqlValue[],
  signal: AbortSignal,
): Promise<DuckDBResult> {
  return withStatement(connection, sql, params, signal, true, (statement) => statement.stream())
}

/** Names and types of a result's columns; the second of two columns named `a` is called `a:1`. */
export function shapeOf(result: DuckDBResult): Shape {
  const types = result.columnTypes()
  const names = result.deduplicatedColumnNames()
  return { types, columns: names.map((name, index) => ({ name, type: String(types[index]) })) }
}

/** Appends one chunk's values to the columns in `out`. */
export function decodeChunk(chunk: DuckDBDataChunk, types: readonly DuckDBType[], out: Cell[][]): void {
  const count = chunk.rowCount
  types.forEach((type, index) => {
    decodeVector(duckdb.data_chunk_get_vector(chunk.chunk, index), type, count, out[index] as Cell[])
  })
}

/** Columns → one object per row. */
export function toRows<T extends Row>(
  columns: readonly ColumnInfo[],
  values: readonly (readonly Cell[])[],
): T[] {
  const rows: T[] = []
  const count = values[0]?.length ?? 0
  for (let index = 0; index < count; index++) {
    const row: Row = {}
    for (let column = 0; column < columns.length; column++) {
      row[(columns[column] as ColumnInfo).name] = (values[column] as readonly Cell[])[index] as Cell
    }
    rows.push(row as T)
  }
  return rows
}

/** Waits for `work`; when the signal aborts, interrupts the connection until `work` has given up. */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal,
  work: Promise<T>,
): Promise<T> {
  let again: NodeJS.Timeout | undefined
  const stop = () => {
    connection.interrupt()
    // A statement that still waits for a thread forgets an interrupt when it starts.
    again = setInterval(() => connection.interrupt(), INTERRUPT_AGAIN_MS)
  }
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  try {
    return await work
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    clearInterval(again)
    signal.removeEventListener('abort', stop)
  }
}

/** Lets other work run between decoded chunks. */
async function turn(index: number, signal: AbortSignal): Promise<void> {
  if (index % CHUNKS_A_TURN !== CHUNKS_A_TURN - 1) return
  await new Promise(setImmediate)
  signal.throwIfAborted()
}

async function withStatement<T>(
  connection: DuckDBConnection,
  sql: string,
  params: readonly SqlValue[],
  signal: AbortSignal,
  readOnly: boolean,
  run: (statement: DuckDBPreparedStatement) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  const statement = await connection.prepare(sql)
  try {
    if (readOnly && !READS.has(statement.statementType)) throw new Error('A reader may only read')
    bind(statement, params)
    signal.throwIfAborted()
    return await interruptible(connection, signal, run(statement))
  } finally {
    statement.destroySync()
  }
}
