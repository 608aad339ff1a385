/**
 * The tables that a fold works in: temporary, one a model, named apart from the facts that they are published to. They
 * stay while the connection lives and are emptied after each run, so that a run of a few tickets plans nothing anew.
 */
import type { Writer } from '../engine/port.ts'
import type { Model } from './model.ts'

export const workingName = (model: string) => `fold_${model}`

/** Where a full run writes a fact or rollup, until it is published in place of the one before. */
export const nextName = (model: string) => `main.next_${model}`

interface Sources {
  /** Where the other models find the facts: in the working tables too, or where a full run writes them. */
  factsIn?: 'working' | 'next'
  /** Models that have no rows in this run, so that nothing is planned for them. */
  idle?: ReadonlySet<string>
}

/** The model's SQL, reading the models before it and, as `scope_events`, the `events` that are folded. */
export function workingSql(
  sql: string,
  models: readonly Model[],
  events: string,
  { factsIn = 'working', idle = new Set() }: Sources = {},
): string {
  const names = models.filter((model) => model.layer !== 'rollups').map((model) => model.name)
  const facts = new Set(models.filter((model) => model.layer === 'facts').map((model) => model.name))
  const tableOf = (name: string) => {
    if (name === 'scope_events') return events
    if (idle.has(name)) return `(select * from ${workingName(name)} where false)`
    return factsIn === 'next' && facts.has(name) ? nextName(name) : workingName(name)
  }
  const known = ['scope_events', ...names].join('|')
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

/** Replaces one by an empty one: gives back the memory of a full run. */
export async function renewWorkingTable(tx: Writer, model: string): Promise<void> {
  const name = workingName(model)
  await tx.run(`create or replace temp table ${name} as select * from ${name} limit 0`)
}
