/** The engine itself: queue of writes, places of readers, and what happens when it breaks. */
import { setMaxListeners } from 'node:events'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { unavailable } from '../errors.ts'
import { deadline } from './deadline.ts'
import { executeArrow, executeColumns, toRows } from './execute.ts'
import { type Failure, failureOf } from './failures.ts'
import { Lease } from './lease.ts'
import { readAndRemove, writeParquet } from './parquet.ts'
import type { Columns, Engine, Maintenance, ReadOptions, Row, SqlValue, Writer } from './port.ts'
import { type EngineOptions, threadsOf } from './settings.ts'
import { Queue, Slots } from './slots.ts'
import { streamRows } from './stream.ts'
import { Threads } from './threads.ts'
import { atomic, writerOn } from './writer.ts'

const BROKEN: ReadonlySet<Failure> = new Set(['fatal', 'database'])

export class DuckEngine implements Engine {
  readonly #path: string
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection
  readonly #readers: Slots
  readonly #streams: Slots
  readonly #threads: Threads
  readonly #stallMs: number
  readonly #tempDirectory: string
  readonly #writes = new Queue()
  readonly #running = new Set<Promise<unknown>>()
  readonly #closing = new AbortController()
  readonly #onFatal: (error: Error) => void
  readonly #onClose: () => void
  #dead: Error | null = null
  #closed: Promise<void> | null = null

  /** `onClose` is called when the file is free again. */
  constructor(
    instance: DuckDBInstance,
    writer: DuckDBConnection,
    options: EngineOptions,
    onClose: () => void,
  ) {
    // Every read listens for the end and ceases to when it is over: many at once are no leak.
    setMaxListeners(0, this.#closing.signal)
    const readers = options.readers ?? availableParallelism()
    this.#path = options.path
    this.#instance = instance
    this.#connection = writer
    this.#readers = new Slots(readers)
    this.#streams = new Slots(readers)
    this.#threads = new Threads(writer, [this.#readers, this.#streams], threadsOf(options))
    this.#stallMs = options.stallMs ?? 60_000
    this.#tempDirectory = resolve(options.tempDirectory)
    this.#onFatal = options.onFatal ?? (() => {})
    this.#onClose = onClose
  }

  columns(sql: string, params: readonly SqlValue[] = [], options?: ReadOptions): Promise<Columns> {
    return this.#read(options, (connection, signal) => executeColumns(connection, sql, params, signal, true))
  }

  async rows<T extends Row>(sql: string, params?: readonly SqlValue[], options?: ReadOptions): Promise<T[]> {
    const { columns, values } = await this.columns(sql, params, options)
    return toRows<T>(columns, values)
  }

  async *stream(sql: string, params: readonly SqlValue[] = [], options?: ReadOptions): AsyncGenerator<Row[]> {
    try {
      const limit = deadline(options, this.#closing.signal)
      const lease = await this.#lend(this.#streams, limit.signal).finally(() => limit.clear())
      yield* streamRows(lease, sql, params, {
        closing: this.#closing.signal,
        stallMs: this.#stallMs,
        options,
      })
    } catch (error) {
      throw this.#failed(error)
    }
  }

  arrow(sql: string, params: readonly SqlValue[] = [], options?: ReadOptions): Promise<Uint8Array> {
    return this.#read(options, (connection, signal) => executeArrow(connection, sql, params, signal))
  }

  async parquet(
    sql: string,
    params: readonly SqlValue[],
    about: Readonly<Record<string, string>>,
    options?: ReadOptions,
  ): Promise<AsyncIterable<Uint8Array>> {
    const path = await this.#read(options, (connection, signal) =>
      writeParquet(connection, this.#tempDirectory, sql, params, about, signal),
    )
    return readAndRemove(path)
  }

  write<T>(work: (tx: Writer) => Promise<T>): Promise<T> {
    return this.#exclusive(() => atomic(this.#connection, work))
  }

  maintain<T>(work: (tx: Maintenance) => Promise<T>): Promise<T> {
    return this.#exclusive(async () => {
      const tx = writerOn(this.#connection)
      try {
        return await work({
          ...tx,
          atomic: async (part) => {
            await tx.rest()
            return atomic(this.#connection, part)
          },
          onAllCores: async (part) => {
            await tx.rest()
            return withAll(await this.#threads.hold(), part)
          },
          beside: (part) => this.#beside(part),
        })
      } finally {
        await tx.end()
      }
    })
  }

  async onAllCores<T>(work: () => Promise<T>): Promise<T> {
    return withAll(await this.#exclusive(() => this.#threads.hold()), work)
  }

  async #beside<T>(work: (other: Writer) => Promise<T>): Promise<T> {
    const connection = await this.#instance.connect()
    const other = writerOn(connection)
    try {
      return await work(other)
    } finally {
      await other.end()
      connection.disconnectSync()
    }
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
    options: ReadOptions | undefined,
    work: (connection: DuckDBConnection, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const limit = deadline(options, this.#closing.signal)
    try {
      const lease = await this.#lend(this.#readers, limit.signal)
      try {
        return await work(lease.connection, limit.signal)
      } finally {
        lease.end()
      }
    } catch (error) {
      throw this.#failed(error)
    } finally {
      limit.clear()
    }
  }

  async #lend(slots: Slots, signal: AbortSignal): Promise<Lease> {
    this.#checkOpen()
    const release = await slots.take(signal)
    const finished = this.#track()
    const giveBack = () => {
      release()
      finished()
    }
    try {
      return new Lease(await this.#instance.connect(), giveBack)
    } catch (error) {
      giveBack()
      throw error
    }
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed !== null) return Promise.reject(unavailable('The engine is closed'))
    return this.#writes.run(async () => {
      try {
        this.#checkOpen()
        await this.#threads.usual()
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

async function withAll<T>(letGo: () => void, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    letGo()
  }
}
