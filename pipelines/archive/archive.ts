/** The long-term truth: canonical events in monthly Parquet files and the configuration's versions, listed in a manifest. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type Engine, quoted, quotedPath, type Writer } from '../engine/port.ts'
import { getState } from '../loader/state.ts'

export interface Manifest {
  /** Paths below the archive's folder; what is not listed does not exist. */
  files: string[]
  /** Events up to this number are in the files. */
  eventNo: number
  /** Journal records up to this number have given all their events and versions to the files. */
  journalSeq: number
  /** Files with the versions of the configuration. */
  config: string[]
  /** Versions stated by journal records up to this number are in them. */
  configSeq: number
}

/** From so many events on, all cores write them. */
const MANY = 100_000

const EMPTY: Manifest = { files: [], eventNo: 0, journalSeq: 0, config: [], configSeq: 0 }

export async function readManifest(dir: string): Promise<Manifest> {
  const path = join(dir, 'manifest.json')
  if (!existsSync(path)) return EMPTY
  return { ...EMPTY, ...(JSON.parse(await readFile(path, 'utf8')) as Partial<Manifest>) }
}

/** Writes the events and versions that no file holds yet. Returns how many events that were. */
export async function archiveEvents(engine: Engine, dir: string): Promise<number> {
  await mkdir(dir, { recursive: true })
  return engine.maintain(async (tx) => {
    // Alone by now: whoever came before may just have written it.
    const manifest = await readManifest(dir)
    const months = await tx.rows<{ month: string; last: number; n: number }>(
      `select strftime(occurred_at, '%Y-%m') as month, max(event_no) as last, count(*) as n
       from main.event where event_no > $1 group by 1 order by 1`,
      [manifest.eventNo],
    )
    const journalSeq = Number((await getState(tx, 'journal_offset')) ?? 0)
    const count = months.reduce((sum, one) => sum + one.n, 0)
    const writeMonths = () => archiveMonths(tx, dir, manifest.eventNo, months)
    const files = await (count < MANY ? writeMonths() : tx.onAllCores(writeMonths))
    const config = await archiveConfig(tx, dir, manifest)
    await writeManifest(dir, {
      ...config,
      files: [...manifest.files, ...files],
      eventNo: Math.max(manifest.eventNo, ...months.map((one) => one.last)),
      journalSeq,
    })
    return count
  })
}

/** One file a month, of the events behind `eventNo`. Returns their paths. */
async function archiveMonths(
  tx: Writer,
  dir: string,
  eventNo: number,
  months: readonly { month: string }[],
): Promise<string[]> {
  const files: string[] = []
  for (const { month } of months) {
    const file = join(month, `${eventNo + 1}-${randomUUID().slice(0, 8)}.parquet`)
    await mkdir(join(dir, month), { recursive: true })
    await tx.run(
      `copy (
         select * from main.event
         where event_no > ${eventNo}
           and occurred_at >= timestamp '${month}-01' and occurred_at < timestamp '${month}-01' + interval 1 month
       ) to ${quoted(join(dir, file))} (format parquet, compression zstd)`,
    )
    await sync(join(dir, file))
    files.push(file)
  }
  return files
}

/** Fills the empty tables of events and versions from the files. Returns the journal record after which to go on. */
export async function restoreEvents(tx: Writer, dir: string): Promise<number> {
  const manifest = await readManifest(dir)
  await restoreTable(tx, 'event', dir, manifest.files)
  await restoreTable(tx, 'config_version', dir, manifest.config)
  return manifest.journalSeq
}

async function archiveConfig(
  tx: Writer,
  dir: string,
  { config, configSeq }: Manifest,
): Promise<Pick<Manifest, 'config' | 'configSeq'>> {
  const [fresh] = await tx.rows<{ last: number | null }>(
    'select max(seq) as last from main.config_version where seq > $1',
    [configSeq],
  )
  if (!fresh?.last) return { config, configSeq }
  const file = join('config', `${configSeq + 1}-${randomUUID().slice(0, 8)}.parquet`)
  await mkdir(join(dir, 'config'), { recursive: true })
  await tx.run(
    `copy (
       select * from main.config_version where seq > ${configSeq} order by seq, kind, id, version
     ) to ${quoted(join(dir, file))} (format parquet, compression zstd)`,
  )
  await sync(join(dir, file))
  return { config: [...config, file], configSeq: fresh.last }
}

async function restoreTable(tx: Writer, table: string, dir: string, files: readonly string[]): Promise<void> {
  if (files.length === 0) return
  const list = files.map((file) => quotedPath(join(dir, file))).join(', ')
  await tx.run(
    `insert into main.${table} by name select * from read_parquet([${list}], union_by_name = true, hive_partitioning = false)`,
  )
}

async function writeManifest(dir: string, manifest: Manifest): Promise<void> {
  const path = join(dir, 'manifest.json')
  const next = `${path}.next`
  const file = await open(next, 'w', 0o600)
  await file.writeFile(JSON.stringify(manifest, null, 2))
  await file.sync()
  await file.close()
  await rename(next, path)
  await sync(dir)
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r')
  await file.sync()
  await file.close()
}
