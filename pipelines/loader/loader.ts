/** Journal → events: maps what came in and stores it, with the offset in the same transaction. */
import { recordsOf } from '../config/command.ts'
import type { ConfigRecord } from '../config/record.ts'
import { insertRecords } from '../config/records.ts'
import type { Engine, Writer } from '../engine/port.ts'
import { instantText } from '../instant-text.ts'
import type { Journal, JournalRecord } from '../journal/journal.ts'
import { pseudonymizer } from '../privacy/pseudonym.ts'
import { epochMs } from '../sources/instant.ts'
import type { MapContext } from '../sources/source.ts'
import { type Arrival, type Arrived, arrived, type LaidOut, layOut } from './arrivals.ts'
import { Counter } from './counts.ts'
import { type ImportOutcome, importRecord } from './import-record.ts'
import { type Connection, mapRecord } from './map-record.ts'
import type { ReadArrivals } from './read-arrivals.ts'
import { Readings } from './readings.ts'
import { prepareStage, stageEvents, stageFile, storeStaged } from './stage.ts'
import { getState, setState } from './state.ts'

export interface LoaderContext {
  engine: Engine
  journal: Journal
  dataDir: string
  connections: ReadonlyMap<string, Connection>
  pseudonymKey: Uint8Array
}

export interface DeliveryOutcome {
  status: 'stored' | 'dead_letter'
  events: number
  reason?: string
}

const DELIVERIES_PER_TRANSACTION = 2000

/** One at a time per data folder; `next` picks up where the stored offset says. */
export class Loader {
  readonly #context: LoaderContext
  readonly #pseudonym: MapContext['pseudonym']
  readonly #readings: Readings
  #offset = 0
  #nextEventNo = 1
  #nextDeadLetter = 1
  /** Epoch milliseconds. */
  #latestMs = Number.NEGATIVE_INFINITY

  constructor(context: LoaderContext) {
    this.#context = context
    this.#pseudonym = pseudonymizer(context.pseudonymKey)
    this.#readings = new Readings(context)
  }

  get offset(): number {
    return this.#offset
  }

  /** The latest instant that any event told of. */
  get lastEventAt(): string | null {
    return Number.isFinite(this.#latestMs) ? instantText(this.#latestMs) : null
  }

  async open(): Promise<void> {
    const { engine } = this.#context
    this.#offset = Number((await getState(engine, 'journal_offset')) ?? 0)
    const [last] = await engine.rows<{ event: number; at: string | null; letter: number }>(
      `select coalesce(max(event_no), 0) as event, max(occurred_at) as at,
              (select coalesce(max(id), 0) from dead_letter) as letter
       from event`,
    )
    this.#nextEventNo = (last?.event ?? 0) + 1
    this.#nextDeadLetter = (last?.letter ?? 0) + 1
    this.#latestMs = last?.at ? epochMs(last.at) : Number.NEGATIVE_INFINITY
  }

  /**
   * Loads the records behind the offset that are there now: under steady traffic what comes meanwhile is left to the
   * next turn, so that facts get theirs. What comes while a file is read is loaded too: facts of several files, and of what
   * waited behind them, are made once. Calls back per record, after its transaction has committed.
   */
  async catchUp(listen: LoaderListener = {}): Promise<void> {
    const { journal } = this.#context
    let until = journal.lastSeq
    try {
      while (this.#offset < until) {
        let group: JournalRecord[] = []
        for await (const records of journal.batches(this.#offset)) {
          if (this.#offset >= until) break
          for (const record of records) {
            if (record.kind === 'delivery') group.push(record)
            if (record.kind !== 'delivery' || group.length >= DELIVERIES_PER_TRANSACTION) {
              await this.#loadDeliveries(group, listen)
              group = []
            }
            if (record.kind === 'import') {
              await this.#loadImport(record, listen)
              if (listen.goesOn?.() ?? true) until = journal.lastSeq
            }
            if (record.kind === 'command') await this.#applyCommand(record, listen)
          }
          await this.#loadDeliveries(group, listen)
          group = []
        }
      }
    } finally {
      await this.#readings.drop()
    }
  }

  /** Maps a dead letter again. */
  async replay(id: number): Promise<DeliveryOutcome | null> {
    const [letter] = await this.#context.engine.rows<{
      delivery_seq: number
      source: string
      account: string | null
      received_at: string
      headers: string
      body: string
    }>(
      `select delivery_seq, source, account, received_at, headers, base64(body) as body from dead_letter where id = $1`,
      [id],
    )
    if (!letter) return null
    const record = {
      source: letter.source,
      account: letter.account,
      receivedAt: letter.received_at,
      headers: JSON.parse(letter.headers) as Record<string, string>,
      body: Buffer.from(letter.body, 'base64'),
    }
    const mapped = mapRecord(record, this.#context.connections.get(record.source) ?? null, this.#pseudonym)
    const counter = new Counter()
    const arrivals = mapped.events.map((event) =>
      arrival(event, letter.delivery_seq, letter.received_at, 0, counter),
    )
    await this.#context.engine.write(async (tx) => {
      await this.#take(tx, layOut(arrivals))
      await counter.save(tx)
      if (mapped.failures.length === 0)
        await tx.run('update main.dead_letter set replayed = true where id = $1', [id])
    })
    return outcomeOf(mapped.events.length, mapped.failures)
  }

  async #loadDeliveries(records: readonly JournalRecord[], listen: LoaderListener): Promise<void> {
    const last = records.at(-1)
    if (!last) return
    const counter = new Counter()
    const arrivals: Arrival[] = []
    const letters: { record: JournalRecord; reason: string }[] = []
    const outcomes: DeliveryOutcome[] = []
    records.forEach((record, part) => {
      const mapped = mapRecord(record, this.#context.connections.get(record.source) ?? null, this.#pseudonym)
      for (const event of mapped.events)
        arrivals.push(arrival(event, record.seq, record.receivedAt, part, counter))
      const account = mapped.events[0]?.account ?? record.account
      counter.add(record.source, account, 'delivery', 1, record.receivedAt)
      for (const [what, n] of Object.entries(mapped.unmapped)) {
        counter.add(record.source, account, `unmapped:${what}`, n, record.receivedAt)
      }
      if (mapped.failures.length > 0) {
        letters.push({ record, reason: mapped.failures.join('; ') })
        counter.add(record.source, account, 'dead_letter', 1, record.receivedAt)
      }
      outcomes.push(outcomeOf(mapped.events.length, mapped.failures))
    })
    await this.#context.engine.write(async (tx) => {
      const stored = await this.#take(tx, layOut(arrivals))
      const source = last.source
      counter.add(source, last.account, 'duplicate', stored.duplicates, last.receivedAt)
      await this.#bury(tx, letters)
      await counter.save(tx)
      await setState(tx, { journal_offset: String(last.seq) })
    })
    this.#offset = last.seq
    records.forEach((record, part) => {
      const outcome = outcomes[part]
      if (outcome) listen.onDelivery?.(record.seq, outcome)
    })
  }

  async #loadImport(record: JournalRecord, listen: LoaderListener): Promise<void> {
    try {
      const outcome = await importRecord(record, {
        ...this.#context,
        arrivals: this.#readings.of(record),
        // What fails there fails again when its turn comes, and is its own affair.
        onRead: () => this.#readAhead(record.seq).catch(() => {}),
        stage: (tx, arrivals) => this.#stageFile(tx, arrivals, record),
        store: (tx, staged) => this.#store(tx, staged),
        unstage: prepareStage,
        finish: (tx) => setState(tx, { journal_offset: String(record.seq) }),
        progress: (progress) => listen.onProgress?.(record.seq, progress),
      })
      this.#offset = record.seq
      listen.onImport?.(record.seq, outcome)
    } catch (error) {
      // A file that cannot be read as a whole was refused with its reason; it must not stop what comes behind it.
      await this.#skip(record.seq)
      listen.onImport?.(record.seq, error as Error)
    }
  }

  /** The file behind this record, if one follows soon, is read while what is left of this one is stored. */
  async #readAhead(seq: number): Promise<void> {
    for await (const records of this.#context.journal.batches(seq)) {
      const next = records.find(({ kind }) => kind === 'import')
      if (next) await this.#readings.begin(next)
      return
    }
  }

  /** What was validated before it was journaled is taken as it is. */
  async #applyCommand(record: JournalRecord, listen: LoaderListener): Promise<void> {
    const records = recordsOf(record) ?? []
    await this.#context.engine.write(async (tx) => {
      await insertRecords(tx, record.seq, records)
      await setState(tx, { journal_offset: String(record.seq) })
    })
    this.#offset = record.seq
    if (records.length > 0) listen.onConfig?.(records)
  }

  async #skip(seq: number): Promise<void> {
    await this.#context.engine.write((tx) => setState(tx, { journal_offset: String(seq) }))
    this.#offset = seq
  }

  async #take(tx: Writer, arrivals: LaidOut) {
    await this.#stage(tx, arrivals)
    return this.#store(tx, arrivals)
  }

  async #stage(tx: Writer, arrivals: LaidOut): Promise<void> {
    await stageEvents(tx, arrivals, this.#nextEventNo)
    this.#nextEventNo += arrivals.events
  }

  async #stageFile(tx: Writer, arrivals: ReadArrivals, { seq, receivedAt }: JournalRecord) {
    if (arrivals.events === 0) return
    await stageFile(tx, arrivals, { deliverySeq: seq, receivedAt }, this.#nextEventNo)
    this.#nextEventNo += arrivals.events
  }

  async #store(tx: Writer, staged: Arrived) {
    const stored = await storeStaged(tx, staged)
    this.#latestMs = Math.max(this.#latestMs, staged.latestMs)
    return stored
  }

  async #bury(tx: Writer, letters: readonly { record: JournalRecord; reason: string }[]): Promise<void> {
    for (const { record, reason } of letters) {
      await tx.run('insert into main.dead_letter values ($1, $2, $3, $4, $5::timestamp, $6, $7, $8, false)', [
        this.#nextDeadLetter++,
        record.seq,
        record.source,
        record.account,
        record.receivedAt,
        reason.slice(0, 2000),
        JSON.stringify(record.headers),
        record.body,
      ])
    }
  }
}

export interface LoaderListener {
  /** Whether what came while a file was read is still to be loaded in this turn; so it is unless told. */
  goesOn?(): boolean
  onDelivery?(seq: number, outcome: DeliveryOutcome): void
  onImport?(seq: number, outcome: ImportOutcome | Error): void
  onProgress?(seq: number, progress: { read: number; accepted: number }): void
  onConfig?(records: readonly ConfigRecord[]): void
}

function arrival(
  told: Arrival['event'],
  deliverySeq: number,
  receivedAt: string,
  part: number,
  counter: Counter,
): Arrival {
  return arrived(told, deliverySeq, receivedAt, part, () =>
    counter.add(told.source, told.account, 'clock_skew', 1, receivedAt),
  )
}

function outcomeOf(events: number, failures: readonly string[]): DeliveryOutcome {
  return failures.length === 0
    ? { status: 'stored', events }
    : { status: 'dead_letter', events, reason: failures.join('; ') }
}
