/** A stored file → events, in transactions of some hundred thousand, repeatable from the start. */
import { rm } from 'node:fs/promises'
import type { Engine, Writer } from '../engine/port.ts'
import type { JournalRecord } from '../journal/frame.ts'
import { rejectsWriter } from '../sources/files/rejects.ts'
import { type Arrived, NOTHING_ARRIVED, together } from './arrivals.ts'
import { Counter } from './counts.ts'
import type { ReadArrivals } from './read-arrivals.ts'
import type { ImportMeta } from './readings.ts'
import type { Stored } from './stage.ts'

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
  arrivals: AsyncIterable<ReadArrivals>
  /** Called when the last of them were read, and some are still to be stored. */
  onRead(): Promise<void>
  stage(tx: Writer, arrivals: ReadArrivals): Promise<void>
  store(tx: Writer, staged: Arrived): Promise<Stored>
  /** Lets go what is staged. */
  unstage(tx: Writer): Promise<void>
  /** Moves the offset behind this record, in the last transaction. */
  finish(tx: Writer): Promise<void>
  progress(progress: { read: number; accepted: number }): void
}

/** Of the engine: what comes to fewer rows is written twice, into its log and then into its file. */
const ROW_GROUP = 122_880

/** Two row groups of new ones, where a tenth is known already. */
const EVENTS_PER_TRANSACTION = 2.25 * ROW_GROUP

/** From so many events on, all cores store what is left. */
const MANY = 50_000

/** Throws what is wrong with the file as a whole; nothing of it is then stored beyond finished transactions. */
export async function importRecord(record: JournalRecord, context: ImportContext): Promise<ImportOutcome> {
  const meta = record.meta as unknown as ImportMeta
  const { engine, dataDir } = context
  const rejects = rejectsWriter(dataDir, `${record.source}-${meta.fileName}`, meta.sha256)
  const outcome: ImportOutcome = { read: 0, accepted: 0, duplicate: 0, rejected: 0, rejectsFile: null }
  const counter = new Counter()
  let staged = NOTHING_ARRIVED
  /** Stores what is staged. Where it is the last, says what the import came to. */
  const store = async (last: boolean): Promise<void> => {
    const work = async (tx: Writer) => {
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
    }
    // Behind the last, no thread reads this file any more.
    if (last && staged.events >= MANY) await engine.maintain((tx) => tx.onAllCores(() => tx.atomic(work)))
    else await engine.write(work)
    staged = NOTHING_ARRIVED
    context.progress({ read: outcome.read, accepted: outcome.accepted })
  }
  try {
    for await (const arrivals of context.arrivals) {
      if (staged.events >= EVENTS_PER_TRANSACTION) await store(false)
      const { path, read, rejects: rejected, unmapped, skewed } = arrivals
      // In a transaction of its own: others write in between.
      await engine.write((tx) => context.stage(tx, arrivals))
      await rm(path)
      staged = together(staged, arrivals)
      outcome.read += read
      outcome.rejected += rejected.length
      context.progress({ read: outcome.read, accepted: outcome.accepted })
      await rejects.write(rejected)
      counter.add(record.source, null, 'clock_skew', skewed, record.receivedAt)
      for (const [what, n] of Object.entries(unmapped)) {
        counter.add(record.source, null, `unmapped:${what}`, n, record.receivedAt)
      }
    }
    await context.onRead()
    await store(true)
    return outcome
  } catch (error) {
    await engine.write(context.unstage)
    await rejects.discard()
    throw error
  }
}
