/** The engine itself: queue of writes, places of readers, and what happens when it breaks. */
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { unavailable } from '../errors.ts'
import { type Deadline, deadline } from './deadline.ts'
import {
  decodeChunk,
  executeArrow,
  executeColumns,
  executeStream,
  interruptible,
  shapeOf,
  toRows,
} from './execute.ts'
import { type Failure, failureOf } from './failures.ts'
import type { Cell, Columns, Engine, ReadOptions, Row, SqlValue, Writer } from './port.ts'
import { Queue, Slots } from './slots.ts'
import { writerOn } from './writer.ts'

const BROKEN: ReadonlySet<Failure> = new Set(['fatal', 'database'])

export class DuckEngine implements Engine {
  readonly #path: string
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection
  readonly #readers: Slots
  readonly #streams: Slots
  readonly #writes = new Queue()
  readonly #running = new Set<Promise<unknown>>()
  readonly #closing = new AbortController()
  readonly #onFatal: (error: Error) => void
  readonly #onClose: () => void
  #dead: Error | null = null
  #closed: Promise<void> | null = null

  constructor(
    path: string,
    instance: DuckDBInstance,
    writer: DuckDBConnection,
    readers: number,
    onFatal: (error: Error) => void,
    onClose: () => void,
  ) {
    this.#path = path
    this.#instance = instance
    this.#connection = writer
    this.#readers = new Slots(readers)
    this.#streams = new Slots(readers)
    this.#onFatal = onFatal
    this.#onClose = onClose
  }

  columns(sql: string, params: readonly SqlValue[] = [], options?: ReadOptions): Promise<Columns> {
    return this.#read(this.#readers, options, (connection, limit) =>
      executeColumns(connection, sql, params, limit.signal, true),
    )
  }

  async rows<T extends Row>(sql: string, params?: readonly SqlValue[], options?: ReadOptions): Promise<T[]> {
    const { columns, values } = await this.columns(sql, params, options)
    return toRows<T>(columns, values)
  }

  async *stream(sql: string, params: readonly SqlValue[] = [], options?: ReadOptions): AsyncGenerator<Row[]> {
    let limit = deadline(options, this.#closing.signal)
    const finished = this.#track()
    try {
      this.#checkOpen()
      const release = await this.#streams.take(limit.signal)
      try {
        const connection = await this.#instance.connect()
        try {
          const result = await executeStream(connection, sql, params, limit.signal)
          const { columns, types } = shapeOf(result)
          for (;;) {
            const chunk = await interruptible(connection, limit.signal, result.fetchChunk())
            limit.clear()
            if (!chunk || chunk.rowCount === 0) return
            const values: Cell[][] = types.map(() => [])
            decodeChunk(chunk, types, values)
            yield toRows(columns, values)
            limit = deadline(options, this.#closing.signal)
          }
        } finally {
          connection.disconnectSync()
        }
      } finally {
        release()
      }
    } catch (error) {
      throw this.#failed(error)
    } finally {
      limit.clear()
      finished()
    }
  }

  arrow(sql: string, params: readonly SqlValue[] = [], options?: ReadOptions): Promise<Uint8Array> {
    return this.#read(this.#readers, options, (connection, limit) =>
      executeArrow(connection, sql, params, limit.signal),
    )
  }

  write<T>(work: (tx: Writer) => Promise<T>): Promise<T> {
    return this.#exclusive(async () => {
      await this.#connection.run('begin transaction')
      const tx = writerOn(this.#connection)
      try {
        const result = await work(tx)
        await tx.end()
        await this.#connection.run('commit')
        return result
      } catch (error) {
        await tx.end()
        // A failed commit has rolled back already, and then there is no transaction to end.
        await this.#connection.run('rollback').catch(() => {})
        throw error
      }
    })
  }

  maintain<T>(work: (tx: Writer) => Promise<T>): Promise<T> {
    return this.#exclusive(async () => {
      const tx = writerOn(this.#connection)
      try {
        return await work(tx)
      } finally {
        await tx.end()
      }
    })
  }

  close(): Promise<void> {
    this.#closed ??= this.#shut()
    return this.#closed
  }

  async #shut(): Promise<void> {
    await this.#writes.run(async () => {})
    this.#closing.abort(unavailable('The engine is closing'))
    await Promise.all(this.#running)
    try {
      if (this.#dead === null) await this.#connection.run('checkpoint')
    } finally {
      this.#connection.disconnectSync()
      this.#instance.closeSync()
      this.#onClose()
    }
  }

  async #read<T>(
    slots: Slots,
    options: ReadOptions | undefined,
    work: (connection: DuckDBConnection, limit: Deadline) => Promise<T>,
  ): Promise<T> {
    const limit = deadline(options, this.#closing.signal)
    const finished = this.#track()
    try {
      this.#checkOpen()
      const release = await slots.take(limit.signal)
      try {
        const connection = await this.#instance.connect()
        try {
          return await work(connection, limit)
        } finally {
          connection.disconnectSync()
        }
      } finally {
        release()
      }
    } catch (error) {
      throw this.#failed(error)
    } finally {
      limit.clear()
      finished()
    }
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed !== null) return Promise.reject(unavailable('The engine is closed'))
    return this.#writes.run(async () => {
      try {
        this.#checkOpen()
        return await work()
      } catch (error) {
        throw this.#failed(error)
      }
    })
  }

  #checkOpen(): void {
    if (this.#dead !== null)
      throw unavailable(`The engine has failed and must be reopened: ${this.#dead.message}`)
    this.#closing.signal.throwIfAborted()
  }

  /** Notices a broken engine, says so once, and passes the error on. */
  #failed(error: unknown): unknown {
    if (error instanceof Error && BROKEN.has(failureOf(error, this.#path))) {
      const first = this.#dead === null
      this.#dead ??= error
      if (first) this.#onFatal(error)
    }
    return error
  }

  #track(): () => void {
    let finish = () => {}
    const done = new Promise<void>((resolve) => {
      finish = resolve
    })
    this.#running.add(done)
    return () => {
      this.#running.delete(done)
      finish()
    }
  }
}
