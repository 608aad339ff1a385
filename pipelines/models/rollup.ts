/** Keeps the 15-minute cells in step with the facts. */
import type { Writer } from '../engine/port.ts'
import { homeOf } from './home.ts'
import type { Model } from './model.ts'

const CELL = /time_bucket\(interval '15 minutes', (\w+)\) as cell_at/

export async function rebuildRollups(tx: Writer, models: readonly Model[]): Promise<void> {
  const home = await homeOf(tx)
  for (const model of rollupsOf(models)) {
    await tx.run(`create or replace table ${home}.${model.name} as ${model.sql}`)
  }
}

/**
 * Runs `replaceFacts` and recomputes the cells that lose or gain rows by it. Reads temp `scope` and the temp facts.
 */
export async function refreshRollups(
  tx: Writer,
  models: readonly Model[],
  replaceFacts: () => Promise<void>,
): Promise<void> {
  const rollups = rollupsOf(models)
  const home = await homeOf(tx)
  for (const { name, fact, cohort } of rollups) {
    await tx.run(
      `create or replace temp table ${name}_cell as
         select time_bucket(interval '15 minutes', ${cohort}) as cell_at
         from ${home}.${fact} where scope_id in (select scope_id from scope) and ${cohort} is not null
         union
         select time_bucket(interval '15 minutes', ${cohort}) from temp.${fact} where ${cohort} is not null`,
    )
  }
  await replaceFacts()
  for (const { name, fact, cohort, sql } of rollups) {
    await tx.run(`drop table temp.${fact}`)
    await tx.run(
      `create temp table ${fact} as
         select * from ${home}.${fact}
         where ${cohort} >= (select min(cell_at) from ${name}_cell)
           and ${cohort} < (select max(cell_at) + interval '15 minutes' from ${name}_cell)
           and time_bucket(interval '15 minutes', ${cohort}) in (select cell_at from ${name}_cell)`,
    )
    await tx.run(`delete from ${home}.${name} where cell_at in (select cell_at from ${name}_cell)`)
    await tx.run(`insert into ${home}.${name} ${sql}`)
    await tx.run(`drop table ${name}_cell`)
  }
}

function rollupsOf(models: readonly Model[]) {
  return models
    .filter((model) => model.layer === 'rollups')
    .map((model) => {
      const cohort = CELL.exec(model.sql)?.[1]
      const fact = model.reads[0]
      if (!cohort || !fact) throw new Error(`model ${model.name}: no 15-minute cell_at of a cohort column`)
      return { ...model, cohort, fact }
    })
}
