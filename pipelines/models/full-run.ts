/** Folds everything anew, several models at a time. */
import type { Maintenance, Writer } from '../engine/port.ts'
import { type FoldClock, openFold } from './fold.ts'
import {
  factsAmong,
  foldedAmong,
  type Model,
  namesOf,
  OF_RUN,
  publishedAmong,
  rollupsAmong,
} from './model.ts'
import { closeScope, openWholeScope } from './scope.ts'
import { sideBySide } from './side-by-side.ts'
import { nextName, workingSql, workshopName } from './working.ts'

/** What a full run has in memory of each of its events: 1.4 kB were measured when tables stayed to its end. */
const BYTES_PER_EVENT = 2500
const EVENTS_PER_PASS_AT_LEAST = 1_500_000
/** Table with the events of a hash partition. */
const PART = 'part_events'

export interface FullRun {
  /** Runs in the transaction that puts the new facts in place. */
  publish?: (tx: Writer) => Promise<void>
  /** Of events beyond so many, hash partitions are folded one after the other; as many as the engine's memory holds unless told. */
  eventsPerPass?: number
}

/**
 * Folds everything anew, each table in its own transaction, since the engine reads with all its threads, and the writer beside
 * sees, only what is committed; then puts facts and rollups in place of those before, and runs `publish`, in one. The working
 * tables have to be there and empty; where it throws, they have to be made anew. Returns rows per fact.
 */
export async function foldAll(
  tx: Maintenance,
  models: readonly Model[],
  clock: FoldClock,
  { publish, eventsPerPass }: FullRun = {},
): Promise<Record<string, number>> {
  const [size] = await tx.rows<{ n: number }>('select count(*) as n from main.event')
  const passes = Math.max(1, Math.ceil((size?.n ?? 0) / (eventsPerPass ?? (await eventsInMemory(tx)))))
  await openFold(tx, clock)
  const links = await openWholeScope(tx)
  for (const table of OF_RUN)
    await tx.run(`create or replace table ${workshopName(table)} as select * from temp.${table}`)
  try {
    await tx.beside(async (other) => {
      const writers = [tx, other]
      const inParts = passes > 1
      for (let pass = 0; inParts && pass < passes; pass++) await foldPart(writers, models, pass, passes)
      const wholes = inParts ? rollupsAmong(models) : models
      await sideBySide(wholes, writers, {
        fold: (model, one) => foldWhole(one, model, models),
        release: ({ name }, one) => giveBack(one, name),
      })
    })
  } catch (error) {
    // What failed is told, not that its tables cannot be cleared either: the next run replaces them.
    await clearWorkshop(tx, models).catch(() => {})
    throw error
  }
  await clearWorkshop(tx, models)
  await closeScope(tx, links)
  await tx.atomic(async (one) => {
    for (const { name } of publishedAmong(models)) {
      await one.run(`drop table if exists main.${name}`)
      await one.run(`alter table ${nextName(name)} rename to ${name}`)
    }
    await one.run('delete from main.changed_scope')
    await publish?.(one)
  })
  const rows: Record<string, number> = {}
  for (const { name } of factsAmong(models)) {
    const [counted] = await tx.rows<{ n: number }>(`select count(*) as n from main.${name}`)
    rows[name] = counted?.n ?? 0
  }
  return rows
}

/** A pass copies its events and its facts once more, so there are as few as memory allows. */
async function eventsInMemory(tx: Writer): Promise<number> {
  const [found] = await tx.rows<{ bytes: number }>(
    `select parse_formatted_bytes(current_setting('memory_limit'))::double as bytes`,
  )
  return Math.max(EVENTS_PER_PASS_AT_LEAST, (found?.bytes ?? 0) / BYTES_PER_EVENT)
}

/** A model of all events at once: facts and rollups are written where they stay. */
export async function foldWhole(tx: Writer, model: Model, models: readonly Model[]): Promise<void> {
  const table = model.layer === 'staging' ? workshopName(model.name) : nextName(model.name)
  const sql = workingSql(model.sql, models, 'main.event', { facts: 'next' })
  await tx.run(`create or replace table ${table} as ${sorted(`(${sql})`, model)}`)
}

/** One hash partition of all scopes. */
async function foldPart(
  writers: readonly Writer[],
  models: readonly Model[],
  pass: number,
  passes: number,
): Promise<void> {
  const [tx] = writers as [Writer]
  const events = workshopName(PART)
  await tx.run(
    `create or replace table ${events} as
       select event.* from main.event
       left join ${workshopName('scope_unit')} as scope_unit on scope_unit.scope_id = event.scope_id
       where coalesce(scope_unit.unit, event.scope_id) % ${passes} = ${pass}`,
  )
  await sideBySide(foldedAmong(models), writers, {
    async fold(model, tx) {
      const { name, layer, sql } = model
      const table = workshopName(name)
      await tx.run(
        `create or replace table ${table} as ${workingSql(sql, models, events, { facts: 'workshop' })}`,
      )
      if (layer === 'staging') return
      const target =
        pass === 0 ? `create or replace table ${nextName(name)} as` : `insert into ${nextName(name)}`
      await tx.run(`${target} ${sorted(table, model)}`)
    },
    release: ({ name }, tx) => giveBack(tx, name),
  })
}

/** Gives back the memory of a table, if it is there. */
const giveBack = (tx: Writer, table: string) => tx.run(`drop table if exists ${workshopName(table)}`)

/** Gives back all memory. */
async function clearWorkshop(tx: Writer, models: readonly Model[]): Promise<void> {
  for (const table of [...OF_RUN, PART, ...namesOf(foldedAmong(models))]) await giveBack(tx, table)
}

const sorted = (rows: string, { order }: Model) =>
  order === null ? `select * from ${rows}` : `select * from ${rows} order by ${order}`
