import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEngine } from '../../engine/open.ts'
import type { Engine } from '../../engine/port.ts'
import { cloudEvents } from '../cloudevents/cloudevents.ts'
import { optionsWith, RECEIVED_AT, readAll, STATES, tempFile } from './fixtures.ts'
import { readFile } from './read-file.ts'

const CSV = 'id,at,state\n1,2025-07-01T10:00:00Z,open\n2,2025-07-01T11:00:00Z,solved\n'
const thrownBy = async (path: string, options = optionsWith(STATES)) => {
  const batches = []
  try {
    for await (const batch of readFile(path, options)) batches.push(batch)
  } catch (error) {
    return { batches, error: error as { code: string; message: string; fields: Record<string, string> } }
  }
  throw new Error('nothing was thrown')
}
const statesOf = async (path: string, options = optionsWith(STATES)) =>
  (await readAll(path, options)).events.map(({ ticketId, occurredAt, status }) => [
    ticketId,
    occurredAt,
    status,
  ])
const STATES_OF_CSV = [
  ['1', '2025-07-01T10:00:00Z', 'open'],
  ['2', '2025-07-01T11:00:00Z', 'solved'],
]

describe('readFile tells the format by content', () => {
  it.each([
    ['CSV with another name', 'log.jsonl', CSV],
    ['CSV with semicolons and a byte order mark', 'log.csv', `\ufeff${CSV.replaceAll(',', ';')}`],
    ['CSV with tabs and CRLF', 'log.txt', CSV.replaceAll(',', '\t').replaceAll('\n', '\r\n')],
    ['CSV without a last line end', 'log.csv', CSV.trimEnd()],
    [
      'lines of JSON',
      'log.csv',
      '\n{"id":1,"at":"2025-07-01T10:00:00Z","state":"open"}\n{"id":"2","at":"2025-07-01T11:00:00Z","state":"solved"}\n',
    ],
    [
      'a JSON array',
      'log.json',
      '[{"id":1,"at":"2025-07-01T10:00:00Z","state":"open"},\n {"id":2,"at":"2025-07-01T11:00:00Z","state":"solved"}]',
    ],
  ])('%s', async (_what, name, content) => {
    expect(await statesOf(tempFile(name, content))).toEqual(STATES_OF_CSV)
    expect(await statesOf(tempFile(name, gzipSync(content)))).toEqual(STATES_OF_CSV)
  })

  it('gives every cell of a file the same events, however large its chunks are', async () => {
    const rows = Array.from(
      { length: 12_000 },
      (_, i) => `${i},2025-07-01T10:00:00Z,open,${'x'.repeat(i % 90)}`,
    )
    const {
      events,
      rows: numbers,
      read,
    } = await readAll(tempFile('log.csv', `id,at,state,filler\n${rows.join('\n')}`), optionsWith(STATES))
    expect(read).toBe(12_000)
    expect(events.map((each) => each.ticketId)).toEqual(rows.map((_, i) => String(i)))
    expect(numbers.at(-1)).toBe(12_000)
  })

  it('hands out batches of a thousand rows', async () => {
    const rows = Array.from({ length: 4500 }, (_, i) => `${i},2025-07-01T10:00:00Z,open`)
    const path = tempFile('log.csv.gz', gzipSync(`id,at,state\n${rows.join('\n')}`))
    const sizes = []
    for await (const batch of readFile(path, optionsWith(STATES))) sizes.push(batch.read)
    expect(sizes).toEqual([1000, 1000, 1000, 1000, 500])
  })
})

describe('readFile says what is wrong with a file, before anything is stored', () => {
  it.each([
    ['an empty file', tempFile('log.csv', ''), 'invalid', { file: 'is empty' }],
    ['blank lines', tempFile('log.csv', '\n \n'), 'invalid', { file: 'is empty' }],
    ['an empty gzip file', tempFile('log.csv.gz', gzipSync('')), 'invalid', { file: 'is empty' }],
    ['a directory', dirname(tempFile('log.csv', CSV)), 'invalid', { file: 'is a directory' }],
    ['no file', '/nowhere/log.csv', 'not_found', { file: 'does not exist' }],
    [
      'a workbook',
      tempFile('log.csv', 'PK\u0003\u0004…'),
      'invalid',
      { file: expect.stringContaining('Excel') },
    ],
    [
      'UTF-16',
      tempFile('log.csv', Buffer.from(`\ufeff${CSV}`, 'utf16le')),
      'invalid',
      { file: expect.stringContaining('UTF-16') },
    ],
    [
      'no text',
      tempFile('log.csv', Buffer.from([7, 0, 1, 2])),
      'invalid',
      { file: 'is neither text nor Parquet' },
    ],
    [
      'a header without mapped columns',
      tempFile('log.csv', 'a,b\n1,2\n'),
      'invalid',
      {
        at: 'no column "at" in the file',
        ticket: 'no column "id" in the file',
        'attributes.status': 'no column "state" in the file',
      },
    ],
    [
      'a header without one mapped column',
      tempFile('log.csv', 'id;at\n1;2\n'),
      'invalid',
      {
        'attributes.status': 'no column "state" in the file',
      },
    ],
    [
      'a header with a column twice',
      tempFile('log.csv', 'id,at,state,at\n'),
      'invalid',
      { at: 'stands twice in the header' },
    ],
    [
      'JSON without mapped names',
      tempFile('log.jsonl', '{"a":1}\n'),
      'invalid',
      { mapping: 'none of at, id, state in the file' },
    ],
    [
      'Parquet without an engine',
      tempFile('log.parquet', 'PAR1'),
      'invalid',
      { file: 'Parquet needs an engine' },
    ],
    [
      'JSON that is cut off',
      tempFile('log.json', '[{"id":1}'),
      'invalid',
      { file: expect.stringContaining('not a JSON array') },
    ],
  ])('%s', async (_what, path, code, fields) => {
    const { error, batches } = await thrownBy(path)
    expect(batches).toEqual([])
    expect({ code: error.code, fields: error.fields }).toEqual({ code, fields })
  })

  it('a format other than the mapping says', async () => {
    const { error } = await thrownBy(tempFile('log.csv', CSV), optionsWith(`${STATES}format: parquet`))
    expect(error.fields).toEqual({ format: 'the file is csv, not parquet' })
  })

  it('a stream that is not there', async () => {
    const path = tempFile('tap.jsonl', '{"type":"RECORD","stream":"users","record":{"id":1}}\n')
    const { error } = await thrownBy(path, optionsWith(`${STATES}stream: tickets`))
    expect(error.message).toContain('it has users')
  })

  it('a file that needs a mapping, with the columns to map', async () => {
    for (const content of [
      CSV,
      '{"id":1,"at":2,"state":3}\n',
      '{"type":"RECORD","stream":"t","record":{"id":1,"at":2,"state":3}}',
    ]) {
      const { error } = await thrownBy(tempFile('log', content), optionsWith(null))
      expect(error.fields.mapping).toContain('id, at, state')
    }
  })

  it('takes a header without rows for a file with nothing in it', async () => {
    expect(await readAll(tempFile('log.csv', 'id,at,state\n'), optionsWith(STATES))).toMatchObject({
      read: 0,
      events: [],
    })
  })
})

describe('readFile stops a gzip file', () => {
  it('that unpacks beyond the limit', async () => {
    const path = tempFile('bomb.csv.gz', gzipSync(`${CSV}${'\n'.repeat(5_000_000)}`))
    const { error } = await thrownBy(path, optionsWith(STATES, { maxUnpackedBytes: 2_000_000 }))
    expect([error.code, error.fields.file]).toEqual(['too_large', 'unpacks to more than 2000000 bytes'])
    expect(await statesOf(path)).toEqual(STATES_OF_CSV)
  })

  it('that is cut off', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `${i},2025-07-01T10:00:00Z,${Math.sin(i)}`).join('\n')
    const whole = gzipSync(`id,at,state\n${rows}`)
    const { error } = await thrownBy(tempFile('log.csv.gz', whole.subarray(0, whole.length - 100)))
    expect([error.code, error.fields.file]).toEqual(['invalid', 'damaged gzip: unexpected end of file'])
  })

  it('when it is told to', async () => {
    const abort = new AbortController()
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i},2025-07-01T10:00:00Z,open`)
    const path = tempFile('log.csv', `id,at,state\n${rows.join('\n')}`)
    let read = 0
    await expect(async () => {
      for await (const batch of readFile(path, optionsWith(STATES, { signal: abort.signal }))) {
        read += batch.read
        abort.abort()
      }
    }).rejects.toMatchObject({ name: 'AbortError' })
    expect(read).toBeGreaterThan(0)
    expect(read).toBeLessThan(20_000)
  })
})

describe('readFile in another order', () => {
  it('gives the same set of keys and contents', async () => {
    const mapping = `${STATES}created_at: opened\nsequence: no`
    const rows = Array.from(
      { length: 500 },
      (_, i) =>
        `${i % 40},2025-07-01T10:${String(i % 60).padStart(2, '0')}:00Z,${i % 3 ? 'open' : 'solved'},2025-07-01T09:00:00Z,${i % 7}`,
    )
    const shuffled = rows.toSorted((a, b) => (a.slice(-1) + a).localeCompare(b.slice(-1) + b))
    const twice = [...shuffled, ...rows]
    const contents = async (lines: string[]) => {
      const path = tempFile('log.csv', `id,at,state,opened,no\n${lines.join('\n')}`)
      const { events } = await readAll(path, optionsWith(mapping))
      return [...new Set(events.map((each) => JSON.stringify(each)))].sort()
    }
    const expected = await contents(rows)
    expect(expected.length).toBeGreaterThan(400)
    expect(await contents(shuffled)).toEqual(expected)
    expect(await contents(twice)).toEqual(expected)
  })
})

describe('readFile without a mapping', () => {
  const ticket = (id: string) => ({
    specversion: '1.0',
    id,
    source: '/desk',
    type: 'io.pegel.ticket.created.v1',
    time: '2025-07-01T10:00:00Z',
    data: { ticket: '7', channel: 'email' },
  })

  it('reads CloudEvents, also below a broken line', async () => {
    const path = tempFile('events.jsonl', `{"specversion":\n${JSON.stringify(ticket('1'))}\n`)
    const { events, rejects, read } = await readAll(path, optionsWith(null))
    expect(read).toBe(2)
    expect(rejects.map((each) => [each.row, each.raw])).toEqual([[1, '{"specversion":']])
    expect(events.map(({ type, ticketId }) => [type, ticketId])).toEqual([['ticket.created', '7']])
  })

  it('reads bodies, bare and with headers, as deliveries of the source named', async () => {
    const body = ticket('1')
    const headers = { 'Content-Type': 'application/cloudevents+json; charset=utf-8' }
    const lines = [
      { headers, body },
      { headers, body: JSON.stringify({ ...body, id: '2' }) },
      { ...body, id: '3' },
    ]
    const path = tempFile('hooks.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'))
    const context = { ...optionsWith(null).context, settings: cloudEvents.parseSettings({}) }
    const { events } = await readAll(path, optionsWith(null, { importSource: cloudEvents, context }))
    expect(new Set(events.map((each) => each.dedupeKey)).size).toBe(3)
    expect(events.every((each) => each.source === 'desk' && each.type === 'ticket.created')).toBe(true)
  })
})

describe('readFile on Parquet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pegel-parquet-'))
  let engine: Engine
  beforeAll(async () => {
    engine = await openEngine({ path: ':memory:', tempDirectory: folder })
  })
  afterAll(async () => {
    await engine.close()
    rmSync(folder, { recursive: true })
  })
  const write = async (name: string, select: string) => {
    const path = join(folder, name)
    await engine.maintain((tx) =>
      tx.run(`copy (${select}) to '${path.replaceAll("'", "''")}' (format parquet)`),
    )
    return path
  }
  const ROWS = `select 9007199254740993 + i as id, timestamp '2025-07-01 10:00:00' + to_hours(i) as at,
    timestamptz '2025-07-01 08:00:00Z' as opened, {'name': 'open'} as state, 'x' as unused from range(2) t(i)`
  const MAPPING = `
version: 1
kind: snapshots
zone: Europe/Berlin
ticket: id
at: at
created_at: opened
attributes: {status: state.name}
`

  it('reads wide integers, structs, and times with and without a zone', async () => {
    const path = await write("it's [1] log?.parquet", ROWS)
    const expected = [
      ['9007199254740993', '2025-07-01T08:00:00Z', null],
      ['9007199254740993', '2025-07-01T08:00:00Z', 'open'],
      ['9007199254740994', '2025-07-01T08:00:00Z', null],
      ['9007199254740994', '2025-07-01T09:00:00Z', 'open'],
    ]
    expect(await statesOf(path, optionsWith(MAPPING, { engine }))).toEqual(expected)
  })

  it('reads a file from where the engine may not look, gzip or not, and leaves nothing behind', async () => {
    const { readFileSync } = await import('node:fs')
    const bytes = readFileSync(await write('plain.parquet', ROWS))
    const before = readdirSync(folder)
    for (const path of [tempFile('a.parquet', bytes), tempFile('a.parquet.gz', gzipSync(bytes))])
      expect(await statesOf(path, optionsWith(MAPPING, { engine, tempDir: folder }))).toHaveLength(4)
    expect(readdirSync(folder)).toEqual(before)
  })

  it('names missing columns and damaged files', async () => {
    const path = await write('other.parquet', 'select 1 as id, 2 as at')
    expect((await thrownBy(path, optionsWith(MAPPING, { engine }))).error.fields).toEqual({
      created_at: 'no column "opened" in the file',
      'attributes.status': 'no column "state.name" in the file',
    })
    const damaged = tempFile('log.parquet', 'PAR1 and then nothing of the kind PAR1')
    const { error } = await thrownBy(damaged, optionsWith(MAPPING, { engine, tempDir: folder }))
    expect([error.code, Object.keys(error.fields)]).toEqual(['invalid', ['file']])
  })
})

it('judges dates by when the file was received', async () => {
  const csv = `id,at,state\n1,${RECEIVED_AT},open\n`
  const early = optionsWith(STATES, { receivedAt: '2026-05-30T00:00:00Z' })
  expect((await readAll(tempFile('log.csv', csv), early)).rejects).toHaveLength(1)
  expect((await readAll(tempFile('log.csv', csv), optionsWith(STATES))).rejects).toHaveLength(0)
})
