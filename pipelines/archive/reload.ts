/** Remakes the tables of events and of the configuration from the archive or the journal. */
import type { Engine, Writer } from '../engine/port.ts'
import { invalid } from '../errors.ts'
import type { Journal } from '../journal/journal.ts'
import type { Loader, LoaderListener } from '../loader/loader.ts'
import { setState } from '../loader/state.ts'
import { archiveEvents, readManifest, restoreEvents } from './archive.ts'

/** Tables that follow from the events or the journal. */
const DERIVED = ['event', 'config_version', 'scope_link', 'orphan_report', 'changed_scope']
/** What only the journal knows: stays when the archive is read, which does not hold it. */
const FROM_JOURNAL = ['dead_letter', 'source_count', 'import_result']

export interface ReloadContext {
  engine: Engine
  journal: Journal
  loader: Loader
  archiveDir: string
}

/**
 * From `journal`: every record that ever came, mapped again. From `archive`: the archived events, then the records
 * behind them. The facts are not touched. Throws `invalid` where the journal no longer reaches back far enough.
 */
export async function reloadEvents(
  context: ReloadContext,
  from: 'journal' | 'archive',
  listen?: LoaderListener,
): Promise<void> {
  const { engine, journal, loader, archiveDir } = context
  const manifest = await readManifest(archiveDir)
  const needed = from === 'journal' ? 1 : manifest.journalSeq + 1
  const first = await firstRecord(journal)
  if (first === null && from === 'journal' && loader.offset > 0) {
    throw invalid('the journal is empty; rebuild from the archive')
  }
  if (first !== null && first > needed) {
    throw invalid(
      `the journal begins at record ${first}, so record ${needed} is gone; rebuild from the archive`,
    )
  }
  await engine.maintain((tx) =>
    tx.onAllCores(() =>
      tx.atomic(async (one) => {
        const tables = from === 'journal' ? [...DERIVED, ...FROM_JOURNAL] : DERIVED
        for (const table of tables)
          await one.run(`create or replace table main.${table} as select * from main.${table} limit 0`)
        const seq = from === 'archive' ? await restoreEvents(one, archiveDir) : 0
        if (from === 'archive') await relink(one)
        await setState(one, { journal_offset: String(seq) })
      }),
    ),
  )
  await loader.open()
  await loader.catchUp(listen)
}

/** As `reloadEvents` from the archive, which is first brought up to date. */
export async function reloadFromArchive(context: ReloadContext, listen?: LoaderListener): Promise<void> {
  await archiveEvents(context.engine, context.archiveDir)
  await reloadEvents(context, 'archive', listen)
}

/** Why the tables have to be made anew although the engine opened its files, or null when they need not. */
export async function whatIsLost({ journal, loader, archiveDir }: ReloadContext): Promise<string | null> {
  const first = await firstRecord(journal)
  if (first !== null && first > loader.offset + 1) return 'it had lost its latest transactions'
  const { journalSeq } = await readManifest(archiveDir)
  return first === null && loader.offset === 0 && journalSeq > 0 ? 'it and the journal are empty' : null
}

/** Number of the oldest record that is left, or null for an empty journal. */
async function firstRecord(journal: Journal): Promise<number | null> {
  for await (const record of journal.read(0)) return record.seq
  return null
}

async function relink(tx: Writer): Promise<void> {
  await tx.run(
    `insert into main.orphan_report
       select distinct scope_id, message_key from main.event
       where type = 'message.delivery' and customer_id is null and scope_key like '%:message:%'`,
  )
  await tx.run(
    `insert into main.scope_link
       with pairs as (
         select scope_id as one, md5_number_lower(related_key) as other from main.event
         where related_key is not null and related_key <> scope_key
         union
         select orphan_report.scope_id, event.scope_id
         from main.orphan_report inner join main.event using (message_key)
         where event.scope_id <> orphan_report.scope_id
       )
       select one, other from pairs
       union
       select other, one from pairs`,
  )
}
