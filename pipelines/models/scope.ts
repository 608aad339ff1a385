/** Which scopes are folded together, and which of them a run has to fold. */
import type { Writer } from '../engine/port.ts'

/**
 * Fills `scope`, empty before, with the changed scopes, those that time alone has moved by now, and everything linked to them,
 * and `scope_unit` with the linked groups among them. Reads `run_clock`. Returns how many scopes and links there are.
 */
export async function openChangedScope(tx: Writer): Promise<{ scopes: number; links: number }> {
  let scopes = await tx.repeat(
    `insert into scope
       select scope_id from main.changed_scope
       union
       select scope_id from main.ticket where settles_at <= (select as_of from run_clock)`,
  )
  const findLinks = () =>
    tx.repeat(
      `insert into linked
         select scope_id, related_id from main.scope_link where scope_id in (select scope_id from scope)`,
    )
  if (scopes === 0 || (await findLinks()) === 0) return { scopes, links: 0 }
  for (let more = 1; more > 0; scopes += more) {
    more = await tx.repeat(
      `insert into scope
         select distinct related_id from main.scope_link
         where scope_id in (select scope_id from scope) and related_id not in (select scope_id from scope)`,
    )
  }
  await tx.repeat('delete from linked')
  const links = await findLinks()
  await joinUnits(tx)
  return { scopes, links }
}

/** Fills `scope_unit`, empty before, for all scopes. Returns how many links there are. */
export async function openWholeScope(tx: Writer): Promise<number> {
  const links = await tx.repeat('insert into linked select scope_id, related_id from main.scope_link')
  await joinUnits(tx)
  return links
}

/** Empties what was opened. */
export async function closeScope(tx: Writer, links: number): Promise<void> {
  await tx.repeat('delete from scope')
  if (links === 0) return
  for (const table of ['linked', 'scope_unit', 'scope_unit_next']) await tx.repeat(`delete from ${table}`)
}

/** Spreads the smallest id of each linked group over the group, step by step until nothing moves. */
async function joinUnits(tx: Writer): Promise<void> {
  const units = await tx.repeat(
    'insert into scope_unit select scope_id, least(scope_id, min(related_id)) from linked group by scope_id',
  )
  if (units === 0) return
  for (let moved = 1; moved > 0; ) {
    await tx.repeat('delete from scope_unit_next')
    await tx.repeat(
      `insert into scope_unit_next
         select linked.scope_id, least(min(own.unit), min(theirs.unit))
         from linked
         inner join scope_unit as own on own.scope_id = linked.scope_id
         inner join scope_unit as theirs on theirs.scope_id = linked.related_id
         group by linked.scope_id`,
    )
    const [moves] = await tx.ask<{ n: number }>(
      `select count(*) as n from scope_unit_next inner join scope_unit using (scope_id)
       where scope_unit_next.unit <> scope_unit.unit`,
    )
    moved = moves?.n ?? 0
    await tx.repeat('delete from scope_unit')
    await tx.repeat('insert into scope_unit select * from scope_unit_next')
  }
}
