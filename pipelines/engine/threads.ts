import type { DuckDBConnection } from '@duckdb/node-api'
import { deadline } from './deadline.ts'
import type { Slots } from './slots.ts'

/** How long the way to all threads waits for readers to finish, and how long each way back. */
const LEAVE_OFF_MS = 1000
const COME_BACK_MS = 20

/**
 * How many threads the engine works with. DuckDB crashes when that changes under a reader, so it does between reads only:
 * where somebody goes on reading, it stays as it is.
 */
export class Threads {
  readonly #connection: DuckDBConnection
  readonly #readers: readonly Slots[]
  readonly #all: number
  readonly #usual: number
  #now: number
  /** Of work that is to have all of them. */
  #holds = 0

  /** `readers` has the places of all who read; on `connection` nothing else runs meanwhile. */
  constructor(
    connection: DuckDBConnection,
    readers: readonly Slots[],
    { all, usual }: { all: number; usual: number },
  ) {
    this.#connection = connection
    this.#readers = readers
    this.#all = all
    this.#usual = usual
    this.#now = usual
  }

  /** All of them, if readers leave off in time, until what it gives is called. */
  async hold(): Promise<() => void> {
    await this.#change(this.#all, LEAVE_OFF_MS)
    this.#holds++
    return () => {
      this.#holds--
    }
  }

  /**
   * Back to the usual number unless all are held. Done before the next piece of work and not behind the one that held them, which
   * nobody has to wait for: it takes a tenth of a second after a full run, as the memory of a thread that ends goes back to the system.
   */
  async usual(): Promise<void> {
    if (this.#holds === 0) await this.#change(this.#usual, COME_BACK_MS)
  }

  async #change(threads: number, waitMs: number): Promise<void> {
    if (this.#now === threads) return
    const limit = deadline({ timeoutMs: waitMs })
    const giveBack = await this.#quiet(limit.signal)
    limit.clear()
    if (giveBack === null) return
    try {
      await this.#connection.run(`set threads = ${threads}`)
      this.#now = threads
    } finally {
      giveBack()
    }
  }

  /** Takes all places, or none where that takes too long. */
  async #quiet(signal: AbortSignal): Promise<(() => void) | null> {
    const taken: (() => void)[] = []
    const giveBack = () => {
      for (const release of taken) release()
    }
    try {
      for (const slots of this.#readers) {
        for (let place = 0; place < slots.size; place++) taken.push(await slots.take(signal))
      }
      return giveBack
    } catch {
      giveBack()
      return null
    }
  }
}
