import type { CanonicalEvent } from '../../events/event.ts'
import { RAW_LIMIT, type Reject } from './rows.ts'

/** What a stretch of a file gave. Every row read has events, or a reject (or both, where a delivery failed in part), or is counted in `unmapped`. */
export interface FileBatch {
  events: CanonicalEvent[]
  /** Row of each event, so that the caller can count rows: a row is a duplicate when all its events are. */
  rows: number[]
  read: number
  rejects: Reject[]
  /** What was read and left out on purpose, by kind: `type:note` (mapped to skip), `stream:users`, unknown webhook fields. */
  unmapped: Record<string, number>
}

const BATCH_ROWS = 1000

/** Collects the rows of a file in their order and hands them out in batches. */
export class BatchBuilder {
  #row = 0
  #batch: FileBatch = empty()
  readonly #limit: number

  /** Rows beyond `limit` are passed over. */
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit
  }

  /** Whether there are rows enough to hand on. */
  get isDue(): boolean {
    return this.#batch.read >= BATCH_ROWS
  }

  get isEmpty(): boolean {
    return this.#batch.read === 0 && Object.keys(this.#batch.unmapped).length === 0
  }

  /** Rows since the beginning of the file. */
  get rowsRead(): number {
    return this.#row
  }

  get isFull(): boolean {
    return this.#row >= this.#limit
  }

  /** Begins the next row of the file; false where no more are wanted. */
  next(): boolean {
    if (this.isFull) return false
    this.#row++
    this.#batch.read++
    return true
  }

  events(events: readonly CanonicalEvent[]): void {
    for (const each of events) {
      this.#batch.events.push(each)
      this.#batch.rows.push(this.#row)
    }
  }

  reject(reason: string, raw: string): void {
    this.#batch.rejects.push({ row: this.#row, reason, raw: raw.slice(0, RAW_LIMIT) })
  }

  unmapped(kind: string, count = 1): void {
    this.#batch.unmapped[kind] = (this.#batch.unmapped[kind] ?? 0) + count
  }

  take(): FileBatch {
    const batch = this.#batch
    this.#batch = empty()
    return batch
  }
}

const empty = (): FileBatch => ({ events: [], rows: [], read: 0, rejects: [], unmapped: {} })
