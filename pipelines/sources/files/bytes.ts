import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { invalid, PegelError, unavailable } from '../../errors.ts'

/** 50 GiB. */
export const MAX_UNPACKED_BYTES = 50 * 1024 ** 3

const HEAD_BYTES = 256 * 1024
const READ_BYTES = 1024 * 1024

export interface ByteFile {
  path: string
  name: string
  gzip: boolean
  /** The first 256 KiB, unpacked. */
  head: Buffer
  /** Everything from the start, unpacked, in chunks. */
  bytes(): AsyncIterable<Buffer>
}

export interface BytesOptions {
  /** Where a gzip file stops being read, in bytes after unpacking; 50 GiB unless told. */
  maxUnpackedBytes?: number | undefined
  signal?: AbortSignal | undefined
}

/**
 * Opens a regular file, gzip or not (told by its first bytes, not by its name).
 * Throws `not_found`, `invalid` (directory, empty, damaged gzip), `too_large` (unpacks beyond the limit), each
 * with the field `file`.
 */
export async function openBytes(path: string, options: BytesOptions = {}): Promise<ByteFile> {
  const name = basename(path)
  await checkRegular(path, name)
  const gzip = await startsWithGzip(path)
  const bytes = () => unpacked(path, name, gzip, options)
  const head = await firstBytes(bytes())
  if (head.length === 0) throw invalid(`${name} is empty`, { file: 'is empty' })
  return { path, name, gzip, head, bytes }
}

async function checkRegular(path: string, name: string): Promise<void> {
  let info: Awaited<ReturnType<typeof stat>>
  try {
    info = await stat(path)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new PegelError('not_found', `${name}: there is no such file`, { file: 'does not exist' })
    throw unavailable(`${name} cannot be read: ${(cause as Error).message}`)
  }
  if (info.isDirectory()) throw invalid(`${name} is a directory, not a file`, { file: 'is a directory' })
  if (!info.isFile()) throw invalid(`${name} is not a regular file`, { file: 'is not a regular file' })
  if (info.size === 0) throw invalid(`${name} is empty`, { file: 'is empty' })
}

async function startsWithGzip(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

async function firstBytes(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of bytes) {
    parts.push(part)
    size += part.length
    if (size >= HEAD_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES)
}

async function* unpacked(
  path: string,
  name: string,
  gzip: boolean,
  { maxUnpackedBytes = MAX_UNPACKED_BYTES, signal }: BytesOptions,
): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: READ_BYTES, ...(signal && { signal }) })
  if (!gzip) {
    yield* file
    return
  }
  const gunzip = createGunzip({ chunkSize: READ_BYTES })
  pipeline(file, gunzip, () => {})
  let size = 0
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxUnpackedBytes) throw tooLarge(name, maxUnpackedBytes)
      yield chunk
    }
  } catch (cause) {
    if (!String((cause as NodeJS.ErrnoException).code).startsWith('Z_')) throw cause
    const why = (cause as Error).message
    throw invalid(`${name} is a damaged gzip file (${why})`, { file: `damaged gzip: ${why}` })
  }
}

function tooLarge(name: string, limit: number): PegelError {
  const size = limit >= 1024 ** 3 ? `${limit / 1024 ** 3} GiB` : `${limit} bytes`
  return new PegelError('too_large', `${name} unpacks to more than ${size}`, {
    file: `unpacks to more than ${size}`,
  })
}
