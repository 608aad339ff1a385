import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PegelError } from '../errors.ts'
import type { Engine } from './port.ts'

export interface Migration {
  /** Never changes once released; migrations run in the order of the list. */
  id: string
  sql: string
}

/** The migrations of a folder, a `.sql` file each, in the order of their names. */
export async function readMigrations(dir: string): Promise<Migration[]> {
  const files = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (name) => ({ id: name.slice(0, -4), sql: await readFile(join(dir, name), 'utf8') })),
  )
}

/**
 * Applies the migrations that the database has not had yet, each once, in a transaction of its own and followed by a
 * checkpoint. Throws `conflict` when the database has one that is not in the list: a newer version wrote it then.
 */
export async function migrate(engine: Engine, migrations: readonly Migration[]): Promise<void> {
  for (const { id, sql } of migrations) assertConstantDefaults(id, sql)
  await engine.write((tx) =>
    tx.run(
      'create table if not exists schema_migration (id varchar not null, applied_at timestamp not null)',
    ),
  )
  const rows = await engine.rows<{ id: string }>('select id from schema_migration')
  const applied = new Set(rows.map((row) => row.id))
  const unknown = [...applied].filter((id) => !migrations.some((migration) => migration.id === id))
  if (unknown.length > 0) {
    throw new PegelError(
      'conflict',
      `The database was written by a newer version: it has ${unknown.join(', ')}`,
    )
  }
  for (const { id, sql } of migrations) {
    if (applied.has(id)) continue
    await engine.write(async (tx) => {
      await tx.run(sql)
      await tx.run('insert into schema_migration values ($1, $2::timestamp)', [id, new Date().toISOString()])
    })
    await engine.maintain((tx) => tx.run('checkpoint'))
  }
}

/**
 * A default that has to be computed in an `ALTER` makes the database unopenable when the process dies before the next
 * checkpoint (duckdb/duckdb#22044), so it is refused. Create a new table and swap instead.
 */
function assertConstantDefaults(id: string, sql: string): void {
  const plain = sql
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/"(?:[^"]|"")*"/g, 'x')
  for (const statement of plain.split(';')) {
    if (!/^\s*alter\b/i.test(statement)) continue
    for (const match of statement.matchAll(/\bdefault\b(.*)$/gis)) {
      const dropped = /\bdrop\s+$/i.test(statement.slice(0, match.index))
      if (!dropped && !CONSTANT.test(match[1] as string)) {
        throw new Error(`Migration ${id} has a default that is no constant: ${statement.trim()}`)
      }
    }
  }
}

/** A literal, possibly of a named type or cast, followed by the end or by another clause. */
const CONSTANT =
  /^\s*(?:(?:timestamptz|timestamp|date|interval|time)\s*''|''|null|true|false|[+-]?\d+(?:\.\d+)?)(?:\s*::\s*\w+(?:\([\d, ]*\))?)?\s*(?:$|,|\)|not\b|null\b|check\b)/i
