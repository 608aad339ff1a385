import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openEngine } from './open.ts'

const copies = mkdtempSync(join(tmpdir(), 'pegel-parquet-copies-'))
const folder = mkdtempSync(join(tmpdir(), 'pegel-parquet-'))
const engine = await openEngine({ path: ':memory:', tempDirectory: folder, allowedDirectories: [copies] })
afterAll(async () => {
  await engine.close()
  for (const one of [folder, copies]) rmSync(one, { recursive: true, force: true })
})
const files = () => readdirSync(folder).filter((name) => name.endsWith('.parquet'))

it('carries every row with its types, and what is said about it, and leaves no file behind', async () => {
  const sql = `select i as number, i / 4 as real, timestamp '2026-03-29 00:59:59.5' + i * interval 1 hour as at, case when i % 2 = 0 then 'größe ' || i end as text
    from range($1) t(i) order by i`
  const bytes: Uint8Array[] = []
  for await (const piece of await engine.parquet(sql, [300_000], {
    metric: "it's \n a; 'metric'",
    zone: 'Europe/Berlin',
  }))
    bytes.push(piece)
  expect(files()).toEqual([])
  const copy = join(copies, 'copy.parquet')
  writeFileSync(copy, Buffer.concat(bytes))
  expect(
    await engine.rows(
      `select count(*) as rows, sum(number) as sum, count(text) as texts, max("at") as last from '${copy}'`,
    ),
  ).toEqual([
    {
      rows: 300_000,
      sum: (300_000 * 299_999) / 2,
      texts: 150_000,
      last: new Date(Date.parse('2026-03-29T00:59:59.500Z') + 299_999 * 3_600_000).toISOString(),
    },
  ])
  expect(await engine.rows(`select column_name, column_type from (describe from '${copy}')`)).toEqual([
    { column_name: 'number', column_type: 'BIGINT' },
    { column_name: 'real', column_type: 'DOUBLE' },
    { column_name: 'at', column_type: 'TIMESTAMP' },
    { column_name: 'text', column_type: 'VARCHAR' },
  ])
  expect(
    await engine.rows(
      `select decode(key) as key, decode(value) as value from parquet_kv_metadata('${copy}') order by key`,
    ),
  ).toEqual([
    { key: 'metric', value: "it's \n a; 'metric'" },
    { key: 'zone', value: 'Europe/Berlin' },
  ])
})

it('removes the file when nobody reads to the end, and when the statement fails', async () => {
  for await (const piece of await engine.parquet('select i from range(2000000) t(i)', [], {})) {
    expect(piece.length).toBeGreaterThan(0)
    break
  }
  await expect(engine.parquet(`select error('no') from range(3)`, [], {})).rejects.toThrow('no')
  await expect(engine.parquet('drop table if exists x', [], {})).rejects.toThrow()
  expect(files()).toEqual([])
})
