/**
 * One record as bytes, little-endian:
 *
 *     marker u32 · crc32 u32 · head length u32 · body length u32 · seq u64 · head (JSON) · body (as received)
 *
 * The checksum covers everything behind it and starts from the segment's salt, so bytes that a sender puts into a body
 * never pass for a record.
 */
import { crc32 } from 'node:zlib'

export interface JournalEntry {
  kind: 'delivery' | 'import' | 'command'
  source: string
  account: string | null
  /** ISO 8601 in UTC. */
  receivedAt: string
  headers: Record<string, string>
  meta: Record<string, unknown>
  /** The exact bytes that arrived. */
  body: Uint8Array
}

export type JournalRecord = JournalEntry & { seq: number }

export const MARKER = Buffer.from([0x50, 0xe9, 0x4a, 0x0d])
export const FRAME_HEADER = 24
/** Larger heads or bodies are refused on writing and taken for damage on reading. */
export const MAX_HEAD = 1_048_576
export const MAX_BODY = 67_108_864

const CHECKED_FROM = 8

/** Head of an entry as the bytes that `encodeFrame` takes. */
export function encodeHead(entry: JournalEntry): Buffer {
  const { kind, source, account, receivedAt, headers, meta } = entry
  return Buffer.from(JSON.stringify({ kind, source, account, receivedAt, headers, meta }))
}

/** The frame of one record; `head` comes from `encodeHead`. */
export function encodeFrame(seq: number, head: Uint8Array, body: Uint8Array, salt: number): Buffer {
  const frame = Buffer.allocUnsafe(FRAME_HEADER + head.byteLength + body.byteLength)
  MARKER.copy(frame, 0)
  frame.writeUInt32LE(head.byteLength, 8)
  frame.writeUInt32LE(body.byteLength, 12)
  frame.writeBigUInt64LE(BigInt(seq), 16)
  frame.set(head, FRAME_HEADER)
  frame.set(body, FRAME_HEADER + head.byteLength)
  frame.writeUInt32LE(crc32(frame.subarray(CHECKED_FROM), salt), 4)
  return frame
}

/** Length of the whole frame that starts at `at`, or null when no frame can start there. Needs 24 bytes. */
export function frameLength(buffer: Buffer, at: number): number | null {
  if (buffer.compare(MARKER, 0, 4, at, at + 4) !== 0) return null
  const head = buffer.readUInt32LE(at + 8)
  const body = buffer.readUInt32LE(at + 12)
  if (head > MAX_HEAD || body > MAX_BODY) return null
  return FRAME_HEADER + head + body
}

/** The record in a whole frame, or null when its checksum does not hold. The body is a view of the frame. */
export function decodeFrame(frame: Buffer, salt: number): JournalRecord | null {
  if (crc32(frame.subarray(CHECKED_FROM), salt) !== frame.readUInt32LE(4)) return null
  const bodyAt = FRAME_HEADER + frame.readUInt32LE(8)
  const head = JSON.parse(frame.toString('utf8', FRAME_HEADER, bodyAt)) as Omit<JournalEntry, 'body'>
  return {
    ...head,
    seq: Number(frame.readBigUInt64LE(16)),
    body: frame.subarray(bodyAt),
  }
}
