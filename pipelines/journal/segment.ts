/** One file of the journal: its name, and how its records are found again. */
import { randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeFrame, FRAME_HEADER, frameLength, type JournalRecord, MARKER } from './frame.ts'

const WINDOW = 1_048_576
const MARK_EVERY = 65_536
const NAME = /^(\d{16})-([0-9a-f]{8})\.journal$/

/** `0000000000000042-9f3ab21c.journal`: number of its first record and the salt of its checksums. */
export interface Segment {
  readonly path: string
  readonly firstSeq: number
  readonly salt: number
  /** Bytes that are whole and durable. */
  size: number
  /** Where some of the records start, in rising order: reading begins at the nearest one. */
  readonly marks: { seq: number; offset: number }[]
}

export type Found =
  | { readonly record: JournalRecord; readonly offset: number; readonly until: number }
  | { readonly record: null; readonly offset: number; readonly until: number }

/** A segment that is still to be written. */
export function newSegment(dir: string, firstSeq: number): Segment {
  const salt = randomBytes(4)
  const name = `${String(firstSeq).padStart(16, '0')}-${salt.toString('hex')}.journal`
  return { path: join(dir, name), firstSeq, salt: salt.readUInt32BE(0), size: 0, marks: [] }
}

/** The segment that a file name tells of, or null for other files. */
export function segmentOf(dir: string, name: string, size: number): Segment | null {
  const match = NAME.exec(name)
  if (!match) return null
  const salt = Number.parseInt(match[2] as string, 16)
  return { path: join(dir, name), firstSeq: Number(match[1]), salt, size, marks: [] }
}

/** Remembers where a record starts, unless one close before it is known. */
export function mark(segment: Segment, seq: number, offset: number): void {
  const last = segment.marks.at(-1)
  if (last === undefined || offset >= last.offset + MARK_EVERY) segment.marks.push({ seq, offset })
}

/** Nearest known start at or before a record. */
export function startOf(segment: Segment, seq: number): number {
  let offset = 0
  for (const known of segment.marks) {
    if (known.seq > seq) break
    offset = known.offset
  }
  return offset
}

/**
 * Everything between two offsets, in order and in groups: records, and stretches in which there is no whole record
 * (`record: null`) up to the next one that is whole or to the end.
 */
export async function* scan(
  handle: FileHandle,
  segment: Segment,
  from: number,
  end: number,
): AsyncGenerator<Found[]> {
  let at = from
  let damagedFrom: number | null = null
  let wanted = WINDOW
  while (at < end) {
    const window = await load(handle, at, Math.min(Math.max(wanted, WINDOW), end - at))
    if (window.length === 0) break
    const group: Found[] = []
    let offset = 0
    while (offset < window.length) {
      const whole = frameAt(window, offset, end - at)
      if (typeof whole === 'number') {
        wanted = whole
        break
      }
      const record = whole && decodeFrame(whole, segment.salt)
      if (record === null) {
        damagedFrom ??= at + offset
        offset = nextMarker(window, offset + 1, at + window.length === end)
        continue
      }
      if (damagedFrom !== null) group.push({ record: null, offset: damagedFrom, until: at + offset })
      damagedFrom = null
      const until = offset + (whole as Buffer).length
      mark(segment, record.seq, at + offset)
      group.push({ record, offset: at + offset, until: at + until })
      offset = until
    }
    if (group.length > 0) yield group
    at += offset
  }
  if (at < end) damagedFrom ??= at
  if (damagedFrom !== null) yield [{ record: null, offset: damagedFrom, until: end }]
}

/** The frame that starts here, null where none can, or the bytes it needs when the window ends before it does. */
function frameAt(window: Buffer, offset: number, left: number): Buffer | number | null {
  if (offset + FRAME_HEADER > left) return null
  if (offset + FRAME_HEADER > window.length) return FRAME_HEADER
  const length = frameLength(window, offset)
  if (length === null || offset + length > left) return null
  return offset + length > window.length ? length : window.subarray(offset, offset + length)
}

/** Where a frame may start next: at a marker, or at the rest of the window in which one may begin. */
function nextMarker(window: Buffer, from: number, last: boolean): number {
  const found = window.indexOf(MARKER, from)
  if (found >= 0) return found
  return last ? window.length : Math.max(from, window.length - MARKER.length + 1)
}

async function load(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, at + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
