/** Folds events into facts: the same SQL for all tickets and for a few. */
import type { Writer } from '../engine/port.ts'
import { homeOf } from './home.ts'
import type { Model } from './model.ts'
import { rebuildRollups, refreshRollups } from './rollup.ts'
import { openChangedScope, openWholeScope } from './scope.ts'

/** What a fold may know besides the events. */
export interface FoldClock {
  /** ISO instant up to which time has passed. */
  asOf: string
  /** Hours without a message after which a session is over. */
  idleHours: number
}

/** Events in one pass of a full run: keeps memory flat while the history grows. */
const EVENTS_PER_PASS = 1_500_000

/** Folds everything anew. Returns rows per fact. */
export async function foldAll(
  tx: Writer,
  models: readonly Model[],
  clock: FoldClock,
): Promise<Record<string, number>> {
  const [size] = await tx.rows<{ n: number }>('select count(*) as n from main.event')
  const passes = Math.max(1, Math.ceil((size?.n ?? 0) / EVENTS_PER_PASS))
  await setClock(tx, clock)
  await openWholeScope(tx)
  const home = await homeOf(tx)
  const facts = models.filter((model) => model.layer === 'facts')
  for (let pass = 0; pass < passes; pass++) {
    await tx.run(
      passes === 1
        ? 'create or replace temp view scope_events as select * from main.event'
        : `create or replace temp view scope_events as
             select event.* from main.event
             left join scope_unit on scope_unit.scope_id = event.scope_id
             where coalesce(scope_unit.unit, event.scope_id) % ${passes} = ${pass}`,
    )
    await runModels(tx, models)
    for (const { name } of facts) {
      if (pass === 0) await tx.run(`create or replace table ${home}.${name} as select * from temp.${name}`)
      else await tx.run(`insert into ${home}.${name} select * from temp.${name}`)
    }
    await dropTemps(tx, models)
  }
  await tx.run('drop view scope_events')
  await tx.run('delete from main.changed_scope')
  await rebuildRollups(tx, models)
  const rows: Record<string, number> = {}
  for (const { name } of facts) {
    const [counted] = await tx.rows<{ n: number }>(`select count(*) as n from main.${name}`)
    rows[name] = counted?.n ?? 0
  }
  return rows
}

/** Folds the scopes that changed or that time has moved. Returns how many there were. */
export async function foldChanged(tx: Writer, models: readonly Model[], clock: FoldClock): Promise<number> {
  const scopes = await openChangedScope(tx, clock.asOf)
  if (scopes === 0) return 0
  await setClock(tx, clock)
  await tx.run(
    `create or replace temp table scope_events as
       select * from main.event where scope_id in (select scope_id from scope)`,
  )
  await runModels(tx, models)
  const home = await homeOf(tx)
  await refreshRollups(tx, models, async () => {
    for (const { name } of models.filter((model) => model.layer === 'facts')) {
      await tx.run(`delete from ${home}.${name} where scope_id in (select scope_id from scope)`)
      await tx.run(`insert into ${home}.${name} select * from temp.${name}`)
    }
  })
  await dropTemps(tx, models)
  await tx.run('drop table scope_events')
  await tx.run('delete from main.changed_scope')
  return scopes
}

async function runModels(tx: Writer, models: readonly Model[]): Promise<void> {
  for (const model of models) {
    if (model.layer === 'rollups') continue
    await tx.run(`create or replace temp table ${model.name} as ${model.sql}`)
  }
}

async function dropTemps(tx: Writer, models: readonly Model[]): Promise<void> {
  for (const { name, layer } of models) {
    if (layer !== 'rollups') await tx.run(`drop table temp.${name}`)
  }
}

async function setClock(tx: Writer, clock: FoldClock): Promise<void> {
  // Estimates of tables written in this very transaction are far too low, and a loop over the calendar takes minutes.
  await tx.run('set asof_loop_join_threshold = 0')
  await tx.run(
    `create or replace temp table run_clock as
       select
         $1::timestamp as as_of,
         to_hours($2::integer) as idle,
         coalesce((
           select open_seconds_before * 1000 + epoch_ms(least($1::timestamp, closes_at)) - epoch_ms(opens_at)
           from main.calendar_interval
           where opens_at <= $1::timestamp
           order by opens_at desc
           limit 1
         ), 0) as as_of_open_ms`,
    [clock.asOf, clock.idleHours],
  )
}
