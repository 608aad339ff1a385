import { tmpdir } from 'node:os'
import { type Generated, type Kysely, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openEngine } from '../open.ts'
import type { Engine } from '../port.ts'
import { compileOnly, createKysely, type InstantColumn } from './kysely.ts'

interface Tables {
  sale: {
    id: number
    name: string | null
    sold_at: InstantColumn
    price: number
    units: number
    open: Generated<boolean>
  }
}

const ZONE = process.env.TZ

describe.each(['UTC', 'America/New_York'])('in zone %s', (zone) => {
  let engine: Engine
  let db: Kysely<Tables>

  beforeAll(async () => {
    process.env.TZ = zone
    engine = await openEngine({ path: ':memory:', tempDirectory: tmpdir() })
    db = createKysely<Tables>(engine)
  })

  afterAll(async () => {
    await engine.close()
    if (ZONE === undefined) delete process.env.TZ
    else process.env.TZ = ZONE
  })

  beforeEach(async () => {
    await db.schema
      .createTable('sale')
      .addColumn('id', 'integer')
      .addColumn('name', 'varchar')
      .addColumn('sold_at', 'timestamp')
      .addColumn('price', 'decimal(12, 2)')
      .addColumn('units', 'bigint')
      .addColumn('open', 'boolean', (column) => column.defaultTo(true))
      .execute()
    const sales = [
      { id: 1, name: 'first', sold_at: '2026-03-08T06:30:00Z', price: 10.25, units: 3 },
      { id: 2, name: null, sold_at: new Date('2026-03-08T07:30:00.250Z'), price: 0.1, units: 2 ** 40 },
    ]
    const result = await db.insertInto('sale').values(sales).executeTakeFirst()
    expect(result.numInsertedOrUpdatedRows).toBe(2n)
  })

  afterEach(() => db.schema.dropTable('sale').execute())

  it('runs in that zone', () => {
    expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(zone === 'UTC' ? 0 : 300)
  })

  it('keeps a column called count', async () => {
    const count = await db
      .selectFrom('sale')
      .select((of) => of.fn.countAll<number>().as('count'))
      .execute()
    expect(count).toEqual([{ count: 2 }])
    const raw = await sql<{
      count: number
    }>`select count(*) as count, count(name) as "Count:1" from sale`.execute(db)
    expect(raw.rows).toEqual([{ count: 2, 'Count:1': 1 }])
  })

  it('reads instants as they were written, decimals and big integers as numbers', async () => {
    expect(await db.selectFrom('sale').selectAll().orderBy('id').execute()).toEqual([
      { id: 1, name: 'first', sold_at: '2026-03-08T06:30:00Z', price: 10.25, units: 3, open: true },
      {
        id: 2,
        name: null,
        sold_at: '2026-03-08T07:30:00.250Z',
        price: 0.1,
        units: 1_099_511_627_776,
        open: true,
      },
    ])
    const sums = db
      .selectFrom('sale')
      .select((of) => [of.fn.sum<number>('price').as('price'), of.fn.sum<number>('units').as('units')])
    expect(await sums.execute()).toEqual([{ price: 10.35, units: 1_099_511_627_779 }])
  })

  it('takes a Date wherever an instant may stand', async () => {
    const at = new Date('2026-03-08T07:00:00Z')
    const after = db.selectFrom('sale').select('id').where('sold_at', '>', sql<string>`${at}`)
    expect(await after.execute()).toEqual([{ id: 2 }])
    const from = sql<string>`date_trunc('day', ${at} + interval 1 day)`
    expect(await db.selectNoFrom(from.as('day')).execute()).toEqual([{ day: '2026-03-09T00:00:00Z' }])
    await db.updateTable('sale').set({ sold_at: at }).where('id', '=', 1).execute()
    expect(
      await db.selectFrom('sale').select('sold_at').where('sold_at', '=', sql<string>`${at}`).execute(),
    ).toEqual([{ sold_at: '2026-03-08T07:00:00Z' }])
  })

  it('counts what is changed, and returns what is asked for', async () => {
    const updated = await db.updateTable('sale').set({ units: 0 }).where('id', '>', 0).executeTakeFirst()
    expect(updated.numUpdatedRows).toBe(2n)
    const returned = await db
      .updateTable('sale')
      .set({ name: 'x' })
      .where('id', '=', 2)
      .returning(['id', 'name'])
      .execute()
    expect(returned).toEqual([{ id: 2, name: 'x' }])
    const deleted = await db.deleteFrom('sale').where('id', '=', 2).executeTakeFirst()
    expect(deleted.numDeletedRows).toBe(1n)
  })

  it('commits transactions, rolls them back, and does not hold the writer after either', async () => {
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('sale')
        .values({ id: 3, name: 'c', sold_at: '2026-01-01T00:00:00Z', price: 1, units: 1 })
        .execute()
      expect(await trx.selectFrom('sale').select('id').where('id', '=', 3).execute()).toEqual([{ id: 3 }])
      expect(await db.selectFrom('sale').select('id').where('id', '=', 3).execute()).toEqual([])
    })
    const boom = new Error('boom')
    const failing = db.transaction().execute(async (trx) => {
      await trx.deleteFrom('sale').execute()
      throw boom
    })
    await expect(failing).rejects.toBe(boom)
    const faulty = db.transaction().execute((trx) => sql`select missing from sale`.execute(trx))
    await expect(faulty).rejects.toThrow('missing')
    await engine.write((tx) => tx.run('insert into sale (id) values (4)'))
    expect(await db.selectFrom('sale').select('id').orderBy('id').execute()).toEqual([
      { id: 1 },
      { id: 2 },
      { id: 3 },
      { id: 4 },
    ])
  })

  it('streams', async () => {
    const ids: number[] = []
    for await (const { id } of db.selectFrom('sale').select('id').orderBy('id').stream()) ids.push(id)
    expect(ids).toEqual([1, 2])
  })

  it('tells what the database holds', async () => {
    await sql`create or replace view open_sale as select id from sale`.execute(db)
    const tables = await db.introspection.getTables()
    expect(tables.map(({ schema, name, isView }) => [schema, name, isView])).toEqual([
      ['main', 'open_sale', true],
      ['main', 'sale', false],
    ])
    expect(tables[1]?.columns.at(-1)).toEqual({
      name: 'open',
      dataType: 'BOOLEAN',
      isNullable: true,
      isAutoIncrementing: false,
      hasDefaultValue: true,
    })
    expect(await db.introspection.getSchemas()).toEqual([{ name: 'main' }])
    await sql`drop view open_sale`.execute(db)
  })
})

describe('compileOnly', () => {
  it('numbers its parameters, quotes names, and never writes a value into the statement', () => {
    const query = compileOnly<Tables>()
      .selectFrom('sale')
      .select(['id', (of) => of.ref('name').as(`a"b`)])
      .where('name', 'in', [`x'; drop table sale`, 'y'])
      .where('sold_at', '>=', sql<string>`${new Date('2026-01-01T00:00:00Z')}`)
      .limit(5)
      .compile()
    expect(query.sql).toBe(
      `select "id", "name" as "a""b" from "sale" where "name" in ($1, $2) and "sold_at" >= cast($3 as timestamp) limit $4`,
    )
    expect(query.parameters).toEqual([`x'; drop table sale`, 'y', '2026-01-01T00:00:00.000Z', 5])
  })
})
