import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Delivery, SourceName } from './wire/outbox.ts'

export interface Written {
  seconds: number
  files: { file: string; source: SourceName; lines: number; bytes: number; sha256: string }[]
}

const CHUNK = 1 << 20
const LONGEST_LINE = 1 << 14
const NEWLINE = 10
const SOURCES: readonly SourceName[] = ['whatsapp', 'inbox']

/**
 * Writes `whatsapp.jsonl` and `inbox.jsonl` into a folder, one delivery's body a line. Lines, bytes and SHA-256 are
 * of the text, whether it is compressed or not.
 */
export async function writeFiles(
  folder: string,
  deliveries: Iterable<Delivery>,
  gzip: boolean,
): Promise<Written> {
  const startedAt = performance.now()
  mkdirSync(folder, { recursive: true })
  const files = Object.fromEntries(
    SOURCES.map((source) => [source, new LineFile(folder, source, gzip)]),
  ) as Record<SourceName, LineFile>
  for (const delivery of deliveries) {
    const file = files[delivery.source]
    if (file.add(delivery.body)) await file.flush()
  }
  const written = []
  for (const source of SOURCES) written.push({ source, ...(await files[source].close()) })
  return { seconds: Math.round(performance.now() - startedAt) / 1000, files: written }
}

class LineFile {
  readonly #file: string
  readonly #out: Writable
  readonly #disk: Writable
  readonly #hash: Hash = createHash('sha256')
  #chunk = Buffer.allocUnsafe(CHUNK)
  #filled = 0
  #lines = 0
  #bytes = 0

  constructor(folder: string, source: SourceName, gzip: boolean) {
    this.#file = join(folder, `${source}.jsonl${gzip ? '.gz' : ''}`)
    this.#disk = createWriteStream(this.#file)
    this.#out = gzip ? createGzip({ level: 4 }) : this.#disk
    if (gzip) this.#out.pipe(this.#disk as NodeJS.WritableStream)
  }

  /** Takes a line of ASCII; returns whether enough has come together to be written. */
  add(line: string): boolean {
    this.#lines++
    this.#filled += this.#chunk.write(line, this.#filled, 'latin1')
    this.#chunk[this.#filled++] = NEWLINE
    return this.#filled > CHUNK - LONGEST_LINE
  }

  async flush(): Promise<void> {
    const chunk = this.#chunk.subarray(0, this.#filled)
    this.#chunk = Buffer.allocUnsafe(CHUNK)
    this.#filled = 0
    this.#bytes += chunk.length
    this.#hash.update(chunk)
    if (!this.#out.write(chunk)) await once(this.#out, 'drain')
  }

  async close() {
    await this.flush()
    this.#out.end()
    await finished(this.#disk)
    return { file: this.#file, lines: this.#lines, bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }
}
