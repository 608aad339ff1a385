import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { openEngine } from './open.ts'
import type { Engine } from './port.ts'

let dir: string
let engine: Engine

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pegel-migrate-'))
  engine = await openEngine({ path: join(dir, 'pegel.duckdb'), tempDirectory: dir })
})

afterEach(async () => {
  await engine.close()
  await rm(dir, { recursive: true })
})

const first = { id: '0001', sql: 'create table t (a integer); insert into t values (1)' }
const second = {
  id: '0002',
  sql: `alter table t add column b varchar default 'x'; insert into t (a) values (2)`,
}

describe('migrate', () => {
  it('applies each migration once, in order, and leaves nothing in the write-ahead log', async () => {
    await migrate(engine, [first])
    await migrate(engine, [first, second])
    await migrate(engine, [first, second])
    expect(await engine.rows('select * from t order by a')).toEqual([
      { a: 1, b: 'x' },
      { a: 2, b: 'x' },
    ])
    expect(await engine.rows('select id from schema_migration order by applied_at')).toEqual([
      { id: '0001' },
      { id: '0002' },
    ])
    expect((await stat(join(dir, 'pegel.duckdb.wal')).catch(() => ({ size: 0 }))).size).toBe(0)
  })

  it('keeps nothing of one that fails, and what came before it', async () => {
    const broken = { id: '0002', sql: 'insert into t values (2); insert into missing values (1)' }
    await expect(migrate(engine, [first, broken])).rejects.toThrow('missing')
    expect(await engine.rows('select count(*) as n from t')).toEqual([{ n: 1 }])
    await migrate(engine, [first, second])
    expect(await engine.rows('select count(*) as n from t')).toEqual([{ n: 2 }])
  })

  it('refuses a database that has migrations of a newer version', async () => {
    await migrate(engine, [first, second])
    await expect(migrate(engine, [first])).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('0002'),
    })
  })

  it.each([
    'alter table t add column b timestamp default now()',
    'alter table t add column b timestamp default current_timestamp',
    'alter table t add column b uuid default gen_random_uuid()',
    'alter table t add column b integer default (1 + 2)',
    'alter table t add column b integer default 1 + 2',
    `alter table t add column b bigint default nextval('s')`,
    'alter table t alter column a set default now()',
    `create table u (a integer); -- a table
     ALTER TABLE u ADD COLUMN b timestamp /* of now */ DEFAULT now()`,
  ])('refuses %j before it changes anything', async (sql) => {
    await expect(migrate(engine, [first, { id: '0002', sql }])).rejects.toThrow('no constant')
    expect(await engine.rows('select * from duckdb_tables()')).toEqual([])
  })

  it.each([
    'alter table t add column b integer default -1',
    `alter table t add column b timestamp default timestamp '2026-01-01 00:00:00'`,
    `alter table t add column b varchar default 'default now()'`,
    `alter table t add column b decimal(9, 2) default 0.5::decimal(9, 2)`,
    'alter table t add column b boolean default false; alter table t rename b to c',
    'alter table t alter column a drop default',
    'create table u (a integer, b timestamp default now())',
  ])('takes %j', async (sql) => {
    await migrate(engine, [first, { id: '0002', sql }])
    expect(await engine.rows('select count(*) as n from schema_migration')).toEqual([{ n: 2 }])
  })
})
