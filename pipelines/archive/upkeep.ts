import { recordsOf } from '../config/command.ts'
import type { Engine } from '../engine/port.ts'
import type { Journal } from '../journal/journal.ts'
import { archiveEvents, readManifest } from './archive.ts'

/**
 * Archives new events and versions of the configuration, lets go of journal records that are older than the retention and
 * whose content the archive holds on disk, and has the engine fold its log into its file.
 */
export async function keepUp(
  context: { engine: Engine; journal: Journal; archiveDir: string; retentionDays: number },
  now: Date,
): Promise<void> {
  const { engine, journal, archiveDir, retentionDays } = context
  await archiveEvents(engine, archiveDir)
  const { journalSeq } = await readManifest(archiveDir)
  const before = new Date(now.getTime() - retentionDays * 86_400_000).toISOString()
  let through = 0
  for await (const record of journal.read(0)) {
    if (record.seq > journalSeq || record.receivedAt >= before) break
    // Commands are kept for good: those that the archive does not know keep everything behind them too.
    if (record.kind === 'command' && recordsOf(record) === null) break
    through = record.seq
  }
  if (through > 0) await journal.removeThrough(through)
  await engine.maintain((tx) => tx.run('checkpoint'))
}
