/** An open data folder at work: what comes in is loaded and folded in turns, one after the other. */
import { join } from 'node:path'
import { archiveEvents } from './archive/archive.ts'
import { type ReloadContext, reloadEvents, reloadFromArchive, whatIsLost } from './archive/reload.ts'
import { keepUp } from './archive/upkeep.ts'
import { type Change, type ChangeContext, type Changed, makeChange } from './config/change.ts'
import type { Config } from './config/config.ts'
import { connectSources, type PlainSource } from './config/connect-sources.ts'
import { shapesFacts } from './config/kinds.ts'
import type { ConfigRecord } from './config/record.ts'
import { seedConfig } from './config/seed.ts'
import type { Cell, Engine } from './engine/port.ts'
import { notFound, unavailable } from './errors.ts'
import { clocksAtRisk } from './facts/at-risk.ts'
import { listFacts } from './facts/list.ts'
import { ticketTimeline } from './facts/timeline.ts'
import type { Journal } from './journal/journal.ts'
import { connectionsOf } from './loader/connections.ts'
import { listDeadLetters, sourceHealth } from './loader/health.ts'
import { journalFile, previewImport } from './loader/import-file.ts'
import type { DeliveryOutcome, Loader } from './loader/loader.ts'
import type { Connection } from './loader/map-record.ts'
import { Waiting } from './loader/waiting.ts'
import type { Catalog } from './metrics/catalog.ts'
import { runChecks } from './models/checks.ts'
import { fingerprints } from './models/fingerprint.ts'
import type { ModelKeeper } from './models/keeper.ts'
import type { Model } from './models/model.ts'
import type {
  FactName,
  FactsInput,
  ImportInput,
  ImportResult,
  IncomingDelivery,
  Pegel,
  VersionNotice,
} from './pegel.ts'
import { type ExplainInput, explainClocks } from './sla/explain-clock.ts'
import { type WhatIfInput, whatIf } from './sla/what-if.ts'
import { Turns } from './turns.ts'

const TICK_MS = 2000
const UPKEEP_MS = 10 * 60_000

export interface FolderParts {
  dataDir: string
  config: Config
  connections: Map<string, Connection>
  catalog: Catalog
  models: readonly Model[]
  checksDir: string
  engine: Engine
  journal: Journal
  loader: Loader
  keeper: ModelKeeper
  now(): Date
  notice(level: 'warn' | 'error', message: string): void
  /** Whether the engine is beyond use. */
  isBroken(): boolean
  release(): Promise<void>
}

export class Folder implements Pegel {
  readonly #parts: FolderParts
  readonly #listeners = new Set<(notice: VersionNotice) => void>()
  readonly #waiting = new Waiting()
  readonly #turns = new Turns()
  readonly #changes = new Turns()
  /** Files on their way in: the first can be read while the next is kept. */
  readonly #keeping = new Turns()
  /** Applied, and not yet in the facts. */
  #stated: ConfigRecord[] = []
  #configVersion = 0
  /** By the change that is under way. */
  #clocksChanged = 0
  /** Whether it loads and folds by itself. */
  #background = false
  #scheduled = false
  #closed = false
  #timers: NodeJS.Timeout[] = []

  constructor(parts: FolderParts) {
    this.#parts = parts
  }

  get dataDir(): string {
    return this.#parts.dataDir
  }
  get config(): Config {
    return this.#parts.config
  }
  get catalog(): Catalog {
    return this.#parts.catalog
  }
  get engine(): Engine {
    return this.#parts.engine
  }
  get dataVersion(): number {
    return this.#parts.keeper.version
  }
  get configVersion(): number {
    return this.#configVersion
  }
  get asOf(): string {
    return this.#parts.keeper.asOf
  }
  get lastEventAt(): string | null {
    return this.#parts.loader.lastEventAt
  }

  now(): Date {
    return this.#parts.now()
  }

  /** Mends what is lost, seeds the configuration, and catches up: at once, or in the background from now on. */
  async start(how: { quarantined: string | null; background: boolean }): Promise<void> {
    const { journal, loader, keeper, notice } = this.#parts
    await loader.open()
    const lost = how.quarantined ?? (await whatIsLost(this.#reloading))
    if (lost !== null) {
      notice('warn', `the database is rebuilt from archive and journal (${lost})`)
      await reloadEvents(this.#reloading, 'archive')
    }
    if (loader.offset > journal.lastSeq) await journal.advanceTo(loader.offset)
    await seedConfig(this.#changing(() => loader.catchUp()))
    if (lost !== null) await keeper.foldAll(this.now())
    await keeper.open(this.now())
    this.#background = how.background
    if (how.background) {
      journal.onAppend(() => this.#schedule())
      this.#timers.push(
        setInterval(() => this.#schedule(), TICK_MS),
        setInterval(() => this.#upkeep(), UPKEEP_MS),
      )
      for (const timer of this.#timers) timer.unref()
      this.#schedule()
      this.#inItsTurn('rehearsal', () => keeper.rehearse(this.now()))
    } else await this.settle()
  }

  async accept(delivery: IncomingDelivery): Promise<{ seq: number }> {
    if (this.#closed) throw unavailable('the folder is closing')
    const { source, account, headers, body } = delivery
    const receivedAt = this.now().toISOString()
    const seq = await this.#parts.journal.append({
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
    const outcome = this.#waiting.delivery(seq)
    this.#schedule()
    const result = await outcome
    await this.#turns.idle()
    return result
  }

  settle(): Promise<void> {
    return this.#turns.run(() => this.#work())
  }

  async importFile(input: ImportInput): Promise<ImportResult> {
    const started = performance.now()
    const context = { ...this.#parts, receivedAt: this.now().toISOString() }
    const preview = await previewImport(context, input)
    if (input.dryRun) return { ...preview, seconds: seconds(started) }
    const seq = await this.#keeping.run(() => {
      if (this.#closed) throw unavailable('the folder is closing')
      return journalFile(context, input)
    })
    if (this.#closed) throw unavailable('the folder is closing; the file is read when it opens again')
    const finished = this.#waiting.import(seq, input.onProgress)
    this.#schedule()
    const outcome = await finished
    return { ...outcome, seconds: seconds(started) }
  }

  async rebuild(input: { from: 'journal' | 'archive' }) {
    await this.settle()
    const { engine, keeper, models } = this.#parts
    const now = new Date(this.asOf)
    const before = await fingerprints(engine, models)
    const started = performance.now()
    const rows = await this.#turns.run(() =>
      engine.onAllCores(async () => {
        // What has come since is loaded, too.
        const { listener, tell } = this.#listen()
        try {
          if (input.from === 'archive') await reloadFromArchive(this.#reloading, listener)
          else await reloadEvents(this.#reloading, 'journal', listener)
          return await keeper.foldAll(now)
        } finally {
          tell()
        }
      }),
    )
    const took = seconds(started)
    const after = await fingerprints(engine, models)
    this.#announce()
    const [events] = await engine.rows<{ n: number }>('select count(*) as n from event')
    return {
      seconds: took,
      rows: { event: events?.n ?? 0, ...rows },
      identical: Object.keys(after).every((name) => after[name] === before[name]),
    }
  }

  async changeConfig(change: Change): Promise<Changed> {
    if (this.#closed) throw unavailable('the folder is closing')
    return this.#changes.run(async () => {
      this.#clocksChanged = 0
      const records = await makeChange(
        this.#changing(() => this.settle()),
        change,
      )
      if (records.length > 0) this.#configVersion++
      return { records, clocksChanged: this.#clocksChanged }
    })
  }

  async check() {
    await this.settle()
    return runChecks(this.engine, this.#parts.checksDir)
  }

  facts(name: FactName, input: FactsInput): AsyncIterable<Record<string, Cell>[]> {
    return listFacts(this, name, input)
  }

  timeline(ticketKey: string) {
    return ticketTimeline(this.engine, ticketKey, this.asOf)
  }

  atRisk(input: Parameters<Pegel['atRisk']>[0]) {
    return clocksAtRisk(this, input)
  }

  explainClocks(input: ExplainInput) {
    return explainClocks({ engine: this.engine, models: this.#parts.models, asOf: this.asOf }, input)
  }

  whatIf(input: WhatIfInput) {
    return whatIf({ engine: this.engine, models: this.#parts.models, asOf: this.asOf }, input)
  }

  sources() {
    return sourceHealth(this.engine, this.#parts.connections)
  }

  deadLetters(input: Parameters<Pegel['deadLetters']>[0]) {
    return listDeadLetters(this.engine, input)
  }

  async replay(id: number): Promise<DeliveryOutcome> {
    const outcome = await this.#turns.run(() => this.#parts.loader.replay(id))
    await this.settle()
    if (!outcome) throw notFound(`there is no dead letter ${id}`)
    return outcome
  }

  connect(sources: readonly PlainSource[]): void {
    const parts = this.#parts
    parts.config = connectSources(parts.dataDir, parts.config, sources)
    for (const [name, connection] of connectionsOf(parts.config)) parts.connections.set(name, connection)
  }

  sourceFor(name: string) {
    const connection = this.#parts.connections.get(name)
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
    await this.#changes.idle()
    await this.#turns.over()
    this.#waiting.giveUp(unavailable('the folder has closed; the file is read when it opens again'))
    await this.#parts.journal.close()
    await this.engine.close()
    await this.#parts.release()
  }

  get #archive(): string {
    return join(this.dataDir, 'archive')
  }

  get #reloading(): ReloadContext {
    const { engine, journal, loader } = this.#parts
    return { engine, journal, loader, archiveDir: this.#archive }
  }

  #changing(apply: () => Promise<void>): ChangeContext {
    const { engine, journal, now } = this.#parts
    return { engine, journal, now, apply }
  }

  #schedule(): void {
    if (this.#scheduled || this.#closed || this.#parts.isBroken()) return
    this.#scheduled = true
    this.#inItsTurn('loading', () => {
      this.#scheduled = false
      return this.#work()
    })
  }

  /** What nobody waits for; `close` does. */
  #inItsTurn(what: string, work: () => Promise<unknown>): void {
    void this.#turns
      .run(work)
      .catch((error: Error) => this.#parts.notice('error', `${what}: ${error.message}`))
  }

  #listen() {
    const { notice } = this.#parts
    return this.#waiting.listen((seq, { message }) => notice('error', `import ${seq}: ${message}`))
  }

  async #work(): Promise<void> {
    const { loader, keeper } = this.#parts
    const { listener, tell } = this.#listen()
    let imports = 0
    try {
      await loader.catchUp({
        ...listener,
        onImport: (seq, outcome) => {
          imports++
          listener.onImport?.(seq, outcome)
        },
        onConfig: (records) => this.#stated.push(...records),
        goesOn: () => !this.#closed,
      })
      if (this.#stated.length > 0) await this.#onConfigChanged()
      else if (!(await keeper.fold(this.now(), { rehearsal: this.#background }))) return
      this.#announce()
    } finally {
      // Where something failed, too: what was stored stays stored, and is folded in the next turn.
      tell()
      if (imports > 0) this.#inItsTurn('archive', () => archiveEvents(this.engine, this.#archive))
    }
  }

  /** They stay noted until the facts show them, so that a fold that fails is made up for in the next turn. */
  async #onConfigChanged(): Promise<void> {
    const records = [...this.#stated]
    const shaping = records.filter(({ kind }) => shapesFacts(kind))
    if (shaping.length > 0) {
      this.#clocksChanged += await this.#parts.keeper.onConfigChanged(shaping, this.now())
    } else await this.#parts.keeper.fold(this.now())
    this.#stated = this.#stated.slice(records.length)
  }

  #announce(): void {
    const notice = { dataVersion: this.dataVersion, asOf: this.asOf, lastEventAt: this.lastEventAt }
    for (const listener of this.#listeners) listener(notice)
  }

  #upkeep(): void {
    const context = { ...this.#reloading, retentionDays: this.config.retention.deliveries_days }
    this.#inItsTurn('upkeep', () => keepUp(context, this.now()))
  }
}

const seconds = (started: number) => Math.round(performance.now() - started) / 1000
