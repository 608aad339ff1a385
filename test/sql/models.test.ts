import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Cell, Writer } from '../../pipelines/engine/port.ts'
import { INPUTS, loadModels } from '../../pipelines/models/model.ts'
import { type Folding, openFolding } from '../../pipelines/models/test-fold.ts'
import { workingName, workingSql } from '../../pipelines/models/working.ts'

const SQL = fileURLToPath(new URL('../../sql/', import.meta.url))
/** Written from the configuration, not by hand. */
const INPUT_TABLES = new Set<string>(
  INPUTS.filter((name) => !['scope_events', 'scope_unit', 'run_clock'].includes(name)),
)
const models = loadModels(join(SQL, 'models'))

let folding: Folding
beforeAll(async () => {
  folding = await openFolding()
})
afterAll(() => folding.close())

type Rows = Record<string, Cell>[]
interface Case {
  name: string
  /** Table that the model reads → rows; columns left out are null. */
  given: Record<string, Rows>
  /** Rows of the model in the order of its key; only the columns named are compared. */
  expect: Rows
}

async function put(tx: Writer, table: string, rows: Rows): Promise<void> {
  const target = models.some((model) => model.name === table)
    ? workingName(table)
    : table === 'scope_events'
      ? 'changed_events'
      : table
  await tx.run(`delete from ${target}`)
  for (const row of rows) {
    const columns = Object.keys(row)
    const values = columns.map((_, i) => `$${i + 1}`).join(', ')
    await tx.run(
      `insert into ${target} (${columns.join(', ')}) values (${values})`,
      columns.map((column) => row[column] as string),
    )
  }
}

/** One model on rows given by hand: `sql/tests/<model>.yml`. */
for (const file of readdirSync(join(SQL, 'tests')).filter((name) => name.endsWith('.yml'))) {
  const name = basename(file, '.yml')
  const model = models.find((one) => one.name === name)
  const cases = parse(readFileSync(join(SQL, 'tests', file), 'utf8')) as Case[]
  describe(name, () => {
    for (const one of cases) {
      it(one.name, async () => {
        if (!model) throw new Error(`there is no model ${name}`)
        const rows = await folding.engine.maintain(async (tx) => {
          for (const read of model.reads)
            if (!INPUT_TABLES.has(read)) await put(tx, read, one.given[read] ?? [])
          return tx.rows(
            `select * from (${workingSql(model.sql, models, 'changed_events')}) as model order by ${orderOf(model.key, model.sql)}`,
          )
        })
        const columns = Object.keys(one.expect[0] ?? {})
        expect(rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])))).toEqual(
          one.expect,
        )
      })
    }
  })
}

/** The key's columns as far as the model has them. */
function orderOf(key: readonly string[], sql: string): string {
  return key.filter((column) => sql.includes(column)).join(', ')
}
