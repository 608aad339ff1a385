import type { DuckDBConnection } from '@duckdb/node-api'
import { append } from './append.ts'
import { deadline } from './deadline.ts'
import { executeColumns, executeRun, toRows } from './execute.ts'
import type { ReadOptions, Row, SqlValue, Writer } from './port.ts'
import { Queue } from './slots.ts'

const NEVER = new AbortController().signal

/**
 * The writing connection for the length of one piece of work. Its statements run one after the other, without a time
 * limit unless one is given; after `end` it refuses, so that nothing slips into someone else's transaction.
 */
export function writerOn(connection: DuckDBConnection): Writer & { end(): Promise<void> } {
  const queue = new Queue()
  let ended = false
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    if (ended) return Promise.reject(new Error('The transaction has ended'))
    return queue.run(task)
  }
  const columns: Writer['columns'] = (sql, params = [], options) =>
    inTurn(async () => {
      if (options === undefined) return executeColumns(connection, sql, params, NEVER, false)
      const limit = deadline(options)
      try {
        return await executeColumns(connection, sql, params, limit.signal, false)
      } finally {
        limit.clear()
      }
    })
  return {
    columns,
    async rows<T extends Row>(sql: string, params?: readonly SqlValue[], options?: ReadOptions) {
      const found = await columns(sql, params, options)
      return toRows<T>(found.columns, found.values)
    },
    run: (sql, params = []) =>
      inTurn(async () => {
        await executeRun(connection, sql, params, NEVER)
      }),
    append: (table, batch) => inTurn(() => append(connection, table, batch)),
    end() {
      ended = true
      return queue.run(async () => {})
    },
  }
}
