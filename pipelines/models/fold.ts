/** Folds events into facts: the same SQL for all tickets and for a few. */
import type { Maintenance, Writer } from '../engine/port.ts'
import type { Model } from './model.ts'
import { buildRollups, refreshRollups } from './rollup.ts'
import { closeScope, openChangedScope, openWholeScope } from './scope.ts'
import { clearWorkingTables, nextName, renewWorkingTable, workingName, workingSql } from './working.ts'

/** What a fold may know besides the events. */
export interface FoldClock {
  /** ISO instant up to which time has passed. */
  asOf: string
  /** Hours without a message after which a session is over. */
  idleHours: number
}

/** What a full run has in memory of each of its events, all tables together: 1.4 kB were measured. */
const BYTES_PER_EVENT = 2500
const EVENTS_PER_PASS_AT_LEAST = 1_500_000

export interface FullRun {
  /** Runs in the transaction that puts the new facts in place. */
  publish?: (tx: Writer) => Promise<void>
  /** Of events beyond so many, hash partitions are folded one after the other; as many as the engine's memory holds unless told. */
  eventsPerPass?: number
}

/**
 * Folds everything anew in the working tables, which have to be there and empty, each table in its own transaction, since the
 * engine reads with all its threads only what is committed; then puts facts and rollups in place of those before, and runs
 * `publish`, in one. Returns rows per fact. Where it throws, the working tables have to be made anew.
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
  if (passes === 1) await foldInOne(tx, models)
  for (let pass = 0; passes > 1 && pass < passes; pass++) await foldPart(tx, models, pass, passes)
  await tx.run('drop table if exists temp.part_events')
  await closeScope(tx, links)
  for (const { name } of folded(models)) await renewWorkingTable(tx, name)
  await buildRollups(tx, models)
  await tx.atomic(async (one) => {
    for (const { name } of published(models)) {
      await one.run(`drop table if exists main.${name}`)
      await one.run(`alter table ${nextName(name)} rename to ${name}`)
    }
    await one.run('delete from main.changed_scope')
    await publish?.(one)
  })
  const rows: Record<string, number> = {}
  for (const { name } of facts(models)) {
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

/** Everything at once: facts are written where they stay. */
async function foldInOne(tx: Writer, models: readonly Model[]): Promise<void> {
  for (const model of folded(models)) {
    const { name, layer } = model
    const target = layer === 'facts' ? `table ${nextName(name)}` : `temp table ${workingName(name)}`
    const sql = workingSql(model.sql, models, 'main.event', { factsIn: 'next' })
    await tx.run(`create or replace ${target} as ${sorted(`(${sql})`, model)}`)
  }
}

/** One hash partition of all scopes. */
async function foldPart(tx: Writer, models: readonly Model[], pass: number, passes: number): Promise<void> {
  await tx.run(
    `create or replace temp table part_events as
       select event.* from main.event
       left join scope_unit on scope_unit.scope_id = event.scope_id
       where coalesce(scope_unit.unit, event.scope_id) % ${passes} = ${pass}`,
  )
  for (const { name, sql } of folded(models)) {
    await tx.run(
      `create or replace temp table ${workingName(name)} as ${workingSql(sql, models, 'part_events')}`,
    )
  }
  for (const model of facts(models)) {
    const target =
      pass === 0
        ? `create or replace table ${nextName(model.name)} as`
        : `insert into ${nextName(model.name)}`
    await tx.run(`${target} ${sorted(workingName(model.name), model)}`)
  }
}

const sorted = (rows: string, { order }: Model) =>
  order === null ? `select * from ${rows}` : `select * from ${rows} order by ${order}`

/**
 * Folds the scopes that changed or that time has moved, in the working tables, which have to be there. Returns how many there
 * were. A rehearsal runs all statements, those without rows too, so that they are planned when the first delivery comes.
 */
export async function foldChanged(
  tx: Writer,
  models: readonly Model[],
  clock: FoldClock,
  { rehearsal = false } = {},
): Promise<number> {
  await openFold(tx, clock)
  const { scopes, links } = await openChangedScope(tx)
  if (scopes === 0 && !rehearsal) return 0
  await tx.repeat(
    // First where they are, from one column: what came together lies together, and the rest of the wide rows is not read.
    `insert into changed_events
       select * from main.event
       where rowid in (select rowid from main.event where scope_id in (select scope_id from scope))`,
  )
  const fill = ({ name, sql }: Model, idle: ReadonlySet<string>) =>
    tx.repeat(`insert into ${workingName(name)} ${workingSql(sql, models, 'changed_events', { idle })}`)
  // As most deliveries need them, too: without what is seldom there. Which rows come of it does not matter.
  if (rehearsal) {
    const idle = namesOf(models.filter(({ when }) => when !== null))
    const steady = folded(models).filter(({ name }) => !idle.has(name))
    for (const model of steady) await fill(model, idle)
    await clearWorkingTables(tx, namesOf(steady))
  }
  const concerned = await concernedModels(tx, models, rehearsal)
  const idle = namesOf(models.filter((model) => !concerned.includes(model)))
  const filled = new Set<string>()
  for (const model of folded(concerned)) {
    const rows = await fill(model, idle)
    if (rows > 0 || rehearsal) filled.add(model.name)
  }
  await refreshRollups(tx, concerned, rehearsal, async () => {
    for (const { name } of facts(concerned)) {
      await tx.repeat(`delete from main.${name} where scope_id in (select scope_id from scope)`)
      if (filled.has(name)) await tx.repeat(`insert into main.${name} select * from ${workingName(name)}`)
    }
  })
  await clearWorkingTables(tx, filled)
  await tx.repeat('delete from changed_events')
  await closeScope(tx, links)
  await tx.repeat('delete from main.changed_scope')
  return scopes
}

/** Those that can have rows for the changed events; a rollup goes with its fact. Events of a scope never become fewer. */
async function concernedModels(
  tx: Writer,
  models: readonly Model[],
  all: boolean,
): Promise<readonly Model[]> {
  const conditional = models.filter((model) => model.when !== null)
  const [holds] = await tx.ask<Record<string, boolean | null>>(
    `select ${conditional.map(({ name, when }) => `${when} as ${name}`).join(', ')} from changed_events`,
  )
  if (all) return models
  const idle = new Set(conditional.filter(({ name }) => !holds?.[name]).map(({ name }) => name))
  return models.filter(
    ({ name, layer, reads }) => !idle.has(name) && !(layer === 'rollups' && idle.has(reads[0] ?? '')),
  )
}

const namesOf = (models: readonly Model[]): ReadonlySet<string> => new Set(models.map(({ name }) => name))
const folded = (models: readonly Model[]) => models.filter((model) => model.layer !== 'rollups')
const published = (models: readonly Model[]) => models.filter((model) => model.layer !== 'staging')
const facts = (models: readonly Model[]) => models.filter((model) => model.layer === 'facts')

async function openFold(tx: Writer, clock: FoldClock): Promise<void> {
  await tx.repeat('update run_clock set as_of = $1::timestamp, idle = to_hours($2::integer)', [
    clock.asOf,
    clock.idleHours,
  ])
}
