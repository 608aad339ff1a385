import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { readMigrations } from '../../pipelines/engine/migrate.ts'
import { openEngine } from '../../pipelines/engine/open.ts'
import type { Engine } from '../../pipelines/engine/port.ts'

const SCHEMA = fileURLToPath(new URL('../../sql/schema/', import.meta.url))
const columnsOf = (engine: Engine) =>
  engine.rows(
    `select table_name, column_name, data_type from duckdb_columns()
     where database_name = current_database() order by table_name, column_index`,
  )

it('can be read back from the log, where the process dies before it is in the file', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'pegel-schema-'))
  const path = (name: string) => join(dir, `${name}.duckdb`)
  const open = (name: string) => openEngine({ path: path(name), tempDirectory: dir })
  const engine = await open('living')
  try {
    const [first, ...others] = await readMigrations(SCHEMA)
    await engine.write(async (tx) => {
      await tx.run(first?.sql ?? '')
      await tx.run(
        `insert into event (event_no, type, status, channel) values (1, 'ticket.created', 'new', 'email')`,
      )
    })
    for (const { sql } of others) await engine.write((tx) => tx.run(sql))
    await copyFile(path('living'), path('dead'))
    await copyFile(`${path('living')}.wal`, `${path('dead')}.wal`)
    const found = await open('dead')
    expect(await columnsOf(found)).toEqual(await columnsOf(engine))
    const events = 'select * from event'
    expect(await found.rows(events)).toEqual(await engine.rows(events))
    expect(await found.rows(events)).toHaveLength(1)
    await found.close()
  } finally {
    await engine.close()
    await rm(dir, { recursive: true })
  }
})
