import { tmpdir } from 'node:os'
import { type TimestampMillisecond, tableFromIPC } from 'apache-arrow'
import { afterAll, describe, expect, it } from 'vitest'
import { openEngine } from './open.ts'

const engine = await openEngine({ path: ':memory:', tempDirectory: tmpdir() })
afterAll(() => engine.close())

describe('arrow', () => {
  it('carries every value of a result of several chunks, nulls included', async () => {
    const sql = `
      select i::integer as small, i * 10000000000 as big, i / 4 as real, (i / 8)::decimal(12, 3) as dec, sum(i) over (rows between 1 preceding and current row) as huge,
        timestamp '2026-03-29 00:59:59.5' + i * interval 1 hour as at, date '2026-02-27' + i::integer as day, i % 3 = 0 as flag,
        case when i % 2 = 0 then 'größe ' || (i % 7) end as text, [i, null] as list, timestamp_ns '1969-12-31 23:59:59.999999999' as ns,
        case when i > 4000 then i::utinyint end as none
      from range(5000) t(i) where i < 256 or i > 4900 order by i`
    const expected = await engine.rows(sql.replace('i::utinyint', '(i % 256)::utinyint'))
    const table = tableFromIPC(await engine.arrow(sql.replace('i::utinyint', '(i % 256)::utinyint')))
    expect(table.numRows).toBe(expected.length)
    const found = table.toArray().map((row) => ({
      ...row.toJSON(),
      big: Number(row.big),
      at: instant(row.at),
      ns: instant(row.ns),
      day: new Date(row.day).toISOString().slice(0, 10),
      list: JSON.parse(row.list),
    }))
    expect(found).toEqual(expected.map((row) => ({ ...row, ns: '1969-12-31T23:59:59.999Z' })))
  })

  it('says that instants are milliseconds in UTC', async () => {
    const table = tableFromIPC(await engine.arrow(`select timestamptz '2026-01-01 00:00:00+01' as at`))
    const type = table.schema.fields[0]?.type as TimestampMillisecond
    expect([String(type), type.timezone]).toEqual(['Timestamp<MILLISECOND, UTC>', 'UTC'])
    expect(instant(table.get(0)?.at)).toBe('2025-12-31T23:00:00Z')
  })

  it('gives an empty table its columns, and takes two of one name', async () => {
    const empty = tableFromIPC(await engine.arrow(`select 1 as a, 'x' as b where false`))
    expect([empty.numRows, empty.schema.names]).toEqual([0, ['a', 'b']])
    const twice = tableFromIPC(await engine.arrow('select 1 as a, 2.5::double as a'))
    expect(twice.schema.names).toEqual(['a', 'a:1'])
    expect([twice.getChildAt(0)?.get(0), twice.getChildAt(1)?.get(0)]).toEqual([1, 2.5])
  })
})

const instant = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z')
