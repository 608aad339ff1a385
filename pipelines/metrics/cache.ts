/** Answers of the engine for as long as the data stands still; equal questions under way are asked once. */
import type { Columns, Engine, SqlValue } from '../engine/port.ts'

const MAX_ENTRIES = 200
const MAX_CACHED_ROWS = 20_000

interface Flight {
  promise: Promise<Columns>
  abort: AbortController
  waiting: number
}

export class ResultCache {
  readonly #engine: Engine
  readonly #done = new Map<string, Columns>()
  readonly #flights = new Map<string, Flight>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** The statement's result; `version` is part of its identity. The engine is interrupted when nobody waits any more. */
  async columns(
    sql: string,
    params: readonly SqlValue[],
    version: number,
    signal?: AbortSignal,
  ): Promise<Columns> {
    signal?.throwIfAborted()
    const key = `${version}\n${JSON.stringify(params)}\n${sql}`
    const done = this.#done.get(key)
    if (done) {
      this.#done.delete(key)
      this.#done.set(key, done)
      return done
    }
    const flight = this.#flights.get(key) ?? this.#start(key, sql, params)
    return this.#wait(key, flight, signal)
  }

  #start(key: string, sql: string, params: readonly SqlValue[]): Flight {
    const abort = new AbortController()
    const promise = this.#engine.columns(sql, params, { signal: abort.signal })
    const flight: Flight = { promise, abort, waiting: 0 }
    this.#flights.set(key, flight)
    const land = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key)
    }
    promise.then((columns) => {
      land()
      if (columns.rowCount <= MAX_CACHED_ROWS) this.#keep(key, columns)
    }, land)
    return flight
  }

  #wait(key: string, flight: Flight, signal: AbortSignal | undefined): Promise<Columns> {
    flight.waiting += 1
    if (!signal) return flight.promise
    return new Promise((resolve, reject) => {
      const leave = () => {
        flight.waiting -= 1
        if (flight.waiting === 0) {
          this.#flights.delete(key)
          flight.abort.abort(signal.reason)
        }
        reject(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      flight.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
    })
  }

  #keep(key: string, columns: Columns): void {
    this.#done.set(key, columns)
    const [oldest] = this.#done.keys()
    if (this.#done.size > MAX_ENTRIES && oldest !== undefined) this.#done.delete(oldest)
  }
}

const caches = new WeakMap<Engine, ResultCache>()

/** The cache that goes with an engine, for as long as the engine lives. */
export function cacheOf(engine: Engine): ResultCache {
  const found = caches.get(engine)
  if (found) return found
  const made = new ResultCache(engine)
  caches.set(engine, made)
  return made
}
