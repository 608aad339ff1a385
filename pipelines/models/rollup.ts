/** Keeps the 15-minute cells in step with the facts. */
import type { Writer } from '../engine/port.ts'
import { type Model, rollupsAmong } from './model.ts'
import { workingName } from './working.ts'

const CELL = /time_bucket\(interval '15 minutes', (\w+)\) as cell_at/

/**
 * Runs `replaceFacts` and recomputes the cells that lose or gain rows by it; with `all` every statement, those without rows
 * too. Reads `scope` and the working tables.
 */
export async function refreshRollups(
  tx: Writer,
  models: readonly Model[],
  all: boolean,
  replaceFacts: () => Promise<void>,
): Promise<void> {
  const touched: { rollup: ReturnType<typeof rollupsOf>[number]; cells: number }[] = []
  for (const rollup of rollupsOf(models)) {
    const { name, fact, cohort } = rollup
    const cell = `time_bucket(interval '15 minutes', ${cohort})`
    const cells = await tx.repeat(
      `insert into ${name}_cell
         select ${cell}
         from main.${fact} where scope_id in (select scope_id from scope) and ${cohort} is not null
         union
         select ${cell} from ${workingName(fact)} where ${cohort} is not null`,
    )
    if (cells > 0 || all) touched.push({ rollup, cells })
  }
  await replaceFacts()
  for (const { rollup, cells } of touched) {
    const { name, fact, cohort, sql } = rollup
    const refill = (rows: string) =>
      tx.repeat(
        `insert into main.${name} ${sql.replace(new RegExp(`\\bfrom ${fact}\\b`), `from (${rows}) as ${fact}`)}`,
      )
    await tx.repeat(`delete from main.${name} where cell_at in (select cell_at from ${name}_cell)`)
    // Of a large table only what lies between the first and the last cell is read.
    const inCells = `
      from main.${fact}
      cross join (
        select min(cell_at) as first_at, max(cell_at) + interval '15 minutes' as behind_at from ${name}_cell
      ) as span
      where ${cohort} >= first_at and ${cohort} < behind_at
        and time_bucket(interval '15 minutes', ${cohort}) in (select cell_at from ${name}_cell)`
    const together = `select ${fact}.* ${inCells}`
    // Far apart: the rows are found by one column before the rest of the wide rows is read.
    const apart = `select * from main.${fact} where rowid in (select ${fact}.rowid ${inCells})`
    const lieTogether = await areTogether(tx, name, cells)
    await refill(lieTogether ? together : apart)
    await tx.repeat(`delete from ${name}_cell`)
    if (all) await refill(lieTogether ? apart : together)
  }
}

/** Whether most of what lies between the first and the last cell belongs to one of them. */
async function areTogether(tx: Writer, rollup: string, cells: number): Promise<boolean> {
  if (cells === 1) return true
  const [found] = await tx.ask<{ span: number }>(
    `select date_diff('minute', min(cell_at), max(cell_at)) // 15 + 1 as span from ${rollup}_cell`,
  )
  return (found?.span ?? 0) <= 2 * cells
}

function rollupsOf(models: readonly Model[]) {
  return rollupsAmong(models).map((model) => {
    const cohort = CELL.exec(model.sql)?.[1]
    const fact = model.reads[0]
    if (!cohort || !fact) throw new Error(`model ${model.name}: no 15-minute cell_at of a cohort column`)
    return { ...model, cohort, fact }
  })
}
