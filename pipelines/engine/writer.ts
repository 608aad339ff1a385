import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api'
import { append } from './append.ts'
import { bind } from './bind.ts'
import { deadline } from './deadline.ts'
import { columnsOf, executeColumns, executeRun, toRows } from './execute.ts'
import type { ReadOptions, Row, SqlValue, Writer } from './port.ts'
import { Queue } from './slots.ts'

const NEVER = new AbortController().signal

/** Statements that are kept while their connection lives and no table comes or goes. */
const prepared = new WeakMap<DuckDBConnection, Map<string, DuckDBPreparedStatement>>()

/**
 * What writes the ranges of values, as they are when a statement is planned, into the plan. A plan that is kept would go
 * by them when they no longer hold, and lose rows: kept statements are planned without. (One that DuckDB itself plans anew,
 * as a table was replaced, is planned for one run.)
 */
const BY_RANGES = 'statistics_propagation,compressed_materialization'

/**
 * The writing connection for the length of one piece of work. Its statements run one after the other, without a time
 * limit unless one is given; after `end` it refuses, so that nothing slips into someone else's transaction.
 */
export function writerOn(
  connection: DuckDBConnection,
): Writer & { rest(): Promise<void>; idle(): Promise<void>; end(): Promise<void> } {
  const queue = new Queue()
  let ended = false
  let defined = false
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    if (ended) return Promise.reject(new Error('The transaction has ended'))
    return queue.run(task)
  }
  const kept = (sql: string, params: readonly SqlValue[]) =>
    inTurn(async () => {
      const statement = await statementFor(connection, sql)
      bind(statement, params)
      return statement.run()
    })
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
        const { rowsChanged } = await executeRun(connection, sql, params, NEVER)
        if (DEFINES.test(sql)) {
          defined = true
          forget(connection)
        }
        return rowsChanged
      }),
    repeat: async (sql, params = []) => (await kept(sql, params)).rowsChanged,
    async ask<T extends Row>(sql: string, params: readonly SqlValue[] = []) {
      const found = await columnsOf(await kept(sql, params), NEVER)
      return toRows<T>(found.columns, found.values)
    },
    append: (table, batch) => inTurn(() => append(connection, table, batch)),
    /** Waits for what runs. */
    rest: () => inTurn(async () => {}),
    /** Takes no more, and waits for what runs: the transaction can be ended. */
    idle() {
      ended = true
      return queue.run(async () => {})
    },
    /** Behind the transaction, or where there is none: takes no more, and waits for what runs. */
    end() {
      ended = true
      return queue.run(async () => {
        if (defined) forget(connection)
      })
    },
  }
}

/** What changes the catalog. */
const DEFINES = /^\s*(create|drop|alter)\b/i

/**
 * Lets the kept statements go. One that was planned before a table came or went, or in the transaction in which it did,
 * would be planned anew at its next run, and then, as DuckDB marks it so, at each run for ever after.
 */
function forget(connection: DuckDBConnection): void {
  for (const statement of prepared.get(connection)?.values() ?? []) statement.destroySync()
  prepared.delete(connection)
}

/** Runs `work` in one transaction: commits when it resolves, rolls back when it throws. */
export async function atomic<T>(connection: DuckDBConnection, work: (tx: Writer) => Promise<T>): Promise<T> {
  await connection.run('begin transaction')
  const tx = writerOn(connection)
  try {
    const result = await work(tx)
    await tx.idle()
    await connection.run('commit')
    await tx.end()
    return result
  } catch (error) {
    // First, as an aborted transaction takes nothing else; a failed commit has rolled back already.
    await tx.idle()
    await connection.run('rollback').catch(() => {})
    await tx.end()
    throw error
  }
}

async function statementFor(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const kept = prepared.get(connection) ?? new Map<string, DuckDBPreparedStatement>()
  prepared.set(connection, kept)
  const known = kept.get(sql)
  if (known) return known
  await connection.run(`set disabled_optimizers = '${BY_RANGES}'`)
  try {
    const statement = await connection.prepare(sql)
    kept.set(sql, statement)
    return statement
  } finally {
    // Refused where planning broke the transaction off: then the next statement that is planned does it.
    await connection.run('reset disabled_optimizers').catch(() => {})
  }
}
