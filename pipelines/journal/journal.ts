/** The raw log of everything that came in: an entry has a number once its bytes are on disk. */
import { mkdir, readdir, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PegelError, unavailable } from '../errors.ts'
import { Committer, syncDirectory } from './commit.ts'
import type { JournalDamage } from './damage.ts'
import {
  encodeFrame,
  encodeHead,
  type JournalEntry,
  type JournalRecord,
  MAX_BODY,
  MAX_HEAD,
} from './frame.ts'
import { readSegment } from './read-segment.ts'
import { mark, type Segment, segmentOf } from './segment.ts'
import { trim } from './trim.ts'

export type { JournalEntry, JournalRecord } from './frame.ts'

const BATCH_BYTES = 8_388_608

export interface JournalOptions {
  /** A segment that has reached this size is followed by a new one; 64 MiB unless told. */
  segmentBytes?: number
  /** Bytes that may wait for the disk before `append` refuses; 64 MiB unless told. */
  maxPendingBytes?: number
  /** Told of lost records when a reader meets them; without it the reader throws the `JournalDamage`. */
  onDamage?: (damage: JournalDamage) => void
}

export interface JournalStats {
  segments: number
  bytes: number
  /** Bytes of unfinished records that were cut off the end when the journal was opened. */
  tornBytes: number
}

export interface Journal {
  /** Number of the last durable record; 0 when there never was one. */
  readonly lastSeq: number
  /**
   * Resolves with the record's number once it is durable. Throws `unavailable` when too much is waiting or the disk
   * refuses (nothing of the entry is kept then), `too_large` above 64 MiB. The body must not change meanwhile.
   */
  append(entry: JournalEntry): Promise<number>
  /**
   * Records behind `afterSeq` in order, up to the last durable one, those appended while reading included. Starts with
   * the oldest that is left when some have been removed.
   */
  read(afterSeq: number): AsyncIterable<JournalRecord>
  /** As `read`, in groups of about a mebibyte: several times as fast. */
  batches(afterSeq: number): AsyncIterable<JournalRecord[]>
  /** Calls back with the new `lastSeq` after each batch; returns the function that ends it. */
  onAppend(listener: (lastSeq: number) => void): () => void
  /** Goes on counting behind `seq` when the journal has lost records that others have seen. */
  advanceTo(seq: number): Promise<void>
  /** Removes the segments whose records all have numbers up to `seq`; the newest segment stays. */
  removeThrough(seq: number): Promise<void>
  stats(): JournalStats
  /** Waits for what is being written. */
  close(): Promise<void>
}

/** Opens the journal in a folder (made when absent) and cuts an unfinished record off its end. */
export async function openJournal(dir: string, options: JournalOptions = {}): Promise<Journal> {
  const made = await mkdir(dir, { recursive: true, mode: 0o700 })
  if (made !== undefined) await syncDirectory(dirname(made))
  const segments: Segment[] = []
  for (const name of (await readdir(dir)).sort()) {
    const segment = segmentOf(dir, name, (await stat(join(dir, name))).size)
    if (segment) segments.push(segment)
  }
  const last = segments.at(-1)
  const end = last ? await trim(last) : { lastSeq: 0, torn: 0 }
  return new SegmentedJournal(dir, options, segments, end.lastSeq, end.torn)
}

interface Waiting {
  readonly head: Buffer
  readonly body: Uint8Array
  readonly bytes: number
  resolve(seq: number): void
  reject(error: unknown): void
}

class SegmentedJournal implements Journal {
  readonly #dir: string
  readonly #maxPendingBytes: number
  readonly #report: (damage: JournalDamage) => void
  readonly #segments: Segment[]
  readonly #committer: Committer
  readonly #listeners = new Set<(lastSeq: number) => void>()
  readonly #tornBytes: number
  #waiting: Waiting[] = []
  #pendingBytes = 0
  #lastSeq: number
  #flushing: Promise<void> | null = null
  #closed = false

  constructor(dir: string, options: JournalOptions, segments: Segment[], lastSeq: number, tornBytes: number) {
    this.#dir = dir
    this.#maxPendingBytes = options.maxPendingBytes ?? 67_108_864
    this.#report = options.onDamage ?? refuse
    this.#segments = segments
    this.#committer = new Committer(dir, options.segmentBytes ?? 67_108_864, segments.at(-1) ?? null)
    this.#lastSeq = lastSeq
    this.#tornBytes = tornBytes
  }

  get lastSeq(): number {
    return this.#lastSeq
  }

  async append(entry: JournalEntry): Promise<number> {
    if (this.#closed) throw unavailable('The journal is closed')
    const head = encodeHead(entry)
    const bytes = head.byteLength + entry.body.byteLength
    if (head.byteLength > MAX_HEAD || entry.body.byteLength > MAX_BODY) {
      throw new PegelError('too_large', `An entry of ${bytes} bytes is too large for the journal`)
    }
    if (this.#pendingBytes + bytes > this.#maxPendingBytes) {
      throw unavailable('The journal has too much waiting for the disk')
    }
    this.#pendingBytes += bytes
    return new Promise((resolve, reject) => {
      this.#waiting.push({ head, body: entry.body, bytes, resolve, reject })
      this.#flushing ??= this.#flush()
    })
  }

  async *read(afterSeq: number): AsyncGenerator<JournalRecord> {
    for await (const records of this.batches(afterSeq)) yield* records
  }

  async *batches(afterSeq: number): AsyncGenerator<JournalRecord[]> {
    let next = afterSeq + 1
    while (next <= this.#lastSeq) {
      const [oldest] = this.#segments
      if (oldest === undefined) return
      next = Math.max(next, oldest.firstSeq)
      const index = this.#segments.findLastIndex((segment) => segment.firstSeq <= next)
      const segment = this.#segments[index] ?? oldest
      const following = this.#segments[index + 1]
      const endSeq = following ? following.firstSeq - 1 : this.#lastSeq
      const gone = () => !this.#segments.includes(segment)
      for await (const records of readSegment(segment, next, endSeq, { report: this.#report, gone })) {
        next = (records.at(-1) as JournalRecord).seq + 1
        yield records
      }
      next = Math.max(next, endSeq + 1)
    }
  }

  onAppend(listener: (lastSeq: number) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  async advanceTo(seq: number): Promise<void> {
    await this.#flushing
    if (seq <= this.#lastSeq) return
    this.#lastSeq = seq
    await this.#committer.endSegment()
  }

  async removeThrough(seq: number): Promise<void> {
    const keep = this.#segments.findLastIndex((segment) => segment.firstSeq <= seq + 1)
    const removed = this.#segments.splice(0, Math.max(keep, 0))
    for (const segment of removed) await unlink(segment.path)
    if (removed.length > 0) await syncDirectory(this.#dir)
  }

  stats(): JournalStats {
    const bytes = this.#segments.reduce((sum, segment) => sum + segment.size, 0)
    return { segments: this.#segments.length, bytes, tornBytes: this.#tornBytes }
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#flushing
    await this.#committer.close()
  }

  /** Writes what waits, batch by batch, until nothing does. */
  async #flush(): Promise<void> {
    // Entries of the same turn share the first batch.
    await null
    while (this.#waiting.length > 0) {
      const batch = this.#take()
      try {
        const { segment, created } = await this.#committer.target(this.#lastSeq + 1)
        if (created) this.#segments.push(segment)
        await this.#write(segment, batch)
      } catch (error) {
        const refused = unavailable('The journal could not write to the disk')
        refused.cause = error
        for (const entry of batch) entry.reject(refused)
      }
      for (const entry of batch) this.#pendingBytes -= entry.bytes
    }
    this.#flushing = null
  }

  #take(): Waiting[] {
    let bytes = 0
    let count = 0
    for (const entry of this.#waiting) {
      if (count > 0 && bytes + entry.bytes > BATCH_BYTES) break
      bytes += entry.bytes
      count++
    }
    return this.#waiting.splice(0, count)
  }

  async #write(segment: Segment, batch: readonly Waiting[]): Promise<void> {
    const first = this.#lastSeq + 1
    const frames = batch.map((entry, index) =>
      encodeFrame(first + index, entry.head, entry.body, segment.salt),
    )
    const start = segment.size
    await this.#committer.commit(segment, frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames))
    mark(segment, first, start)
    this.#lastSeq = first + batch.length - 1
    batch.forEach((entry, index) => {
      entry.resolve(first + index)
    })
    const lastSeq = this.#lastSeq
    for (const listener of this.#listeners) queueMicrotask(() => listener(lastSeq))
  }
}

function refuse(damage: JournalDamage): never {
  throw damage
}
