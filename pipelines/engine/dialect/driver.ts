import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, RootOperationNode } from 'kysely'
import type { Engine, Row, SqlValue, Writer } from '../port.ts'

const CHANGES: ReadonlySet<RootOperationNode['kind']> = new Set([
  'InsertQueryNode',
  'UpdateQueryNode',
  'DeleteQueryNode',
  'MergeQueryNode',
])
const READING_WORDS = /^\s*(?:select|with|from|values|describe|show|explain|summarize)\b/i

/** Reads go to the engine's readers, everything else through its one writer. */
export class DuckDriver implements Driver {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DuckConnection> {
    return new DuckConnection(this.#engine)
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as DuckConnection).begin()
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as DuckConnection).end(true)
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as DuckConnection).end(false)
  }

  async releaseConnection(): Promise<void> {}

  /** The engine belongs to whoever opened it. */
  async destroy(): Promise<void> {}
}

interface Transaction {
  readonly tx: Writer
  readonly done: Promise<void>
  commit(): void
  rollback(): void
}

const ROLLED_BACK = new Error('Rolled back')

class DuckConnection implements DatabaseConnection {
  readonly #engine: Engine
  #transaction: Transaction | null = null

  constructor(engine: Engine) {
    this.#engine = engine
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const params = query.parameters as readonly SqlValue[]
    const rows = await this.#rows(query, params)
    if (!CHANGES.has(query.query.kind)) return { rows: rows as R[] }
    if ('returning' in query.query && query.query.returning) {
      return { rows: rows as R[], numAffectedRows: BigInt(rows.length) }
    }
    return { rows: [], numAffectedRows: BigInt(rows[0]?.Count as number) }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    if (this.#transaction !== null) throw new Error('A transaction cannot stream')
    for await (const rows of this.#engine.stream(query.sql, query.parameters as readonly SqlValue[])) {
      yield { rows: rows as R[] }
    }
  }

  async begin(): Promise<void> {
    this.#transaction = await new Promise<Transaction>((resolve, reject) => {
      const done = this.#engine.write(
        (tx) =>
          new Promise<void>((commit, roll) => {
            resolve({ tx, done, commit, rollback: () => roll(ROLLED_BACK) })
          }),
      )
      done.catch(reject)
    })
  }

  async end(commit: boolean): Promise<void> {
    const transaction = this.#transaction as Transaction
    this.#transaction = null
    if (commit) transaction.commit()
    else transaction.rollback()
    try {
      await transaction.done
    } catch (error) {
      if (error !== ROLLED_BACK) throw error
    }
  }

  #rows(query: CompiledQuery, params: readonly SqlValue[]): Promise<Row[]> {
    if (this.#transaction !== null) return this.#transaction.tx.rows(query.sql, params)
    const reads =
      query.query.kind === 'SelectQueryNode' ||
      (query.query.kind === 'RawNode' && READING_WORDS.test(query.sql))
    if (reads) return this.#engine.rows(query.sql, params)
    return this.#engine.write((tx) => tx.rows(query.sql, params))
  }
}
