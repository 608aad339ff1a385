/** Which scopes are folded together, and which of them a run has to fold. */
import type { Writer } from '../engine/port.ts'

/**
 * Fills temp `scope(scope_id)` with the changed scopes, those that time alone has moved by `asOf` (ISO instant), and
 * everything linked to them, and temp `scope_unit(scope_id, unit)` with the linked groups among them.
 * Returns how many scopes there are.
 */
export async function openChangedScope(tx: Writer, asOf: string): Promise<number> {
  await tx.run(
    `create or replace temp table scope as
       select scope_id from main.changed_scope
       union
       select scope_id from main.ticket where settles_at <= $1::timestamp`,
    [asOf],
  )
  for (;;) {
    const before = await count(tx, 'scope')
    if (before === 0) break
    await tx.run(
      `insert into scope
         select distinct related_id from main.scope_link
         where scope_id in (select scope_id from scope) and related_id not in (select scope_id from scope)`,
    )
    if ((await count(tx, 'scope')) === before) break
  }
  await tx.run(
    `create or replace temp table linked as
       select scope_id, related_id from main.scope_link where scope_id in (select scope_id from scope)`,
  )
  await joinUnits(tx)
  return count(tx, 'scope')
}

/** Fills temp `scope_unit` for all scopes. */
export async function openWholeScope(tx: Writer): Promise<void> {
  await tx.run('create or replace temp table linked as select scope_id, related_id from main.scope_link')
  await joinUnits(tx)
}

/** Spreads the smallest id of each linked group over the group, step by step until nothing moves. */
async function joinUnits(tx: Writer): Promise<void> {
  await tx.run(
    `create or replace temp table scope_unit as
       select scope_id, least(scope_id, min(related_id)) as unit from linked group by scope_id`,
  )
  for (;;) {
    await tx.run(
      `create or replace temp table scope_unit_next as
         select linked.scope_id, least(min(own.unit), min(theirs.unit)) as unit
         from linked
         inner join scope_unit as own on own.scope_id = linked.scope_id
         inner join scope_unit as theirs on theirs.scope_id = linked.related_id
         group by linked.scope_id`,
    )
    const [moved] = await tx.rows<{ n: number }>(
      `select count(*) as n from scope_unit_next inner join scope_unit using (scope_id)
       where scope_unit_next.unit <> scope_unit.unit`,
    )
    await tx.run('create or replace temp table scope_unit as select * from scope_unit_next')
    if (!moved?.n) break
  }
  await tx.run('drop table scope_unit_next')
}

async function count(tx: Writer, table: string): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(`select count(*) as n from ${table}`)
  return row?.n ?? 0
}
