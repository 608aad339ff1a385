/**
 * The tables that a fold works in: temporary, one a model, named apart from the facts that they are published to. They
 * stay while the connection lives and are emptied after each run, so that a run of a few tickets plans nothing anew.
 */
import { WORKSHOP, type Writer } from '../engine/port.ts'
import { factsAmong, foldedAmong, type Model, namesOf, OF_RUN } from './model.ts'

export const workingName = (model: string) => `fold_${model}`

/** Where a full run writes a fact or rollup, until it is published in place of the one before. */
export const nextName = (model: string) => `main.next_${model}`

/** Where a full run works, several models at a time: a model, or what it reads of the run. */
export const workshopName = (table: string) => `${WORKSHOP}.${table}`

interface Sources {
  /** Models that have no rows in this run, so that nothing is planned for them. */
  idle?: ReadonlySet<string>
  /** In a full run, where the facts are: with the other tables in the workshop, or where they stay. */
  facts?: 'workshop' | 'next'
}

/** The model's SQL, reading the models before it and, as `scope_events`, the `events` that are folded. */
export function workingSql(
  sql: string,
  models: readonly Model[],
  events: string,
  { idle = new Set(), facts }: Sources = {},
): string {
  const names = namesOf(foldedAmong(models))
  const factNames = namesOf(factsAmong(models))
  const tableOf = (name: string) => {
    if (name === 'scope_events') return events
    if (facts === 'next' && factNames.has(name)) return nextName(name)
    if (facts !== undefined) return workshopName(name)
    if (idle.has(name)) return `(select * from ${workingName(name)} where false)`
    return names.has(name) ? workingName(name) : name
  }
  const known = ['scope_events', ...OF_RUN, ...names].join('|')
  const pattern = new RegExp(`\\b(from|join)(\\s+)(${known})\\b(?!\\s*\\()(\\s+as\\b)?`, 'g')
  return sql.replace(pattern, (_, keyword: string, space: string, name: string, alias: string | undefined) =>
    alias ? `${keyword}${space}${tableOf(name)}${alias}` : `${keyword}${space}${tableOf(name)} as ${name}`,
  )
}

/** What the runner itself works in: the scopes to fold, their events, their linked groups, and the clock. */
const OWN = [
  'create or replace temp table scope (scope_id ubigint)',
  'create or replace temp table changed_events as select * from main.event limit 0',
  'create or replace temp table linked (scope_id ubigint, related_id ubigint)',
  'create or replace temp table scope_unit (scope_id ubigint, unit ubigint)',
  'create or replace temp table scope_unit_next (scope_id ubigint, unit ubigint)',
  'create or replace temp table run_clock as select null::timestamp as as_of, null::interval as idle',
]

/** Makes the working tables of this connection, empty, whatever was left of them. */
export async function prepareWorkingTables(tx: Writer, models: readonly Model[]): Promise<void> {
  for (const statement of OWN) await tx.run(statement)
  for (const model of models) {
    if (model.layer === 'rollups') {
      await tx.run(`create or replace temp table ${model.name}_cell (cell_at timestamp)`)
      continue
    }
    const sql = workingSql(model.sql, models, 'changed_events')
    await tx.run(`create or replace temp table ${workingName(model.name)} as ${sql}`)
  }
}

/** Empties those of some models by deleting: right after a run of a few tickets. */
export async function clearWorkingTables(tx: Writer, models: Iterable<string>): Promise<void> {
  for (const name of models) await tx.repeat(`delete from ${workingName(name)}`)
}
