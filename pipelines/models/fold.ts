/** Folds events into facts: the same SQL for all tickets (`full-run.ts`) and for a few. */
import type { Writer } from '../engine/port.ts'
import { factsAmong, foldedAmong, type Model, namesOf } from './model.ts'
import { refreshRollups } from './rollup.ts'
import { closeScope, openChangedScope } from './scope.ts'
import { clearWorkingTables, workingName, workingSql } from './working.ts'

/** What a fold may know besides the events. */
export interface FoldClock {
  /** ISO instant up to which time has passed. */
  asOf: string
  /** Hours without a message after which a session is over. */
  idleHours: number
}

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
    const steady = foldedAmong(models).filter(({ name }) => !idle.has(name))
    for (const model of steady) await fill(model, idle)
    await clearWorkingTables(tx, namesOf(steady))
  }
  const found = await idleModels(tx, models)
  const idle: ReadonlySet<string> = rehearsal ? new Set() : found
  const concerned = models.filter(({ name }) => !idle.has(name))
  const filled = new Set<string>()
  for (const model of foldedAmong(concerned)) {
    const rows = await fill(model, idle)
    if (rows > 0 || rehearsal) filled.add(model.name)
  }
  await refreshRollups(tx, concerned, rehearsal, async () => {
    for (const { name } of factsAmong(concerned)) {
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

/** Those that cannot have rows for the changed events; a rollup goes with its fact. Events of a scope never become fewer. */
async function idleModels(tx: Writer, models: readonly Model[]): Promise<ReadonlySet<string>> {
  const conditional = models.filter((model) => model.when !== null)
  const [holds] = await tx.ask<Record<string, boolean | null>>(
    `select ${conditional.map(({ name, when }) => `${when} as ${name}`).join(', ')} from changed_events`,
  )
  const idle = namesOf(conditional.filter(({ name }) => !holds?.[name]))
  return namesOf(
    models.filter(
      ({ name, layer, reads }) => idle.has(name) || (layer === 'rollups' && idle.has(reads[0] ?? '')),
    ),
  )
}

/** Tells what is folded from now on how far time has passed. */
export async function openFold(tx: Writer, clock: FoldClock): Promise<void> {
  await tx.repeat('update run_clock set as_of = $1::timestamp, idle = to_hours($2::integer)', [
    clock.asOf,
    clock.idleHours,
  ])
}
