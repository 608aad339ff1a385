/** Fact tables for tests of this room: the contract's columns in a real engine, filled by hand. */
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEngine } from '../engine/open.ts'
import type { Cell, Engine } from '../engine/port.ts'
import { type Catalog, loadCatalog } from './catalog.ts'
import type { MetricsContext } from './context.ts'
import { type ColumnType, FACTS, type FactName, ROLLED_UP_FACTS } from './facts.ts'

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'varchar',
  integer: 'bigint',
  number: 'double',
  instant: 'timestamp',
  boolean: 'boolean',
}

export type FactRow = Readonly<Record<string, Cell>>
export type FactRows = Readonly<Partial<Record<FactName, readonly FactRow[]>>>

export const testCatalog: Catalog = loadCatalog('sql/metrics')

/** An engine (in memory unless told) with all facts, holding `rows`, and with their rollups. Columns left out are null, `removed` is false. */
export async function engineWith(rows: FactRows, path = ':memory:'): Promise<Engine> {
  const engine = await openEngine({ path, tempDirectory: join(tmpdir(), 'pegel-metrics-test') })
  await engine.maintain(async (tx) => {
    for (const name of Object.keys(FACTS) as FactName[]) {
      const columns = Object.entries(FACTS[name])
      await tx.run(`create table ${name} (${columns.map(([column, type]) => `${column} ${TYPES[type]}`)})`)
      const given = (rows[name] ?? []).map((row) => ({ removed: false, ...row }))
      if (given.length === 0) continue
      const shape = JSON.stringify(Object.fromEntries(columns.map(([column, type]) => [column, TYPES[type]])))
      await tx.run(
        `insert into ${name} select unnest(from_json($1::json, '[${shape}]'), recursive := true)`,
        [JSON.stringify(given)],
      )
    }
  })
  await rollUp(engine)
  return engine
}

/** Makes the rollup tables anew from the facts, with the statements of `sql/models/rollups`. */
export async function rollUp(engine: Engine): Promise<void> {
  await engine.maintain(async (tx) => {
    for (const fact of ROLLED_UP_FACTS) {
      const sql = readFileSync(`sql/models/rollups/rollup_${fact}.sql`, 'utf8')
      await tx.run(`create or replace table rollup_${fact} as ${sql}`)
    }
  })
}

/** A context as an open data folder gives it; `asOf` is also its clock unless told. */
export function contextOf(engine: Engine, asOf: string, more: Partial<MetricsContext> = {}): MetricsContext {
  return { engine, catalog: testCatalog, now: () => new Date(asOf), dataVersion: 1, asOf, ...more }
}
