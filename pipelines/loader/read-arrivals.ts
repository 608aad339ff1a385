/** A stored file → files of arrivals, where it is called: for large files in a thread (`read-aside.ts`). */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine } from '../engine/port.ts'
import { TextRows } from '../engine/text-rows.ts'
import { pseudonymizer } from '../privacy/pseudonym.ts'
import type { FileBatch } from '../sources/files/batch.ts'
import { parseMapping } from '../sources/files/mapping.ts'
import type { ReadOptions } from '../sources/files/open-input.ts'
import { readFile } from '../sources/files/read-file.ts'
import type { Reject } from '../sources/files/rows.ts'
import { sourceOfKind } from '../sources/sources.ts'
import { type Arrived, addedUp, arrived, NOTHING_ARRIVED, together, writeOut } from './arrivals.ts'

/** A file and how to read it. Plain data throughout. */
export interface FileToRead {
  path: string
  /** Name of the connection or import that the events get. */
  source: string
  /** What webhook bodies among the lines are read by; null where there is no such connection. */
  connection: { kind: string; settings: unknown } | null
  /** YAML as given. */
  mapping: string | null
  pseudonymKey: Uint8Array
  receivedAt: string
  deliverySeq: number
  /** A folder that the engine may read, for Parquet files from elsewhere. */
  tempDir: string
  /** Where what arrived is written; whoever takes it removes it. */
  rowsDir: string
}

/** What a stretch of the file gave. Plain data throughout; no row has events in two of them. */
export interface ReadArrivals extends Arrived {
  /** The file that they are written out in (`writeOut`). */
  path: string
  bytes: number
  /** Rows of the file that come before those which `part` counts. */
  rowsBefore: number
  read: number
  rejects: readonly Reject[]
  unmapped: Readonly<Record<string, number>>
  /** Events that claimed to come from the future. */
  skewed: number
}

/** Events of a stretch, about: staging a file has a cost of its own. */
const STRETCH = 16_384
/** Rows refused that wait in memory, about. */
const REJECTS = 1000

/** Throws what `readFile` throws. The engine is needed for Parquet only. */
export async function* readArrivals(file: FileToRead, engine?: Engine): AsyncGenerator<ReadArrivals> {
  let number = 0
  let stretch = new Stretch(file, number)
  for await (const batch of readFile(file.path, readOptions(file, engine))) {
    stretch.add(batch)
    if (!stretch.isDue) continue
    yield await stretch.write()
    stretch = new Stretch(file, ++number)
  }
  yield await stretch.write()
}

export const readOptions = (file: FileToRead, engine?: Engine): ReadOptions => ({
  source: file.source,
  mapping: file.mapping === null ? null : parseMapping(file.mapping),
  importSource: file.connection ? sourceOfKind(file.connection.kind) : undefined,
  context: { pseudonym: pseudonymizer(file.pseudonymKey), settings: file.connection?.settings },
  receivedAt: file.receivedAt,
  engine,
  tempDir: file.tempDir,
})

/** A part of the file in the reading. */
export class Stretch {
  readonly #file: FileToRead
  readonly #number: number
  readonly #rows = new TextRows()
  #arrived = NOTHING_ARRIVED
  #read = 0
  #rejects: Reject[] = []
  #unmapped: Record<string, number> = {}
  #skewed = 0

  /** `number` is like that of no other stretch of the file. */
  constructor(file: FileToRead, number: number) {
    this.#file = file
    this.#number = number
  }

  get isDue(): boolean {
    return this.#arrived.events >= STRETCH || this.#rejects.length >= REJECTS
  }

  add({ events, rows, read, rejects, unmapped }: FileBatch): void {
    const { deliverySeq, receivedAt } = this.#file
    const onSkew = () => {
      this.#skewed++
    }
    const arrivals = events.map((told, i) => arrived(told, deliverySeq, receivedAt, rows[i] ?? 0, onSkew))
    writeOut(arrivals, this.#arrived.events, this.#rows)
    this.#arrived = together(this.#arrived, addedUp(arrivals))
    this.#read += read
    for (const reject of rejects) this.#rejects.push(reject)
    for (const [what, n] of Object.entries(unmapped)) this.#unmapped[what] = (this.#unmapped[what] ?? 0) + n
  }

  async write(): Promise<ReadArrivals> {
    const path = join(this.#file.rowsDir, `${this.#number}.rows`)
    const { bytes } = this.#rows
    await writeFile(path, bytes, { mode: 0o600 })
    return {
      ...this.#arrived,
      path,
      bytes: bytes.length,
      rowsBefore: 0,
      read: this.#read,
      rejects: this.#rejects,
      unmapped: this.#unmapped,
      skewed: this.#skewed,
    }
  }
}
