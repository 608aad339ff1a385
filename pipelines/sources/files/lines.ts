import { isUtf8 } from 'node:buffer'

export interface LineBatch {
  /** Without their line ends; a byte order mark at the start of the file is gone. */
  lines: readonly string[]
  /** Index → why this line is not what the file says (not UTF-8, too long). */
  bad: ReadonlyMap<number, string>
}

/** 16 MiB: a longer line is given up and skipped up to its end. */
const MAX_LINE_BYTES = 16 * 1024 ** 2
const SHOWN_BYTES = 4096
const NONE: ReadonlyMap<number, string> = new Map()
const LF = 10

/** Bytes of whole lines, without the last line end. Plain data throughout. */
export interface LineBlock {
  bytes: Uint8Array
  newline: number
  /** Why its only line, of which it holds the beginning, was given up. */
  givenUp: string | null
}

/**
 * Splits bytes into blocks of lines, one per chunk. Line ends are LF or CRLF (CR alone where the head has no LF).
 * Memory is bounded by the longest allowed line, whatever the file's size.
 */
export async function* readBlocks(
  bytes: AsyncIterable<Buffer>,
  newline = LF,
  maxLineBytes = MAX_LINE_BYTES,
): AsyncGenerator<LineBlock> {
  const block = (whole: Uint8Array): LineBlock => ({ bytes: whole, newline, givenUp: null })
  let rest: Buffer = Buffer.alloc(0)
  let skipping = false
  let first = true
  for await (let chunk of bytes) {
    if (first) chunk = withoutMark(chunk)
    first = false
    if (skipping) {
      const end = chunk.indexOf(newline)
      if (end < 0) continue
      chunk = chunk.subarray(end + 1)
      skipping = false
    }
    const end = chunk.lastIndexOf(newline)
    if (end >= 0) {
      const whole = chunk.subarray(0, end)
      yield block(rest.length ? Buffer.concat([rest, whole]) : whole)
      rest = chunk.subarray(end + 1)
    } else rest = rest.length ? Buffer.concat([rest, chunk]) : chunk
    if (rest.length > maxLineBytes) {
      const shown = Buffer.from(rest.subarray(0, SHOWN_BYTES))
      yield { bytes: shown, newline, givenUp: `line is longer than ${maxLineBytes} bytes` }
      rest = Buffer.alloc(0)
      skipping = true
    }
  }
  if (rest.length) yield block(rest)
}

/** The lines of a block, as text. */
export function linesIn({ bytes, newline, givenUp }: LineBlock): LineBatch {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return givenUp === null
    ? toLines(buffer, newline)
    : { lines: [buffer.toString('utf8')], bad: new Map([[0, givenUp]]) }
}

/** Splits bytes into lines, a batch per block. */
export async function* readLines(...of: Parameters<typeof readBlocks>): AsyncGenerator<LineBatch> {
  for await (const block of readBlocks(...of)) yield linesIn(block)
}

/** LF, or CR where the file has only those. */
export const newlineOf = (head: Buffer): number => (head.includes(13) && !head.includes(LF) ? 13 : LF)

function toLines(buffer: Buffer, newline: number): LineBatch {
  if (!isUtf8(buffer)) return toCheckedLines(buffer, newline)
  const text = buffer.toString('utf8')
  const lines = text.split(newline === LF ? '\n' : '\r')
  if (newline === LF && text.includes('\r'))
    for (let i = 0; i < lines.length; i++) lines[i] = withoutReturn(lines[i] ?? '')
  return { lines, bad: NONE }
}

function toCheckedLines(buffer: Buffer, newline: number): LineBatch {
  const lines: string[] = []
  const bad = new Map<number, string>()
  for (let from = 0; from <= buffer.length; ) {
    const found = buffer.indexOf(newline, from)
    const to = found < 0 ? buffer.length : found
    const line = buffer.subarray(from, to)
    if (!isUtf8(line)) bad.set(lines.length, 'row is not valid UTF-8')
    lines.push(withoutReturn(line.toString('utf8')))
    from = to + 1
  }
  return { lines, bad }
}

const withoutReturn = (line: string): string =>
  line.charCodeAt(line.length - 1) === 13 ? line.slice(0, -1) : line

const withoutMark = (chunk: Buffer): Buffer =>
  chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk
