/** Puts canonical events into the events table, each distinct telling once, and notes which scopes changed. */
import { quoted, type Writer } from '../engine/port.ts'
import { textRows } from '../engine/text-rows.ts'
import { VOCABULARY } from '../events/vocabulary.ts'
import { type Arrived, CONTENT_COLUMNS, IDENTITY_COLUMNS, type LaidOut, WRITTEN_COLUMNS } from './arrivals.ts'

/** When it arrived is no content: what claimed to come from the future is the same telling whenever it comes again. */
const TOLD_AT = `case when attrs like '%"claimed_at":%' then null else occurred_at end`

/** What is known already was told of the same instant, unless no instant is part of the telling: most of the table is not read. */
const EARLIEST = `case when count(told_at) = count(*) then min(told_at) else timestamp '-infinity' end`
const LATEST = `case when count(told_at) = count(*) then max(told_at) else timestamp 'infinity' end`

export interface Stored {
  events: number
  duplicates: number
  /** Parts of which at least one event was new. */
  parts: number
}

const STAGE = ['event_stage', 'fresh']

/** From so many arrivals on, statements are planned for them, and new staging tables cost less than deleting from them. */
const MANY = 5000

/** Words stay texts here: as such they are hashed, whatever number the table of events gives them. */
const asText = (column: string) => (column in VOCABULARY ? `cast(${column} as varchar) as ${column}` : column)

/** Makes the staging tables of this connection. They stay while arrivals are few, so that storing those plans nothing anew. */
export async function prepareStage(tx: Writer): Promise<void> {
  await tx.run(
    `create or replace temp table event_stage as
       select 0::bigint as event_no, 0::integer as part, 0::bigint as delivery_seq, received_at, ${CONTENT_COLUMNS.map(asText).join(', ')},
         ${IDENTITY_COLUMNS.map((column) => `''::varchar as ${column}`).join(', ')}
       from main.event limit 0`,
  )
  await tx.run(
    'create or replace temp table fresh (event_no bigint, part integer, scope_id ubigint, fact_id ubigint, content_id ubigint)',
  )
  await tx.run('create or replace temp table fresh_link (scope_id ubigint, related_id ubigint)')
}

/** Puts arrivals into the stage of this connection, numbered from `firstNo` on without a gap. */
export async function stageEvents(tx: Writer, { events, columns }: LaidOut, firstNo: number): Promise<void> {
  if (events === 0) return
  const numbers = Array.from({ length: events }, (_, place) => firstNo + place)
  await tx.append('event_stage', [numbers, ...columns])
}

/** As `stageEvents`, what `writeOut` gave and a file holds. */
export async function stageFile(
  tx: Writer,
  { rowsBefore, ...file }: { path: string; bytes: number; rowsBefore: number },
  { deliverySeq, receivedAt }: { deliverySeq: number; receivedAt: string },
  firstNo: number,
): Promise<void> {
  await tx.run(
    `insert into temp.event_stage by name
       select ${firstNo} + place::bigint as event_no, ${rowsBefore} + part::integer as part,
         ${deliverySeq} as delivery_seq, ${quoted(receivedAt)} as received_at, * exclude (place, part)
       from ${textRows(file, WRITTEN_COLUMNS)}`,
  )
}

/**
 * Stores what is new in the stage, with gaps in the numbers where one is known already, and empties it. The same telling
 * again (same content) is dropped here; different tellings of one fact are all kept, and the fold chooses among them, so
 * that the order of arrival never matters.
 */
export async function storeStaged(tx: Writer, staged: Arrived): Promise<Stored> {
  const { events: count, isLinking } = staged
  if (count === 0) return { events: 0, duplicates: 0, parts: 0 }
  const many = count >= MANY
  const run = many ? tx.run : tx.repeat
  const events = await run(
    `insert into fresh
       with keyed as materialized (
         select
           event_no, part,
           md5_number_lower(scope_key) as scope_id,
           md5_number_lower(case
             when type = 'message.created' and message_key is not null then 'm:' || message_key
             else coalesce('f:' || fact_key, 'd:' || source || '|' || dedupe_key)
           end) as fact_id,
           hash(${CONTENT_COLUMNS.map((column) => (column === 'occurred_at' ? TOLD_AT : column)).join(', ')}) as content_id,
           ${TOLD_AT} as told_at
         from temp.event_stage
       )
       select min(event_no), min(part), any_value(scope_id), fact_id, content_id
       from keyed
       anti join (
         select fact_id, content_id from main.event
         where fact_id in (select fact_id from keyed)
           and occurred_at >= (select ${EARLIEST} from keyed) and occurred_at <= (select ${LATEST} from keyed)
       ) as known using (fact_id, content_id)
       group by fact_id, content_id`,
  )
  await run(
    `insert into main.event by name
       select event_stage.* exclude (part, ${IDENTITY_COLUMNS.join(', ')}), fresh.* exclude (event_no, part)
       from temp.event_stage inner join fresh using (event_no)`,
  )
  const links = await linkScopes(tx, isLinking, run)
  await run('insert into main.changed_scope select distinct scope_id from fresh')
  const parts = events === count ? staged.parts : await freshParts(tx)
  if (many) await prepareStage(tx)
  else
    for (const table of links > 0 ? [...STAGE, 'fresh_link'] : STAGE)
      await tx.repeat(`delete from temp.${table}`)
  return { events, duplicates: count - events, parts }
}

async function freshParts(tx: Writer): Promise<number> {
  const [counted] = await tx.ask<{ parts: number }>('select count(distinct part) as parts from fresh')
  return counted?.parts ?? 0
}

/** Returns how many links were told of, known ones included. */
async function linkScopes(tx: Writer, isLinking: boolean, run: Writer['run']): Promise<number> {
  let links = 0
  if (isLinking) {
    links += await run(
      `insert into fresh_link
         select fresh.scope_id, md5_number_lower(related_key)
         from fresh inner join temp.event_stage using (event_no)
         where related_key is not null and related_key <> scope_key`,
    )
  }
  links += await linkOrphanReports(tx)
  if (links === 0) return 0
  await tx.repeat(
    `insert into main.scope_link
       select scope_id, related_id from fresh_link
       union
       select related_id, scope_id from fresh_link
       except
       select scope_id, related_id from main.scope_link`,
  )
  return links
}

/** A report that names nobody joins the conversation in which its message is known, whichever of the two comes first. Returns how many do. */
async function linkOrphanReports(tx: Writer): Promise<number> {
  const [orphans] = await tx.ask<{ known: number; fresh: number }>(
    `select
       (select count(*) from main.orphan_report) as known,
       (select count(*) from temp.event_stage
        where type = 'message.delivery' and customer_id is null and scope_key like '%:message:%') as fresh`,
  )
  if (!orphans?.known && !orphans?.fresh) return 0
  await tx.repeat(
    `insert into main.orphan_report
       select distinct fresh.scope_id, message_key
       from fresh inner join temp.event_stage using (event_no)
       where type = 'message.delivery' and customer_id is null and scope_key like '%:message:%'
       except
       select scope_id, message_key from main.orphan_report`,
  )
  const told = orphans.fresh
    ? 'main.event'
    : '(select fresh.scope_id, message_key from fresh inner join temp.event_stage using (event_no))'
  return tx.repeat(
    `insert into fresh_link
       select orphan_report.scope_id, told.scope_id
       from main.orphan_report
       inner join ${told} as told using (message_key)
       where told.scope_id <> orphan_report.scope_id`,
  )
}
