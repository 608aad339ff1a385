import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
  JSON.stringify(
    envelope(
      'message.received',
      {
        ticket: `T${index % 7}`,
        customer: `customer-${index % 5}`,
        message: { id: `m-${index}`, direction: 'inbound', kind: 'text', length: index % 80 },
      },
      { id: `${index}`, time: new Date(Date.UTC(2026, 2, 2) + index * 1000).toISOString() },
    ),
  )

function file(content: string | Buffer): FileToRead {
  const path = join(dir, 'desk.jsonl')
  writeFileSync(path, content)
  return {
    path,
    source: 'desk',
    connection: null,
    mapping: null,
    pseudonymKey: new Uint8Array(32).fill(7),
    receivedAt: '2026-03-02T02:00:00.000Z',
    deliverySeq: 5,
    tempDir: dir,
  }
}

async function all(read: AsyncIterable<ReadArrivals>): Promise<ReadArrivals[]> {
  const found: ReadArrivals[] = []
  for await (const one of read) found.push(one)
  return found
}

it('reads what is read here, in its order, with what was refused', async () => {
  // More than wait to be taken, and instants ahead of the arrival.
  const lines = Array.from({ length: 40_000 }, (_, index) =>
    index % 97 === 0 ? '{"specversion' : line(index),
  )
  const from = file(lines.join('\n'))
  const aside = await all(readAside(from))
  expect(aside).toEqual(await all(readArrivals(from)))
  expect(aside.length).toBeGreaterThan(8)
  expect(aside.reduce((sum, one) => sum + one.read, 0)).toBe(40_000)
  expect(aside.reduce((sum, one) => sum + one.rejects.length, 0)).toBe(Math.ceil(40_000 / 97))
  expect(aside.some((one) => one.skewed > 0)).toBe(true)
})

it('refuses what is refused here, in the same words', async () => {
  const lines = Array.from({ length: 30_000 }, (_, index) => line(index)).join('\n')
  const packed = gzipSync(lines)
  const damaged = file(packed.subarray(0, packed.length - 2000))
  const refusal = await all(readArrivals(damaged)).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'invalid', fields: { file: expect.stringContaining('gzip') } })
  await expect(all(readAside(damaged))).rejects.toEqual(refusal)
})

it('ends when nobody reads on', async () => {
  const from = file(Array.from({ length: 60_000 }, (_, index) => line(index)).join('\n'))
  for await (const { read } of readAside(from)) {
    expect(read).toBeGreaterThan(0)
    break
  }
})
