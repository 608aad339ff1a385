import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { envelope } from '../sources/cloudevents/test-support.ts'
import { type FileToRead, type ReadArrivals, readArrivals } from './read-arrivals.ts'
import { readAside } from './read-aside.ts'

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'pegel-aside-'))
})
afterAll(() => rmSync(dir, { recursive: true }))

const line = (index: number) =>
  JSON.stringify({
    ...envelope(
      'message.received',
      {
        ticket: `T${index % 7}`,
        customer: `customer-${index % 5}`,
        message: { id: `m-${index}`, direction: 'inbound', kind: 'text', length: index % 80 },
      },
      { id: `${index}`, time: new Date(Date.UTC(2026, 2, 2) + index * 1000).toISOString() },
    ),
    passedover: 'x'.repeat(1500),
  })

const CSV_MAPPING = `
version: 1
kind: snapshots
zone: UTC
dates: [iso]
ticket: id
at: at
attributes: { status: state }
values:
  status: { open: open }
`

function file(content: string | Buffer, mapping: string | null = null): FileToRead {
  const path = join(dir, 'desk.jsonl')
  writeFileSync(path, content)
  return {
    path,
    source: 'desk',
    connection: null,
    mapping,
    pseudonymKey: new Uint8Array(32).fill(7),
    receivedAt: '2026-03-02T02:00:00.000Z',
    deliverySeq: 5,
    tempDir: dir,
    rowsDir: dir,
  }
}

/** What was read in all, whatever the stretches; the rows of the file without their place in it. */
async function all(read: AsyncIterable<ReadArrivals>) {
  const found = { stretches: 0, events: 0, parts: 0, read: 0, skewed: 0, latestMs: 0, links: false }
  const rows: string[] = []
  const rejects: ReadArrivals['rejects'][number][] = []
  for await (const one of read) {
    found.stretches++
    for (const figure of ['events', 'parts', 'read', 'skewed'] as const) found[figure] += one[figure]
    found.latestMs = Math.max(found.latestMs, one.latestMs)
    found.links ||= one.isLinking
    rejects.push(...one.rejects)
    for (const row of readFileSync(one.path, 'utf8').split('\n').slice(0, -1)) {
      const [_, part, ...rest] = row.split('\x1f')
      rows.push([Number(part) + one.rowsBefore, ...rest].join('|'))
    }
    rmSync(one.path)
  }
  return { ...found, rows, rejects }
}

/** More than is out at a time, with instants ahead of the arrival. */
const manyLines = () =>
  Array.from({ length: 45_000 }, (_, index) => (index % 97 === 0 ? '{"specversion' : line(index))).join('\n')

it('reads lines as they are read here, in their order, with what was refused', async () => {
  const from = file(manyLines())
  const { stretches, ...aside } = await all(readAside(from))
  const { stretches: here, ...expected } = await all(readArrivals(from))
  expect(aside).toEqual(expected)
  expect(stretches).toBeGreaterThan(8)
  expect(here).toBeGreaterThan(1)
  expect(aside.read).toBe(45_000)
  expect(aside.rejects).toHaveLength(Math.ceil(45_000 / 97))
  expect(aside.rejects.at(-1)?.row).toBe(Math.floor(44_999 / 97) * 97 + 1)
  expect(aside.rows).toHaveLength(aside.events)
  expect(aside.skewed).toBeGreaterThan(0)
})

it('reads a table as it is read here', async () => {
  const rows = Array.from({ length: 90_000 }, (_, i) => `${i},2025-07-01T10:00:00Z,${i % 89 ? 'open' : '?'}`)
  const from = file(`id,at,state\n${rows.join('\n')}`, CSV_MAPPING)
  const aside = await all(readAside(from))
  expect(aside).toEqual(await all(readArrivals(from)))
  expect(aside.stretches).toBeGreaterThan(5)
  expect(aside.read).toBe(90_000)
})

it('fails where what it read cannot be written', async () => {
  const from = { ...file(manyLines()), rowsDir: join(dir, 'nowhere') }
  await expect(all(readAside(from))).rejects.toThrow('nowhere')
})

it('lets rows that are refused wait in small numbers', async () => {
  const rows = Array.from({ length: 9000 }, (_, i) => `${i},2025-07-01T10:00:00Z,?`)
  const sizes: number[] = []
  for await (const { rejects } of readArrivals(file(`id,at,state\n${rows.join('\n')}`, CSV_MAPPING)))
    sizes.push(rejects.length)
  expect(sizes.reduce((sum, size) => sum + size)).toBe(9000)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2000)
})

it.each([
  ['lines', Array.from({ length: 12_000 }, (_, index) => line(index)).join('\n'), null],
  [
    'a table',
    `id,at,state\n${Array.from({ length: 12_000 }, (_, i) => `${i},2025-07-01T10:00:00Z,open`).join('\n')}`,
    CSV_MAPPING,
  ],
])('refuses %s as they are refused here, in the same words', async (_, lines, mapping) => {
  const packed = gzipSync(lines)
  const damaged = file(packed.subarray(0, packed.length - 2000), mapping)
  const refusal = await all(readArrivals(damaged)).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'invalid', fields: { file: expect.stringContaining('gzip') } })
  await expect(all(readAside(damaged))).rejects.toEqual(refusal)
})

it('ends when nobody reads on', async () => {
  const threads = () => process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length
  const before = threads()
  const from = file(Array.from({ length: 20_000 }, (_, index) => line(index)).join('\n'))
  for await (const { read } of readAside(from)) {
    expect(read).toBeGreaterThan(0)
    expect(threads()).toBeGreaterThan(before)
    break
  }
  expect(threads()).toBe(before)
})
