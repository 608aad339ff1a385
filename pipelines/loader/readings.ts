/** Stored files in the reading. */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine } from '../engine/port.ts'
import type { JournalRecord } from '../journal/frame.ts'
import { openBytes } from '../sources/files/bytes.ts'
import { isParquet } from '../sources/files/format.ts'
import type { Connection } from './map-record.ts'
import { type FileToRead, type ReadArrivals, readArrivals } from './read-arrivals.ts'
import { readAside } from './read-aside.ts'

/** What the journal keeps of an import; the file itself lies in `imports/<sha256>`. */
export interface ImportMeta {
  sha256: string
  fileName: string
  /** YAML as given, so that the import means the same when it is repeated. */
  mapping: string | null
  bytes: number
}

export interface ReadingContext {
  engine: Engine
  dataDir: string
  connections: ReadonlyMap<string, Connection>
  pseudonymKey: Uint8Array
}

/** From so many bytes on a thread is worth its start. */
const LARGE = 8 * 1024 ** 2

/** Readings of imports, one of which may begin before its turn has come. */
export class Readings {
  readonly #context: ReadingContext
  #begun: { seq: number; arrivals: AsyncIterableIterator<ReadArrivals> } | null = null

  constructor(context: ReadingContext) {
    this.#context = context
  }

  /** Reads ahead what is read aside, as far as what was read may wait. */
  async begin(record: JournalRecord): Promise<void> {
    if (await isReadAside(record, this.#context))
      this.#begun = { seq: record.seq, arrivals: atOnce(read(record, this.#context)) }
  }

  /** Throws what is wrong with the file as a whole. */
  of(record: JournalRecord): AsyncIterable<ReadArrivals> {
    const begun = this.#begun
    if (begun?.seq !== record.seq) return read(record, this.#context)
    this.#begun = null
    return begun.arrivals
  }

  /** Ends what was begun and not taken. */
  async drop(): Promise<void> {
    const begun = this.#begun
    this.#begun = null
    await begun?.arrivals.return?.()
  }
}

async function* read(record: JournalRecord, context: ReadingContext): AsyncGenerator<ReadArrivals> {
  const { dataDir, connections, pseudonymKey, engine } = context
  const { mapping } = metaOf(record)
  const connection = connections.get(record.source)
  const tempDir = join(dataDir, 'tmp')
  const file: FileToRead = {
    path: keptFile(record, context),
    source: record.source,
    connection: connection ? { kind: connection.source.kind, settings: connection.settings } : null,
    mapping,
    pseudonymKey,
    receivedAt: record.receivedAt,
    deliverySeq: record.seq,
    tempDir,
    rowsDir: join(tempDir, `import-${record.seq}`),
  }
  // A reading that was killed has left its rows there.
  await rm(file.rowsDir, { recursive: true, force: true })
  await mkdir(file.rowsDir, { recursive: true, mode: 0o700 })
  try {
    yield* (await isReadAside(record, context)) ? readAside(file) : readArrivals(file, engine)
  } finally {
    await rm(file.rowsDir, { recursive: true, force: true })
  }
}

/** A large file is, unless its reading takes the engine. */
async function isReadAside(record: JournalRecord, context: ReadingContext): Promise<boolean> {
  return metaOf(record).bytes >= LARGE && !isParquet((await openBytes(keptFile(record, context))).head)
}

const metaOf = (record: JournalRecord) => record.meta as unknown as ImportMeta

const keptFile = (record: JournalRecord, { dataDir }: ReadingContext): string =>
  join(dataDir, 'imports', metaOf(record).sha256)

/** As `from`, which begins now instead of when somebody asks for its first. */
function atOnce<T>(from: AsyncGenerator<T>): AsyncIterableIterator<T> {
  let first: Promise<IteratorResult<T>> | null = from.next()
  first.catch(() => {})
  return {
    next() {
      const next = first ?? from.next()
      first = null
      return next
    },
    return: () => from.return(undefined),
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
