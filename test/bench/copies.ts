import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Maintenance } from '../../pipelines/engine/port.ts'
import { foldWhole } from '../../pipelines/models/full-run.ts'
import { factsAmong, loadModels, publishedAmong, rollupsAmong } from '../../pipelines/models/model.ts'
import { nextName } from '../../pipelines/models/working.ts'
import { openPegel } from '../../pipelines/pegel.ts'

/** What tells tickets, messages and people apart; teams, agents and seasons are the same in all copies. */
const NAMES = /^(ticket_key|ticket_id|message_key|customer_id|survey_id|call_key|merged_into)$/
const NUMBERS = /^(scope_id|ticket_no)$/
/** So much later is each copy than the one before, so that rollups have the cells that as many messages would have. */
const APART_MS = 180_000

/**
 * Fills `to` with the facts of the data folder `from`, `copies` times under other names, and with their rollups: what a page asks of
 * a size that an import would take hours for. The events are those of `from`, so nothing can be folded anew.
 */
export async function copyFacts(from: string, to: string, copies: number, now: () => Date): Promise<void> {
  cpSync(from, to, { recursive: true })
  const models = loadModels(fileURLToPath(new URL('../../sql/models', import.meta.url)))
  const pegel = await openPegel({ dataDir: to, now })
  await pegel.engine.maintain(async (tx) => {
    for (const { name } of factsAmong(models)) await multiply(tx, name, copies)
    for (const model of rollupsAmong(models)) await foldWhole(tx, model, models)
    for (const { name } of publishedAmong(models)) {
      await tx.run(`drop table main.${name}`)
      await tx.run(`alter table ${nextName(name)} rename to ${name}`)
    }
  })
  await pegel.close()
}

async function multiply(tx: Maintenance, fact: string, copies: number): Promise<void> {
  const columns = await tx.rows<{ name: string; type: string }>(
    `select column_name as name, column_type as type from (describe main.${fact})`,
  )
  const copied = columns.map(({ name, type }) => {
    // Time moves only what can be folded.
    if (name === 'settles_at') return `case when copy = 0 then ${name} end as ${name}`
    if (NAMES.test(name)) return `case when copy = 0 then ${name} else ${name} || '~' || copy end as ${name}`
    if (NUMBERS.test(name)) return `case when copy = 0 then ${name} else hash(${name}, copy) end as ${name}`
    if (type === 'TIMESTAMP') return `${name} - to_milliseconds(copy * ${APART_MS}) as ${name}`
    return name
  })
  await tx.run(
    `create or replace table ${nextName(fact)} as
       select ${copied.join(', ')} from main.${fact} cross join range(${copies}) as copies (copy)`,
  )
}
