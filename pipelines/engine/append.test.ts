import { tmpdir } from 'node:os'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openEngine } from './open.ts'

const engine = await openEngine({ path: ':memory:', tempDirectory: tmpdir() })
afterAll(() => engine.close())

const TYPES = `text varchar, flag boolean, tiny tinyint, small smallint, int integer, big bigint, huge ubigint, real double, single float,
  money decimal(9, 2), large decimal(18, 4), moment timestamp, tz timestamptz, ms timestamp_ms, day date`

beforeEach(() =>
  engine.write((tx) =>
    tx.run(`create or replace table t (${TYPES}); create or replace table one (a integer)`),
  ),
)

describe('append', () => {
  it('stores each type as it was given, with and without values', async () => {
    await engine.write((tx) =>
      tx.append('t', [
        ['größe, longer than twelve bytes', null, ''],
        [true, null, false],
        [-128, null, 127],
        [-32768, null, 32767],
        [-2147483648, null, 2147483647],
        [2 ** 53 - 1, null, -(2n ** 63n)],
        [2n ** 64n - 1n, null, 0],
        [0.1, null, -1e300],
        [0.5, null, Number.POSITIVE_INFINITY],
        [12.34, null, -9999999.99],
        [0.0001, null, -123456789.5],
        ['2026-03-29T01:30:00.250Z', null, 1_774_747_800_250],
        ['2026-03-29T01:30:00+02:00', null, -1n],
        [1_774_747_800_250, null, '1969-12-31T23:59:59.999Z'],
        ['2026-03-29', null, '1900-01-01'],
      ]),
    )
    const [first, second, third] = await engine.rows('select * from t')
    expect(first).toEqual({
      text: 'größe, longer than twelve bytes',
      flag: true,
      tiny: -128,
      small: -32768,
      int: -2147483648,
      big: 9_007_199_254_740_991,
      huge: '18446744073709551615',
      real: 0.1,
      single: 0.5,
      money: 12.34,
      large: 0.0001,
      moment: '2026-03-29T01:30:00.250Z',
      tz: '2026-03-28T23:30:00Z',
      ms: '2026-03-29T01:30:00.250Z',
      day: '2026-03-29',
    })
    expect(Object.values(second as object).every((value) => value === null)).toBe(true)
    expect(third).toMatchObject({
      text: '',
      flag: false,
      big: '-9223372036854775808',
      real: -1e300,
      money: -9999999.99,
      large: -123456789.5,
      moment: '2026-03-29T01:30:00.250Z',
      tz: '1969-12-31T23:59:59.999999Z',
      ms: '1969-12-31T23:59:59.999Z',
      day: '1900-01-01',
    })
  })

  it('keeps rows together over many chunks', async () => {
    const rows = 10_000
    const at = Date.UTC(2026, 0, 1)
    await engine.write(async (tx) => {
      await tx.run('create or replace table many (id integer, text varchar, moment timestamp, half double)')
      const ids = Array.from({ length: rows }, (_, i) => i)
      await tx.append('many', [
        ids,
        ids.map((id) => (id % 3 === 0 ? null : `text of row ${id}`)),
        ids.map((id) => at + id * 1000),
        ids.map((id) => (id < 5000 ? null : id / 2)),
      ])
    })
    const wrong = `select count(*) as wrong, (select count(*) from many) as total from many
      where text is distinct from case when id % 3 = 0 then null else 'text of row ' || id end
        or moment <> timestamp '2026-01-01' + id * interval 1 second
        or half is distinct from case when id < 5000 then null else id / 2 end`
    expect(await engine.rows(wrong)).toEqual([{ wrong: 0, total: rows }])
  })

  it('stores short and long text of any characters, row by row', async () => {
    const texts = [
      ...['', 'a', 'twelve bytes', 'thirteen byte', 'twelve bytes', 'ä', 'äääääääääääää', '😀', '😀😀😀'],
      ...[
        'a\tb',
        '\u007f',
        '\u0080',
        null,
        'same',
        'same',
        null,
        'same',
        'long enough to stand outside',
        'same',
      ],
    ]
    // Two chunks and a third that is short, each row's value other than that of the same row in the chunk before.
    const rows = Array.from({ length: 5000 }, (_, i) => texts[(i * 7 + (i >> 11)) % texts.length] ?? null)
    await engine.write(async (tx) => {
      await tx.run('create or replace table words (id integer, text varchar)')
      await tx.append('words', [rows.map((_, i) => i), rows])
    })
    const stored = await engine.rows<{ text: string | null }>('select text from words order by id')
    expect(stored.map(({ text }) => text)).toEqual(rows)
    const counts = await engine.rows<{ text: string; n: number }>(
      'select text, count(*)::integer as n from words where text is not null group by text',
    )
    expect(counts.length).toBe(new Set(texts).size - 1)
    for (const { text, n } of counts) expect(n).toBe(rows.filter((row) => row === text).length)
  })

  it.each<[string, (string | number | boolean | null)[][]]>([
    ['too few columns', []],
    ['columns of unequal length', [[1, 2], [1]]],
    ['a text for a number', [['x']]],
    ['a fraction for a whole number', [[1.5]]],
    ['a number out of range', [[2 ** 31]]],
  ])('refuses %s and keeps nothing of the transaction', async (_, batch) => {
    await expect(
      engine.write(async (tx) => {
        await tx.append('one', [[7]])
        await tx.append('one', batch)
      }),
    ).rejects.toThrow()
    expect(await engine.rows('select * from one')).toEqual([])
  })

  it('refuses an instant that is none, naming the column', async () => {
    const batch = Array.from({ length: 15 }, (_, index) => [index === 11 ? '2026-02-30T00:00:00Z' : null])
    await expect(engine.write((tx) => tx.append('t', batch))).rejects.toThrow('Column 11 of t')
  })
})
