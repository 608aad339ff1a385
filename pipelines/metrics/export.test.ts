import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../engine/port.ts'
import { drill } from './drill.ts'
import { type ExportInput, exportFile } from './export.ts'
import { query } from './query.ts'
import { contextOf, engineWith } from './test-facts.ts'
import { randomRows } from './test-rows.ts'

const AS_OF = '2026-04-08T12:00:00Z'
const RANGE = { from: '2026-03-23', to: '2026-04-06', tz: 'Europe/Berlin' }

let engine: Engine
const context = () => contextOf(engine, AS_OF)
const bytesOf = async (input: ExportInput) => {
  const { bytes, ...rest } = await exportFile(context(), input)
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return { ...rest, whole: Buffer.concat(pieces) }
}
/** The file in DuckDB, which reads it as any other program would. */
const read = async (input: ExportInput, sql: (path: string) => string) => {
  const { whole } = await bytesOf(input)
  const path = join(tmpdir(), 'pegel-metrics-test', `${Math.random()}.parquet`)
  writeFileSync(path, whole)
  try {
    return await engine.rows(sql(path))
  } finally {
    rmSync(path)
  }
}
const linesOf = (whole: Buffer) => {
  const lines = parse(whole, { relax_column_count: true }) as string[][]
  const at = lines.findIndex(([first]) => !first?.startsWith('# '))
  return {
    about: Object.fromEntries(lines.slice(0, at).map(([key = '', value]) => [key.slice(2), value])),
    table: lines.slice(at),
  }
}

beforeAll(async () => {
  const rows = randomRows(3, 400)
  const hostile = {
    ...rows.ticket[0],
    ticket_key: '=1+1',
    topic: '@SUM(A1)',
    removed: false,
    created_at: '2026-03-25T10:00:00Z',
  }
  engine = await engineWith({ ...rows, ticket: [...rows.ticket, hostile] })
})
afterAll(() => engine.close())

describe('figures', () => {
  const question = {
    ...RANGE,
    metrics: ['response_time_median', 'turns_answered'],
    by: ['team'],
    grain: 'day' as const,
    filters: [{ dimension: 'channel', values: ['whatsapp', null], exclude: true }],
  }

  it('as CSV say what they are and are the same as the answer', async () => {
    const { whole, name } = await bytesOf({ what: 'figures', format: 'csv', question })
    const { about, table } = linesOf(whole)
    const { columns, data, rowCount } = await query(context(), question)
    expect(name).toBe('pegel_2026-03-22_2026-04-05')
    expect(about).toMatchObject({
      metric: 'response_time_median (Response time, median); turns_answered (Turns answered)',
      range: '2026-03-22T23:00:00Z to 2026-04-05T22:00:00Z (exclusive)',
      zone: 'Europe/Berlin',
      filters: 'channel not in whatsapp, no value',
      grain: 'day',
      by: 'team',
      computed_at: '2026-04-08T12:00:00.000Z',
      data_as_of: AS_OF,
      rows: String(rowCount),
    })
    expect(table[0]).toEqual(columns.map((column) => column.name))
    expect(table.slice(1)).toEqual(
      Array.from({ length: rowCount }, (_, row) =>
        columns.map((column) => String(data[column.name]?.[row] ?? '')),
      ),
    )
  })

  it('as Parquet carry the same cells, typed, in the same order', async () => {
    const { columns, data } = await query(context(), question)
    const rows = await read(
      { what: 'figures', format: 'parquet', question },
      (path) => `select * from '${path}'`,
    )
    for (const { name } of columns) expect(rows.map((row) => row[name])).toEqual(data[name])
    const told = await read(
      { what: 'figures', format: 'parquet', question },
      (path) => `select decode(key) as key, decode(value) as value from parquet_kv_metadata('${path}')`,
    )
    expect(Object.fromEntries(told.map(({ key, value }) => [key, value]))).toMatchObject({
      zone: 'Europe/Berlin',
      filters: 'channel not in whatsapp, no value',
    })
  })
})

describe('rows', () => {
  const question = { ...RANGE, metric: 'tickets_created', cell: { team: 'Billing' } }

  it('are exactly those behind the mark, in either format', async () => {
    const { total, predicate } = await drill(context(), question)
    const { about, table } = linesOf((await bytesOf({ what: 'rows', format: 'csv', question })).whole)
    expect(total).toBeGreaterThan(20)
    expect(about.rows).toBe(String(total))
    expect(about.condition?.split('; ')).toHaveLength(predicate.length)
    expect(about.condition).toContain('team = Billing')
    expect(table).toHaveLength(total + 1)
    const counted = await read(
      { what: 'rows', format: 'parquet', question },
      (path) =>
        `select count(*) as rows, count(distinct ticket_key) as keys, min(team) as team from '${path}'`,
    )
    expect(counted).toEqual([{ rows: total, keys: total, team: 'Billing' }])
  })

  it('let no cell be computed by a spreadsheet', async () => {
    const topic = {
      ...RANGE,
      metric: 'tickets_created',
      filters: [{ dimension: 'topic', values: ['@SUM(A1)'] }],
    }
    const { whole } = await bytesOf({ what: 'rows', format: 'csv', question: topic })
    const cells = (parse(whole, { relax_column_count: true }) as string[][]).flat()
    expect(cells).toContain("'@SUM(A1)")
    expect(cells).toContain("'=1+1")
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && Number.isNaN(Number(cell)))).toEqual([])
  })
})
