/** Batches of columns → data chunks → the engine's appender. */
import { setImmediate } from 'node:timers/promises'
import { type DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import { type ColumnWriter, columnWriter } from './encode.ts'
import type { ColumnBatch } from './port.ts'

const CHUNK_ROWS = 2048
const TURN_MS = 4

/**
 * Appends whole columns to a table (`main.ticket` or `ticket`). Instants are ISO text (UTC where no zone is given),
 * numbers are epoch milliseconds, bigints epoch microseconds; DATE takes the same. Throws, keeping nothing of the
 * batch, when a value does not fit its column or the shape does not fit the table.
 */
export async function append(connection: DuckDBConnection, table: string, batch: ColumnBatch): Promise<void> {
  const [schema, name] = table.includes('.') ? (table.split('.', 2) as [string, string]) : [null, table]
  const appender = await connection.createAppender(name, schema)
  try {
    if (batch.length !== appender.columnCount) {
      throw new Error(`${table} has ${appender.columnCount} columns, the batch has ${batch.length}`)
    }
    const types = batch.map((_, index) => appender.columnType(index))
    const rows = batch[0]?.length ?? 0
    batch.forEach((column, index) => {
      if (column.length !== rows) throw new Error(`Column ${index} has ${column.length} rows, not ${rows}`)
    })
    const writers = types.map((type) => columnWriter(type))
    const turn = new Turn()
    const logical = types.map((type) => type.toLogicalType().logical_type)
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const count = Math.min(CHUNK_ROWS, rows - from)
      const chunk = duckdb.create_data_chunk(logical)
      duckdb.data_chunk_set_size(chunk, count)
      for (const [index, column] of batch.entries()) {
        const write = writers[index] as ColumnWriter
        try {
          write(duckdb.data_chunk_get_vector(chunk, index), column, from, count)
        } catch (error) {
          throw new Error(`Column ${index} of ${table}: ${(error as Error).message}`)
        }
        await turn.next()
      }
      appender.appendDataChunk(new DuckDBDataChunk(chunk))
    }
    appender.flushSync()
  } catch (error) {
    appender.clear()
    throw error
  } finally {
    appender.closeSync()
  }
}

/** Lets those go first who wait for this thread meanwhile: a large batch takes seconds in all. */
class Turn {
  #until = performance.now() + TURN_MS

  async next(): Promise<void> {
    if (performance.now() < this.#until) return
    await setImmediate()
    this.#until = performance.now() + TURN_MS
  }
}
