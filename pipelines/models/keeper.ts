/** Keeps the facts in step with events, configuration, SQL and time. */
import { createHash } from 'node:crypto'
import type { Config } from '../config/config.ts'
import { shapesFacts } from '../config/kinds.ts'
import type { ConfigRecord } from '../config/record.ts'
import { readRecords } from '../config/records.ts'
import { readTimelines } from '../config/timeline.ts'
import type { Engine, Maintenance, Reader, Writer } from '../engine/port.ts'
import { getState, setState } from '../loader/state.ts'
import { countChangedClocks, markTouched } from './config-change.ts'
import { type FoldClock, foldChanged } from './fold.ts'
import { foldAll } from './full-run.ts'
import { writeInputs, yearsOf } from './inputs.ts'
import type { Model } from './model.ts'
import { prepareWorkingTables } from './working.ts'

/** From this share of all scopes on, folding everything is quicker than folding the changed. */
const FULL_RUN_SHARE = 0.2
const FULL_RUN_AT_LEAST = 5000
const YEARS_AHEAD = 3

type Pending = {
  /** Scopes of which something new was told; one counts again for each time that it was. */
  changed: number
  /** Tickets that time alone has moved. */
  moved: number
  /** Events of those scopes in years before those that the inputs reach. */
  outside: number
}

export class ModelKeeper {
  readonly #engine: Engine
  readonly #models: readonly Model[]
  readonly #config: Config
  #asOf = '1970-01-01T00:00:00Z'
  #version = 0
  #isPrepared = false
  #isRehearsed = false
  /** That the inputs cover; unknown while they are written. */
  #years: { from: number; to: number } | null = null

  constructor(engine: Engine, models: readonly Model[], config: Config) {
    this.#engine = engine
    this.#models = models
    this.#config = config
  }

  get asOf(): string {
    return this.#asOf
  }

  get version(): number {
    return this.#version
  }

  /** Reads where the facts stand, and folds everything where SQL, calendar or policy are others than last time. */
  async open(now: Date): Promise<void> {
    this.#version = Number((await getState(this.#engine, 'data_version')) ?? 0)
    this.#asOf = (await getState(this.#engine, 'as_of')) ?? this.#asOf
    if ((await getState(this.#engine, 'models')) !== (await this.#print(this.#engine)))
      await this.foldAll(now)
  }

  /**
   * Folds what changed or what time has moved by `now`; with `rehearsal` the first time with every statement, so that they are
   * planned for the deliveries to come. Returns whether any fact may have changed.
   */
  async fold(now: Date, { rehearsal = false } = {}): Promise<boolean> {
    const asOf = now.toISOString()
    return this.#engine.maintain(async (tx) => {
      const pending = await this.#pending(tx, asOf)
      if (pending.changed + pending.moved === 0) {
        this.#asOf = asOf
        return false
      }
      if (this.#isOutside(pending, now) || (await this.#isWorthAll(tx, pending))) await this.#full(tx, now)
      else {
        await this.#prepare(tx)
        await tx.atomic(async (one) => {
          await foldChanged(one, this.#models, this.#clock(asOf), {
            rehearsal: rehearsal && !this.#isRehearsed,
          })
          await this.#stamp(one, asOf)
        })
        this.#isRehearsed ||= rehearsal
        this.#turn(asOf)
      }
      return true
    })
  }

  /** Has the statements of `fold` planned where none has run yet: else the first deliveries wait for it. */
  async rehearse(now: Date): Promise<void> {
    const asOf = now.toISOString()
    await this.#engine.maintain(async (tx) => {
      const { changed, moved } = await this.#pending(tx, asOf)
      if (this.#isRehearsed || changed + moved > 0) return
      await this.#prepare(tx)
      await tx.atomic(async (one) => {
        await foldChanged(one, this.#models, this.#clock(asOf), { rehearsal: true })
      })
      this.#isRehearsed = true
    })
  }

  /**
   * Brings the facts in step with versions of the configuration that have just been stated: folds the tickets that they
   * touch. Returns how many clocks now say something else.
   */
  async onConfigChanged(records: readonly ConfigRecord[], now: Date): Promise<number> {
    const asOf = now.toISOString()
    return this.#engine.maintain(async (tx) => {
      const before = await this.#pending(tx, asOf)
      const all = this.#isOutside(before, now) || (await this.#isWorthAll(tx, before))
      await this.#prepare(tx)
      await tx.atomic(async (one) => {
        if (!all) await foldChanged(one, this.#models, this.#clock(asOf))
        await markTouched(one, records)
      })
      if (all || (await this.#isWorthAll(tx, await this.#pending(tx, asOf)))) await this.#full(tx, now)
      else {
        await tx.atomic(async (one) => {
          await this.#writeInputs(one, now)
          await foldChanged(one, this.#models, this.#clock(asOf))
          await setState(one, { models: await this.#print(one) })
          await this.#stamp(one, asOf)
        })
        this.#turn(asOf)
      }
      return countChangedClocks(tx)
    })
  }

  /** Folds everything anew; `asOf` is kept where the caller wants to compare. Returns rows per fact. */
  foldAll(now: Date): Promise<Record<string, number>> {
    return this.#engine.maintain((tx) => this.#full(tx, now))
  }

  /** The inputs are there before the facts that follow from them; dying in between is found out on opening. */
  async #full(tx: Maintenance, now: Date): Promise<Record<string, number>> {
    const asOf = now.toISOString()
    await this.#prepare(tx)
    // Where it fails, the working tables are as it left them.
    this.#isPrepared = false
    await tx.atomic((one) => this.#writeInputs(one, now))
    const rows = await tx.onAllCores(() =>
      foldAll(tx, this.#models, this.#clock(asOf), {
        publish: async (one) => {
          await setState(one, { models: await this.#print(one) })
          await this.#stamp(one, asOf)
        },
      }),
    )
    this.#isPrepared = true
    this.#turn(asOf)
    return rows
  }

  /** In a transaction before those that fold, so that their statements are planned over tables that are there to stay. */
  async #prepare(tx: Maintenance): Promise<void> {
    if (this.#isPrepared) return
    await tx.atomic((one) => prepareWorkingTables(one, this.#models))
    this.#isPrepared = true
  }

  async #writeInputs(tx: Writer, now: Date): Promise<void> {
    this.#years = null
    const [range] = await tx.rows<{ first: number | null }>(
      'select year(min(occurred_at)) as first from main.event',
    )
    const fromYear = Math.min(range?.first ?? now.getUTCFullYear(), now.getUTCFullYear()) - 1
    await writeInputs(tx, await readTimelines(tx), fromYear, now.getUTCFullYear() + YEARS_AHEAD)
  }

  async #pending(tx: Writer, asOf: string): Promise<Pending> {
    this.#years ??= await yearsOf(tx)
    const [pending] = await tx.ask<Pending>(
      `select
         (select count(*) from main.changed_scope) as changed,
         (select count(*) from main.ticket where settles_at <= $1::timestamp) as moved,
         (select count(*) from main.event
          where occurred_at < make_timestamp($2::bigint, 1, 1, 0, 0, 0)
            and scope_id in (select scope_id from main.changed_scope)) as outside`,
      [asOf, this.#years?.from ?? null],
    )
    return pending as Pending
  }

  async #isWorthAll(tx: Writer, { changed }: Pending): Promise<boolean> {
    if (changed <= FULL_RUN_AT_LEAST) return false
    const [counted] = await tx.rows<{ scopes: number; tickets: number }>(
      `select
         (select count(distinct scope_id) from main.changed_scope) as scopes,
         (select count(*) from main.ticket) as tickets`,
    )
    const { scopes, tickets } = counted ?? { scopes: 0, tickets: 0 }
    return scopes > FULL_RUN_AT_LEAST && scopes > FULL_RUN_SHARE * tickets
  }

  /** Whether something happened in years that the inputs do not reach, or the years ahead run short. */
  #isOutside({ outside }: Pending, now: Date): boolean {
    return outside > 0 || this.#years === null || now.getUTCFullYear() >= this.#years.to
  }

  /** Of all that the facts follow from besides events and time. */
  async #print(reader: Reader): Promise<string> {
    const records = (await readRecords(reader)).filter(({ kind }) => shapesFacts(kind))
    const versions = records.map(({ kind, id, version, validFrom, body }) => [
      kind,
      id,
      version,
      validFrom,
      body,
    ])
    const content = JSON.stringify([this.#models.map((one) => one.sql), this.#config.sessions, versions])
    return createHash('sha256').update(content).digest('hex')
  }

  async #stamp(tx: Writer, asOf: string): Promise<void> {
    await setState(tx, { data_version: String(this.#version + 1), as_of: asOf })
  }

  /** Behind the transaction that wrote the stamp: the next version counts from here on. */
  #turn(asOf: string): void {
    this.#version++
    this.#asOf = asOf
  }

  #clock(asOf: string): FoldClock {
    return { asOf, idleHours: this.#config.sessions.idle_hours }
  }
}
