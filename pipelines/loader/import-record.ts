/** A stored file → events, in transactions of about a hundred thousand, repeatable from the start. */
import { join } from 'node:path'
import type { Engine, Writer } from '../engine/port.ts'
import type { JournalRecord } from '../journal/frame.ts'
import { openBytes } from '../sources/files/bytes.ts'
import { isParquet } from '../sources/files/format.ts'
import { rejectsWriter } from '../sources/files/rejects.ts'
import type { LaidOut } from './arrivals.ts'
import { Counter } from './counts.ts'
import type { Connection } from './map-record.ts'
import { type FileToRead, type ReadArrivals, readArrivals } from './read-arrivals.ts'
import { readAside } from './read-aside.ts'
import { NOTHING_STAGED, type Staged, type Stored, withArrivals } from './stage.ts'

/** What the journal keeps of an import; the file itself lies in `imports/<sha256>`. */
export interface ImportMeta {
  sha256: string
  fileName: string
  /** YAML as given, so that the import means the same when it is repeated. */
  mapping: string | null
  bytes: number
}

export interface ImportOutcome {
  read: number
  accepted: number
  duplicate: number
  rejected: number
  rejectsFile: string | null
}

interface ImportContext {
  engine: Engine
  dataDir: string
  connections: ReadonlyMap<string, Connection>
  pseudonymKey: Uint8Array
  stage(tx: Writer, arrivals: LaidOut): Promise<void>
  store(tx: Writer, staged: Staged): Promise<Stored>
  /** Lets go what is staged. */
  unstage(tx: Writer): Promise<void>
  /** Moves the offset behind this record, in the last transaction. */
  finish(tx: Writer): Promise<void>
  progress(progress: { read: number; accepted: number }): void
}

/** A row group of the engine: fewer are written twice, into its log and then into its file. */
const EVENTS_PER_TRANSACTION = 122_880

/** From so many bytes on a thread is worth its start. */
const LARGE = 8 * 1024 ** 2

/** Throws what is wrong with the file as a whole; nothing of it is then stored beyond finished transactions. */
export async function importRecord(record: JournalRecord, context: ImportContext): Promise<ImportOutcome> {
  const meta = record.meta as unknown as ImportMeta
  const { engine, dataDir, connections, pseudonymKey } = context
  const connection = connections.get(record.source)
  const rejects = rejectsWriter(dataDir, `${record.source}-${meta.fileName}`, meta.sha256)
  const outcome: ImportOutcome = { read: 0, accepted: 0, duplicate: 0, rejected: 0, rejectsFile: null }
  const counter = new Counter()
  let staged = NOTHING_STAGED
  /** Stores what is staged. Where it is the last, says what the import came to. */
  const store = async (last: boolean): Promise<void> => {
    await engine.write(async (tx) => {
      const stored = await context.store(tx, staged)
      outcome.accepted += stored.parts
      outcome.duplicate += staged.parts - stored.parts
      if (!last) return
      counter.add(record.source, null, 'delivery', 1, record.receivedAt)
      counter.add(record.source, null, 'duplicate', outcome.duplicate, record.receivedAt)
      counter.add(record.source, null, 'reject', outcome.rejected, record.receivedAt)
      await counter.save(tx)
      outcome.rejectsFile = await rejects.close()
      await tx.run('insert into main.import_result values ($1, $2, $3, $4, $5, $6, $7)', [
        record.seq,
        record.source,
        outcome.read,
        outcome.accepted,
        outcome.duplicate,
        outcome.rejected,
        outcome.rejectsFile,
      ])
      await context.finish(tx)
    })
    staged = NOTHING_STAGED
    context.progress({ read: outcome.read, accepted: outcome.accepted })
  }
  try {
    const file: FileToRead = {
      path: join(dataDir, 'imports', meta.sha256),
      source: record.source,
      connection: connection ? { kind: connection.source.kind, settings: connection.settings } : null,
      mapping: meta.mapping,
      pseudonymKey,
      receivedAt: record.receivedAt,
      deliverySeq: record.seq,
      tempDir: join(dataDir, 'tmp'),
    }
    for await (const { laidOut, read, rejects: rejected, unmapped, skewed } of await reading(
      file,
      meta.bytes,
      engine,
    )) {
      // In a transaction of its own: others write in between.
      await engine.write((tx) => context.stage(tx, laidOut))
      staged = withArrivals(staged, laidOut)
      outcome.read += read
      outcome.rejected += rejected.length
      await rejects.write(rejected)
      counter.add(record.source, null, 'clock_skew', skewed, record.receivedAt)
      for (const [what, n] of Object.entries(unmapped)) {
        counter.add(record.source, null, `unmapped:${what}`, n, record.receivedAt)
      }
      if (staged.events >= EVENTS_PER_TRANSACTION) await store(false)
    }
    await store(true)
    return outcome
  } catch (error) {
    await engine.write(context.unstage)
    await rejects.discard()
    throw error
  }
}

/** A large file is read in a thread, unless that takes the engine. */
async function reading(
  file: FileToRead,
  bytes: number,
  engine: Engine,
): Promise<AsyncIterable<ReadArrivals>> {
  if (bytes < LARGE || isParquet((await openBytes(file.path)).head)) return readArrivals(file, engine)
  return readAside(file)
}
