/** Opens a data folder: engine, journal, loader and models, wired to each other. */
import { mkdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { archiveEvents } from './archive/archive.ts'
import { firstRecord, type ReloadContext, reloadEvents, reloadFromArchive } from './archive/reload.ts'
import { keepUp } from './archive/upkeep.ts'
import { type Config, loadConfig } from './config/config.ts'
import { migrate } from './engine/migrate.ts'
import type { Cell, Engine } from './engine/port.ts'
import { openWithRecovery } from './engine/recover.ts'
import { notFound, unavailable } from './errors.ts'
import { clocksAtRisk } from './facts/at-risk.ts'
import { listFacts } from './facts/list.ts'
import { ticketTimeline } from './facts/timeline.ts'
import { type Journal, openJournal } from './journal/journal.ts'
import { acquireLock } from './journal/lock.ts'
import { connectionsOf } from './loader/connections.ts'
import { listDeadLetters, sourceHealth } from './loader/health.ts'
import type { ImportMeta, ImportOutcome } from './loader/import-record.ts'
import { keepFile } from './loader/keep-file.ts'
import { type DeliveryOutcome, Loader } from './loader/loader.ts'
import type { Connection } from './loader/map-record.ts'
import { prepareStage } from './loader/stage.ts'
import { type Catalog, loadCatalog } from './metrics/catalog.ts'
import { runChecks } from './models/checks.ts'
import { fingerprints } from './models/fingerprint.ts'
import { ModelKeeper } from './models/keeper.ts'
import { loadModels, type Model } from './models/model.ts'
import type {
  FactName,
  FactsInput,
  ImportInput,
  ImportResult,
  IncomingDelivery,
  Pegel,
  VersionNotice,
} from './pegel.ts'
import { loadPseudonymKey, pseudonymizer } from './privacy/pseudonym.ts'
import { loadMapping } from './sources/files/mapping.ts'
import { previewFile } from './sources/files/preview-file.ts'

const SQL = fileURLToPath(new URL('../sql/', import.meta.url))
const TICK_MS = 2000
const UPKEEP_MS = 10 * 60_000

export interface OpenOptions {
  dataDir: string
  /** Clock; tests pin it. */
  now?: () => Date
  /** Whether to load and fold on its own as data and time come; one-shot commands call `settle`. */
  background?: boolean
  /** Told when the folder had to be repaired, and of faults in the background. */
  onNotice?: (notice: { level: 'warn' | 'error'; message: string }) => void
  /** Told once when the engine is beyond use: only opening the folder anew, in a new process, helps. */
  onFatal?: (error: Error) => void
}

/**
 * Opens the folder (made when absent), repairs it where the engine's files are damaged, and catches up with the journal.
 * Throws `conflict` while another process has it open, `invalid` for a wrong `pegel.yml`.
 */
export async function openPegel(options: OpenOptions): Promise<Pegel> {
  const dataDir = resolve(options.dataDir)
  await mkdir(dataDir, { recursive: true })
  const config = loadConfig(dataDir)
  const connections = connectionsOf(config)
  const release = await acquireLock(dataDir)
  try {
    const folder = new Folder(dataDir, config, connections, options, release)
    await folder.open()
    return folder
  } catch (error) {
    await release()
    throw error
  }
}

class Folder implements Pegel {
  readonly dataDir: string
  readonly config: Config
  readonly catalog: Catalog = loadCatalog(join(SQL, 'metrics'))
  readonly #models: readonly Model[] = loadModels(join(SQL, 'models'))
  readonly #connections: ReadonlyMap<string, Connection>
  readonly #options: OpenOptions
  readonly #release: () => Promise<void>
  readonly #listeners = new Set<(notice: VersionNotice) => void>()
  readonly #waiting = new Map<number, (outcome: DeliveryOutcome) => void>()
  readonly #imports = new Map<number, (outcome: ImportOutcome | Error) => void>()
  readonly #progress = new Map<number, NonNullable<ImportInput['onProgress']>>()
  #engine!: Engine
  #journal!: Journal
  #loader!: Loader
  #keeper!: ModelKeeper
  #lastEventAt: string | null = null
  #turn: Promise<void> = Promise.resolve()
  #scheduled = false
  #closed = false
  #fatal: Error | null = null
  #timers: NodeJS.Timeout[] = []

  constructor(
    dataDir: string,
    config: Config,
    connections: ReadonlyMap<string, Connection>,
    options: OpenOptions,
    release: () => Promise<void>,
  ) {
    this.dataDir = dataDir
    this.config = config
    this.#connections = connections
    this.#options = options
    this.#release = release
  }

  get engine(): Engine {
    return this.#engine
  }
  get dataVersion(): number {
    return this.#keeper.version
  }
  get asOf(): string {
    return this.#keeper.asOf
  }
  get lastEventAt(): string | null {
    return this.#lastEventAt
  }

  now(): Date {
    return this.#options.now?.() ?? new Date()
  }

  async open(): Promise<void> {
    const { engine, recovered } = await openWithRecovery({
      path: join(this.dataDir, 'pegel.duckdb'),
      tempDirectory: join(this.dataDir, 'tmp'),
      allowedDirectories: [this.dataDir],
      onFatal: (error) => {
        this.#fatal = error
        this.#notice('error', `the engine has stopped: ${error.message}`)
        this.#options.onFatal?.(error)
      },
    })
    this.#engine = engine
    this.#journal = await openJournal(join(this.dataDir, 'journal'), {
      onDamage: (damage) => this.#notice('error', `journal: ${damage.message}`),
    })
    const schema = async (id: string) => ({
      id,
      sql: await readFile(join(SQL, 'schema', `${id}.sql`), 'utf8'),
    })
    await migrate(engine, [await schema('0001-foundation'), await schema('0003-eras')])
    await engine.maintain(prepareStage)
    this.#loader = new Loader({
      engine,
      journal: this.#journal,
      dataDir: this.dataDir,
      connections: this.#connections,
      pseudonym: pseudonymizer(loadPseudonymKey(join(this.dataDir, 'keys', 'pseudonym.key'))),
    })
    this.#keeper = new ModelKeeper(engine, this.#models, this.config)
    await this.#loader.open()
    const first = await firstRecord(this.#journal)
    if (recovered) await this.#restore(`${recovered.kind}: set aside ${recovered.quarantined.join(', ')}`)
    else if (first !== null && first > this.#loader.offset + 1)
      await this.#restore('it had lost its latest transactions')
    else if (this.#loader.offset > this.#journal.lastSeq) await this.#journal.advanceTo(this.#loader.offset)
    await this.#keeper.open(this.now())
    if (this.#options.background) {
      this.#journal.onAppend(() => this.#schedule())
      this.#timers.push(
        setInterval(() => this.#schedule(), TICK_MS),
        setInterval(() => this.#upkeep(), UPKEEP_MS),
      )
      for (const timer of this.#timers) timer.unref()
      this.#schedule()
    } else await this.settle()
    await this.#readLastEvent()
  }

  async accept(delivery: IncomingDelivery): Promise<{ seq: number }> {
    if (this.#closed) throw unavailable('the folder is closing')
    const { source, account, headers, body } = delivery
    const receivedAt = this.now().toISOString()
    const seq = await this.#journal.append({
      kind: 'delivery',
      source,
      account,
      receivedAt,
      headers,
      meta: {},
      body,
    })
    return { seq }
  }

  async ingest(delivery: IncomingDelivery): Promise<DeliveryOutcome> {
    const { seq } = await this.accept(delivery)
    const outcome = new Promise<DeliveryOutcome>((resolveOutcome) => this.#waiting.set(seq, resolveOutcome))
    this.#schedule()
    const result = await outcome
    await this.#turn
    return result
  }

  settle(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#work())
    return this.#turn
  }

  async importFile(input: ImportInput): Promise<ImportResult> {
    const started = performance.now()
    const mapping = input.mappingPath === undefined ? null : await readFile(input.mappingPath, 'utf8')
    const connection = this.#connections.get(input.source)
    const receivedAt = this.now().toISOString()
    const preview = await previewFile(input.path, {
      source: input.source,
      mapping: input.mappingPath === undefined ? null : await loadMapping(input.mappingPath),
      importSource: connection?.source,
      context: { pseudonym: (identifier) => identifier, settings: connection?.settings },
      receivedAt,
      engine: this.#engine,
      tempDir: join(this.dataDir, 'tmp'),
    })
    if (input.dryRun) {
      const rejected = preview.problems.length
      return {
        read: preview.read,
        accepted: preview.mapped,
        duplicate: 0,
        rejected,
        rejectsFile: null,
        seconds: seconds(started),
      }
    }
    const stored = await keepFile(input.path, join(this.dataDir, 'imports'))
    const meta: ImportMeta = { ...stored, fileName: basename(input.path), mapping }
    const seq = await this.#journal.append({
      kind: 'import',
      source: input.source,
      account: null,
      receivedAt,
      headers: {},
      meta: { ...meta },
      body: new Uint8Array(),
    })
    const finished = new Promise<ImportOutcome | Error>((resolveOutcome) =>
      this.#imports.set(seq, resolveOutcome),
    )
    if (input.onProgress) this.#progress.set(seq, input.onProgress)
    this.#schedule()
    const outcome = await finished
    await this.#turn
    this.#progress.delete(seq)
    if (outcome instanceof Error) throw outcome
    await archiveEvents(this.#engine, this.#archive)
    return { ...outcome, seconds: seconds(started) }
  }

  async rebuild(input: { from: 'journal' | 'archive' }) {
    await this.settle()
    const now = new Date(this.asOf)
    const before = await fingerprints(this.#engine, this.#models)
    const started = performance.now()
    const reload = this.#turn.then(() =>
      input.from === 'archive'
        ? reloadFromArchive(this.#reloading)
        : reloadEvents(this.#reloading, 'journal'),
    )
    this.#turn = reload.catch(() => {})
    await reload
    const rows = await this.#keeper.foldAll(now)
    const took = seconds(started)
    const after = await fingerprints(this.#engine, this.#models)
    this.#announce()
    const [events] = await this.#engine.rows<{ n: number }>('select count(*) as n from event')
    return {
      seconds: took,
      rows: { event: events?.n ?? 0, ...rows },
      identical: Object.keys(after).every((name) => after[name] === before[name]),
    }
  }

  async check() {
    await this.settle()
    return runChecks(this.#engine, join(SQL, 'checks'))
  }

  facts(name: FactName, input: FactsInput): AsyncIterable<Record<string, Cell>[]> {
    return listFacts(this, name, input)
  }

  timeline(ticketKey: string) {
    return ticketTimeline(this.#engine, ticketKey, this.asOf)
  }

  atRisk(input: Parameters<Pegel['atRisk']>[0]) {
    return clocksAtRisk(this, input)
  }

  sources() {
    return sourceHealth(this.#engine, this.#connections)
  }

  deadLetters(input: Parameters<Pegel['deadLetters']>[0]) {
    return listDeadLetters(this.#engine, input)
  }

  async replay(id: number): Promise<DeliveryOutcome> {
    const replayed = this.#turn.then(() => this.#loader.replay(id))
    this.#turn = replayed.then(
      () => this.#work(),
      () => {},
    )
    const outcome = await replayed
    await this.#turn
    if (!outcome) throw notFound(`there is no dead letter ${id}`)
    return outcome
  }

  sourceFor(name: string) {
    const connection = this.#connections.get(name)
    return connection ? { source: connection.source, settings: connection.settings } : null
  }

  onVersion(listener: (notice: VersionNotice) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    for (const timer of this.#timers) clearInterval(timer)
    await this.#turn.catch(() => {})
    await this.#journal.close()
    await this.#engine.close()
    await this.#release()
  }

  get #archive(): string {
    return join(this.dataDir, 'archive')
  }

  #schedule(): void {
    if (this.#scheduled || this.#closed || this.#fatal) return
    this.#scheduled = true
    this.#turn = this.#turn.then(() => {
      this.#scheduled = false
      return this.#work().catch((error: Error) => this.#notice('error', `loading: ${error.message}`))
    })
  }

  async #work(): Promise<void> {
    const done: (() => void)[] = []
    await this.#loader.catchUp({
      onDelivery: (seq, outcome) => {
        const waiting = this.#waiting.get(seq)
        if (!waiting) return
        this.#waiting.delete(seq)
        done.push(() => waiting(outcome))
      },
      onImport: (seq, outcome) => {
        const waiting = this.#imports.get(seq)
        if (waiting) done.push(() => waiting(outcome))
        else if (outcome instanceof Error) this.#notice('error', `import ${seq}: ${outcome.message}`)
        this.#imports.delete(seq)
      },
      onProgress: (seq, progress) => this.#progress.get(seq)?.(progress),
    })
    if (await this.#keeper.fold(this.now())) {
      await this.#readLastEvent()
      this.#announce()
    }
    for (const tell of done) tell()
  }

  async #readLastEvent(): Promise<void> {
    const [last] = await this.#engine.rows<{ at: string | null }>('select max(occurred_at) as at from event')
    this.#lastEventAt = last?.at ?? null
  }

  #announce(): void {
    const notice = { dataVersion: this.dataVersion, asOf: this.asOf, lastEventAt: this.#lastEventAt }
    for (const listener of this.#listeners) listener(notice)
  }

  /** The engine's file was lost or damaged: remake it from the archive and the journal. */
  async #restore(why: string): Promise<void> {
    this.#notice('warn', `the database is rebuilt from archive and journal (${why})`)
    await reloadEvents(this.#reloading, 'archive')
    await this.#keeper.foldAll(this.now())
  }

  get #reloading(): ReloadContext {
    return { engine: this.#engine, journal: this.#journal, loader: this.#loader, archiveDir: this.#archive }
  }

  #upkeep(): void {
    const context = { ...this.#reloading, retentionDays: this.config.retention.deliveries_days }
    this.#turn = this.#turn
      .then(() => keepUp(context, this.now()))
      .catch((error: Error) => this.#notice('error', `upkeep: ${error.message}`))
  }

  #notice(level: 'warn' | 'error', message: string): void {
    this.#options.onNotice?.({ level, message })
  }
}

const seconds = (started: number) => Math.round(performance.now() - started) / 1000
