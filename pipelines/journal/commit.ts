/** Writes batches to the end of segments so that they are on disk when it says so, or leaves no trace of them. */
import { type FileHandle, open } from 'node:fs/promises'
import { newSegment, type Segment } from './segment.ts'

export class Committer {
  readonly #dir: string
  readonly #segmentBytes: number
  #segment: Segment | null
  #handle: FileHandle | null = null
  /** Set while bytes of a failed batch may stand behind the durable end. */
  #dirty = false
  /** Set while the name of the segment's file may not be durable. */
  #unnamed = false

  /** `last` is the segment to go on with. */
  constructor(dir: string, segmentBytes: number, last: Segment | null) {
    this.#dir = dir
    this.#segmentBytes = segmentBytes
    this.#segment = last
  }

  /** The segment that a batch beginning with record `seq` goes to, made when there is none or the last is full. */
  async target(seq: number): Promise<{ segment: Segment; created: boolean }> {
    const current = this.#segment
    if (current !== null && (this.#dirty || current.size < this.#segmentBytes)) {
      await this.#prepare(current)
      return { segment: current, created: false }
    }
    const segment = newSegment(this.#dir, seq)
    const handle = await open(segment.path, 'wx', 0o600)
    await this.#handle?.close()
    this.#handle = handle
    this.#segment = segment
    this.#unnamed = true
    return { segment, created: true }
  }

  /** Writes one batch behind the segment's end and syncs it; on failure nothing of it stays. */
  async commit(segment: Segment, batch: Buffer): Promise<void> {
    const handle = this.#handle as FileHandle
    this.#dirty = true
    try {
      let written = 0
      while (written < batch.length) {
        const { bytesWritten } = await handle.write(
          batch,
          written,
          batch.length - written,
          segment.size + written,
        )
        written += bytesWritten
      }
      await handle.datasync()
      if (this.#unnamed) await syncDirectory(this.#dir)
    } catch (error) {
      await this.#cut(segment).catch(() => {})
      throw error
    }
    segment.size += batch.length
    this.#dirty = false
    this.#unnamed = false
  }

  /** Begins a new segment with the next batch. */
  async endSegment(): Promise<void> {
    await this.close()
    this.#segment = null
  }

  async close(): Promise<void> {
    await this.#handle?.close()
    this.#handle = null
  }

  async #prepare(segment: Segment): Promise<void> {
    this.#handle ??= await open(segment.path, 'r+')
    if (this.#dirty) await this.#cut(segment)
  }

  async #cut(segment: Segment): Promise<void> {
    const handle = this.#handle as FileHandle
    await handle.truncate(segment.size)
    await handle.datasync()
    this.#dirty = false
  }
}

/** Makes names of files that were created or removed in a folder durable. */
export async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
