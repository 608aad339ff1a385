import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openEngine } from './open.ts'
import type { Engine } from './port.ts'
import { TextRows, type TextRowValue, textRows } from './text-rows.ts'

let dir: string
let engine: Engine
beforeAll(async () => {
  // Neither patterns nor columns: the engine's readers take both from paths unless told otherwise.
  dir = join(mkdtempSync(join(tmpdir(), 'pegel-rows-')), 'c1=evil [1]')
  mkdirSync(dir)
  engine = await openEngine({ path: join(dir, 'test.duckdb'), tempDirectory: join(dir, 'tmp') })
})
afterAll(async () => {
  await engine.close()
  rmSync(dirname(dir), { recursive: true })
})

async function through(rows: readonly TextRowValue[][]) {
  const text = new TextRows()
  for (const row of rows) text.add(row)
  const path = join(dir, "it's.rows")
  writeFileSync(path, text.bytes)
  const columns = (rows[0] ?? []).map((_, i) => `c${i}`)
  const found = await engine.columns(`select * from ${textRows({ path, bytes: text.bytes.length }, columns)}`)
  return { found, sql: textRows({ path, bytes: text.bytes.length }, columns) }
}

const TEXTS = [
  null,
  '',
  ' ',
  ' before',
  'behind ',
  '"',
  "'",
  '\\',
  '\\N',
  'null',
  'NULL',
  '0',
  '-',
  '#',
  'a,b;c\td',
  '{"a":"b,\\u001f"}',
  '\n',
  '\r',
  'a\r\nb',
  '\x1e',
  '\x1f',
  '\x1e\x1e\x1f',
  'x\x1ey\x1fz',
  '\u0000',
  'a\u0000b',
  '\u007f',
  'é👍',
  '行'.repeat(3000),
  'x'.repeat(3_000_000),
]

it('gives back any text in any column, and tells none from an empty one', async () => {
  const { found } = await through(TEXTS.map((text, i) => [i, text, 'between', text]))
  const order = (found.values[0] ?? []).map(Number)
  expect(order.toSorted((a, b) => a - b)).toEqual(TEXTS.map((_, i) => i))
  for (const column of [1, 3])
    expect((found.values[column] ?? []).map((text, row) => text === TEXTS[order[row] ?? -1])).not.toContain(
      false,
    )
})

it('has U+FFFD for halves of characters', async () => {
  const { found } = await through([['a\ud800b']])
  expect(found.values).toEqual([['a\ufffdb']])
})

it('becomes numbers, instants and truth values where a table wants them', async () => {
  const numbers = [0, -7, 0.1, 1 / 3, 2 ** 53 - 1, 1e-9]
  const { sql } = await through(numbers.map((n, i) => [n, i % 2 === 0, '2026-03-02T09:15:00.250Z']))
  await engine.write(async (tx) => {
    await tx.run('create temp table typed (c0 double, c1 boolean, c2 timestamp)')
    await tx.run(`insert into temp.typed by name select * from ${sql}`)
    const rows = await tx.rows('select c0, c1, c2 from temp.typed order by abs(c0), c0')
    expect(rows).toEqual(
      numbers
        .map((c0, i) => ({ c0, c1: i % 2 === 0, c2: '2026-03-02T09:15:00.250Z' }))
        .toSorted((a, b) => Math.abs(a.c0) - Math.abs(b.c0)),
    )
  })
})
