/** Which tickets a stated version of the configuration touches, and how many clocks it changed. */
import type { ConfigRecord } from '../config/record.ts'
import type { Writer } from '../engine/port.ts'

const OUTCOME =
  'ticket_no, target, cycle, policy, policy_version, calendar, calendar_version, priority, target_s, due_at, state'

/**
 * Marks the tickets with a clock that started, or a duration that lasted, since one of the versions holds, and notes how
 * their clocks stand. Clocks that started before keep what held then, so a change from now on marks nothing.
 */
export async function markTouched(tx: Writer, records: readonly ConfigRecord[]): Promise<void> {
  const since = (kind: string): string | null => {
    const instants = records.filter((one) => one.kind === kind).map(({ validFrom }) => validFrom ?? EVER)
    return instants.sort()[0] ?? null
  }
  const policies = since('policy')
  const calendars = since('calendar')
  const first = [policies, calendars].filter((one) => one !== null).sort()[0] ?? NEVER
  await tx.run(
    `insert into main.changed_scope
       select scope_id from main.response where asked_at >= $1::timestamp
       union
       select scope_id from main.resolution where opened_at >= $1::timestamp
       union
       select scope_id from main.ticket where last_activity_at >= $2::timestamp`,
    [first, calendars ?? NEVER],
  )
  await tx.run('create or replace temp table touched as select distinct scope_id from main.changed_scope')
  await tx.run(
    `create or replace temp table clock_before as
       select ${OUTCOME} from main.sla_clock where scope_id in (select scope_id from touched)`,
  )
}

/** Clocks that say something else than when `markTouched` noted them, those that came or went included. */
export async function countChangedClocks(tx: Writer): Promise<number> {
  const [counted] = await tx.rows<{ n: number }>(
    `select count(*) as n
     from (
       select distinct ticket_no, target, cycle
       from (
         (select * from clock_before except select ${OUTCOME} from main.sla_clock)
         union all
         (
           select ${OUTCOME} from main.sla_clock where scope_id in (select scope_id from touched)
           except
           select * from clock_before
         )
       ) as differing
     ) as changed`,
  )
  for (const table of ['clock_before', 'touched']) await tx.run(`drop table temp.${table}`)
  return counted?.n ?? 0
}

const EVER = '1970-01-01T00:00:00Z'
const NEVER = '9999-01-01T00:00:00Z'
