import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { parseInstant } from './instants.ts'
import { openEngine } from './open.ts'
import type { Cell } from './port.ts'

const engine = await openEngine({ path: ':memory:', tempDirectory: tmpdir() })
afterAll(() => engine.close())

async function cell(expression: string, params: Parameters<typeof engine.columns>[1] = []): Promise<Cell> {
  const { values } = await engine.columns(`select ${expression}`, params)
  return values[0]?.[0] as Cell
}

describe('cells', () => {
  it.each<[string, Cell]>([
    [`timestamp '2026-03-01 12:34:56'`, '2026-03-01T12:34:56Z'],
    [`timestamp '2026-03-01 12:34:56.700'`, '2026-03-01T12:34:56.700Z'],
    [`timestamp '2026-03-01 12:34:56.700001'`, '2026-03-01T12:34:56.700001Z'],
    [`timestamp '1969-12-31 23:59:59.5'`, '1969-12-31T23:59:59.500Z'],
    [`timestamp '0001-01-01 00:00:00'`, '0001-01-01T00:00:00Z'],
    [`timestamp '12345-06-07 00:00:00'`, '+012345-06-07T00:00:00Z'],
    [`timestamp 'infinity'`, 'infinity'],
    [`timestamptz '2026-03-01 00:30:00+02'`, '2026-02-28T22:30:00Z'],
    [`'2026-03-01 12:34:56'::timestamp_s`, '2026-03-01T12:34:56Z'],
    [`'2026-03-01 12:34:56.789'::timestamp_ms`, '2026-03-01T12:34:56.789Z'],
    [`'2026-03-01 12:34:56.123456789'::timestamp_ns`, '2026-03-01T12:34:56.123456Z'],
    [`date '2024-02-29'`, '2024-02-29'],
    [`date '1900-03-01'`, '1900-03-01'],
    ['9007199254740991::bigint', 9_007_199_254_740_991],
    ['9007199254740992::bigint', '9007199254740992'],
    ['(-9223372036854775807)::bigint', '-9223372036854775807'],
    ['18446744073709551615::ubigint', '18446744073709551615'],
    ['sum(x) from (values (2), (-7)) t(x)', -5],
    ['170141183460469231731687303715884105727::hugeint', '170141183460469231731687303715884105727'],
    ['12.34::decimal(4, 2)', 12.34],
    ['(-0.001)::decimal(9, 3)', -0.001],
    ['1234567890.123456::decimal(18, 6)', 1234567890.123456],
    ['(-1.5)::decimal(38, 10)', -1.5],
    ['0.1::float', Math.fround(0.1)],
    ['true', true],
    ['null', null],
    [`'twelve bytes'`, 'twelve bytes'],
    [`'more than twelve bytes: größe 🙂'`, 'more than twelve bytes: größe 🙂'],
    [`'🙂'`, '🙂'],
    [`''`, ''],
    [`'\\x41\\x00'::blob`, 'QQA='],
    [`'6ba7b810-9dad-11d1-80b4-00c04fd430c8'::uuid`, '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
    [`'b'::enum('a', 'b')`, 'b'],
    [`interval '1 month 2 days 3.5 seconds'`, 2_764_803.5],
    ['[1, null, 3]', [1, null, 3]],
    [`[[timestamp '2026-01-01'], []]`, [['2026-01-01T00:00:00Z'], []]],
    [`{'a': 1, 'b': {'c': 'x'}}`, { a: 1, b: { c: 'x' } }],
    [`map {'k': 1.5, 'l': null}`, { k: 1.5, l: null }],
    ['[1, 2]::integer[2]', [1, 2]],
    [`'{"a": 1}'::json`, '{"a": 1}'],
    [`time '12:30:00'`, '12:30:00'],
    ['200::utinyint', 200],
    ['(-300)::smallint', -300],
  ])('%s', async (expression, expected) => {
    expect(await cell(expression)).toEqual(expected)
  })

  it('name the types of the columns', async () => {
    const { columns } = await engine.columns(`select 1 as a, 'x' as b, now()::timestamp as c, [1.5] as d`)
    expect(columns).toEqual([
      { name: 'a', type: 'INTEGER' },
      { name: 'b', type: 'VARCHAR' },
      { name: 'c', type: 'TIMESTAMP' },
      { name: 'd', type: 'DECIMAL(2,1)[]' },
    ])
  })

  it('read long texts right in whatever order and however often they lie in memory', async () => {
    const sql = `
      with words as (select 'w' || (i % 97) || repeat('ß', i % 41) as text, hash(i) as h from range(10000) t(i)),
      nulled as (select case when h % 5 = 0 then null else text end as text, h from words)
      select text, encode(text) as bytes, list(text) over (order by h rows 1 preceding) as two, length(text) as n, h
      from nulled order by h`
    const rows = await engine.rows(sql)
    const texts = new Map<string, boolean>(
      Array.from({ length: 10_000 }, (_, i) => [`w${i % 97}${'ß'.repeat(i % 41)}`, true] as const),
    )
    expect(rows).toHaveLength(10_000)
    for (const [index, { text, bytes, two, n }] of rows.entries()) {
      if (text === null) expect(bytes).toBeNull()
      else {
        expect(texts.has(text as string)).toBe(true)
        expect((text as string).length).toBe(n)
        expect(Buffer.from(bytes as string, 'base64').toString()).toBe(text)
      }
      expect(two).toEqual(index === 0 ? [text] : [rows[index - 1]?.text, text])
    }
  })
})

describe('parameters', () => {
  it.each<[string, Parameters<typeof engine.columns>[1], Cell]>([
    ['$1::timestamp', ['2026-01-01T00:00:00Z'], '2026-01-01T00:00:00Z'],
    ['$1::timestamptz::timestamp', ['2026-01-01T02:00:00.250+02:00'], '2026-01-01T00:00:00.250Z'],
    [`timestamp '2026-01-01' >= $1`, ['2026-01-01T00:00:00Z'], true],
    ['typeof($1)', [5], 'INTEGER'],
    ['typeof($1)', [2 ** 40], 'BIGINT'],
    ['typeof($1)', [1.5], 'DOUBLE'],
    ['typeof($1)', [7n], 'BIGINT'],
    ['$1', [2n ** 70n], '1180591620717411303424'],
    ['$1', [true], true],
    ['$1::varchar', [null], null],
    ['octet_length($1)', [new Uint8Array([0, 1, 255])], 3],
    ['list_contains($1, $2)', [['a', "b'; drop table x"], "b'; drop table x"], true],
    ['3 = any($1)', [[1, 2, 3]], true],
    ['list_sum($1)', [[1, 2.5, null]], 3.5],
    ['$1', [[['a'], []]], [['a'], []]],
    [`'x' = any($1)`, [[]], false],
    ['$2 - $1', [1, 10], 9],
    ['$1 || $1', ['ab'], 'abab'],
  ])('%s with %o', async (expression, params, expected) => {
    expect(await cell(expression, params)).toEqual(expected)
  })

  it('of a wrong number are refused', async () => {
    await expect(engine.rows('select $1 + $2', [1])).rejects.toThrow('takes 2 parameters, 1 were given')
    await expect(engine.rows('select 1', [1])).rejects.toThrow('takes 0 parameters, 1 were given')
  })
})

describe('parseInstant', () => {
  it('agrees with Date on every instant it takes, and reads a text without a zone as UTC', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('0001-01-01T00:00:00Z'),
          max: new Date('9999-12-31T23:59:59.999Z'),
          noInvalidDate: true,
        }),
        (date) => {
          expect(parseInstant(date.toISOString())).toBe(date.getTime())
          expect(parseInstant(date.toISOString().slice(0, -1))).toBe(date.getTime())
        },
      ),
    )
    expect(parseInstant('2026-03-01T12:00:00.000250Z') * 1000).toBeCloseTo(1_772_366_400_000_250, 0)
    expect(parseInstant('2026-03-01T12:00:00+05:30')).toBe(Date.UTC(2026, 2, 1, 6, 30))
    expect(parseInstant('2026-03-01')).toBe(Date.UTC(2026, 2, 1))
  })

  it.each(['2026-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-01T24:00:01Z', 'yesterday', ''])(
    'finds no instant in %j',
    (text) => {
      expect(parseInstant(text)).toBeNaN()
    },
  )
})
