/** A stored file → events, in transactions of about a hundred thousand, repeatable from the start. */
import { join } from 'node:path'
import type { Engine, Writer } from '../engine/port.ts'
import type { JournalRecord } from '../journal/frame.ts'
import { parseMapping } from '../sources/files/mapping.ts'
import { readFile } from '../sources/files/read-file.ts'
import { rejectsWriter } from '../sources/files/rejects.ts'
import { withoutSkew } from './clock-skew.ts'
import { Counter } from './counts.ts'
import type { Connection } from './map-record.ts'
import type { Arrival, Stored } from './stage.ts'

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
  pseudonym(identifier: string): string
  store(tx: Writer, arrivals: readonly Arrival[]): Promise<Stored>
  /** Moves the offset behind this record, in the last transaction. */
  finish(tx: Writer): Promise<void>
  progress(progress: { read: number; accepted: number }): void
}

/** A row group of the engine: fewer are written twice, into its log and then into its file. */
const EVENTS_PER_TRANSACTION = 122_880

/** Throws what is wrong with the file as a whole; nothing of it is then stored beyond finished transactions. */
export async function importRecord(record: JournalRecord, context: ImportContext): Promise<ImportOutcome> {
  const meta = record.meta as unknown as ImportMeta
  const { engine, dataDir, connections, pseudonym } = context
  const connection = connections.get(record.source)
  const rejects = rejectsWriter(dataDir, `${record.source}-${meta.fileName}`, meta.sha256)
  const outcome: ImportOutcome = { read: 0, accepted: 0, duplicate: 0, rejected: 0, rejectsFile: null }
  const counter = new Counter()
  let arrivals: Arrival[] = []
  let storing: Promise<void> = Promise.resolve()
  const flush = (last: boolean): Promise<void> => {
    const batch = arrivals
    arrivals = []
    return store(batch, last)
  }
  const store = async (batch: readonly Arrival[], last: boolean): Promise<void> => {
    const parts = new Set(batch.map((one) => one.part)).size
    await engine.write(async (tx) => {
      const stored = await context.store(tx, batch)
      outcome.accepted += stored.parts
      outcome.duplicate += parts - stored.parts
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
    context.progress({ read: outcome.read, accepted: outcome.accepted })
  }
  try {
    const batches = readFile(join(dataDir, 'imports', meta.sha256), {
      source: record.source,
      mapping: meta.mapping === null ? null : parseMapping(meta.mapping),
      importSource: connection?.source,
      context: { pseudonym, settings: connection?.settings },
      receivedAt: record.receivedAt,
      engine,
      tempDir: join(dataDir, 'tmp'),
    })
    for await (const batch of batches) {
      batch.events.forEach((told, i) => {
        const event = withoutSkew(told, record.receivedAt)
        if (event !== told) counter.add(record.source, null, 'clock_skew', 1, record.receivedAt)
        arrivals.push({
          event,
          deliverySeq: record.seq,
          receivedAt: record.receivedAt,
          part: batch.rows[i] ?? 0,
        })
      })
      outcome.read += batch.read
      outcome.rejected += batch.rejects.length
      await rejects.write(batch.rejects)
      for (const [what, n] of Object.entries(batch.unmapped)) {
        counter.add(record.source, null, `unmapped:${what}`, n, record.receivedAt)
      }
      if (arrivals.length < EVENTS_PER_TRANSACTION) continue
      // The next rows are read and mapped while the engine stores these.
      await storing
      storing = flush(false)
      storing.catch(() => {})
    }
    await storing
    await flush(true)
    return outcome
  } catch (error) {
    await storing.catch(() => {})
    await rejects.discard()
    throw error
  }
}
