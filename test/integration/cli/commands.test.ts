import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFolder, type TestFolder, textDelivery } from '../server/folder.ts'
import { runOn } from './run.ts'

const line = (body: unknown) => `${JSON.stringify({ headers: {}, body })}\n`

let folder: TestFolder
beforeAll(async () => {
  folder = await openFolder()
  const input = [
    line(textDelivery('a', '2026-03-02T09:00:00Z', '491700000001')),
    line(JSON.parse(textDelivery('b', '2026-03-04T10:00:00Z', '491700000002'))),
  ].join('')
  expect(await run(['ingest', '--source', 'inbox'], { input })).toEqual({
    code: 0,
    out: '{"status":"stored","events":1}\n{"status":"stored","events":1}\n',
    err: '',
  })
})
afterAll(() => folder.close())

const run = (argv: readonly string[], options: Parameters<typeof runOn>[2] = {}) =>
  runOn(folder.pegel, argv, options)

describe('formats', () => {
  it('print the same rows, and nothing else, in any of them', async () => {
    const printed = async (format: string) => {
      const { code, out, err } = await run(['tickets', '--format', format])
      expect([code, err]).toEqual([0, ''])
      return out
    }
    const json = JSON.parse(await printed('json')) as Record<string, unknown>[]
    expect(json).toHaveLength(2)
    expect(json.find((ticket) => ticket.created_at === '2026-03-04T10:00:00Z')).toMatchObject({
      source: 'inbox',
      channel: 'whatsapp',
      status: 'open',
      first_response_at: null,
      reopen_count: 0,
      one_touch: false,
      removed: false,
    })
    const lines = (await printed('jsonl')).trimEnd().split('\n')
    expect(lines.map((one) => JSON.parse(one))).toEqual(json)
    const csv = parse(await printed('csv'), { columns: true, record_delimiter: '\r\n' })
    expect(csv).toEqual(
      json.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, String(cell ?? '')])),
      ),
    )
    const table = (await printed('table')).trimEnd().split('\n')
    expect(table).toHaveLength(4)
    expect(table[0]?.split(/ +/)).toEqual(Object.keys(json[0] as object))
  })

  it('have a header or an empty list when there are no rows', async () => {
    expect((await run(['ratings', '--format', 'csv'])).out).toMatch(/^ticket_key,ticket_id,.*score.*\r\n$/)
    expect((await run(['ratings', '--format', 'json'])).out).toBe('[]\n')
  })

  it('default to JSON where nobody looks', async () => {
    const range = ['--grain', 'day', '--from', '2026-03-02', '--to', '2026-03-03']
    expect((await run(['query', '--metrics', 'tickets_created', ...range])).out).toBe(
      '[\n{"time":"2026-03-02T00:00:00Z","tickets_created":1,"tickets_created__n":1}\n]\n',
    )
  })
})

describe('names that outside checks rely on', () => {
  it.each([
    [
      'tickets',
      `ticket_id source channel team assignee priority tier status created_at first_response_at
       human_first_response_at first_response_s first_response_business_s human_first_response_s
       human_first_response_business_s first_solved_at last_solved_at first_resolution_s full_resolution_s
       full_resolution_business_s pending_s reopen_count reply_count one_touch csat_score merged_into removed`,
    ],
    [
      'responses',
      `ticket_id turn asked_at answered_at responder_type responder team response_s response_business_s is_first`,
    ],
    [
      'sla-clocks',
      `ticket_id target cycle policy policy_version calendar priority started_at due_at stopped_at target_s
       elapsed_s paused_s state`,
    ],
    ['status-intervals', 'ticket_id status from_at to_at team assignee duration_s'],
    ['ratings', 'ticket_id rated_at score scale_min scale_max positive agent path'],
  ])('stand in %s', async (command, names) => {
    const { out } = await run([command, '--format', 'csv'])
    expect(out.split('\r\n')[0]?.split(',')).toEqual(expect.arrayContaining(names.split(/\s+/)))
  })
})

describe('filters', () => {
  it('keep, leave out and cut by time', async () => {
    const count = async (...args: string[]) => JSON.parse((await run(['tickets', ...args])).out).length
    expect(await count('--filter', 'channel=whatsapp,email', '--filter', 'team=')).toBe(2)
    expect(await count('--filter', 'channel!=whatsapp')).toBe(0)
    expect(await count('--from', '2026-03-02T09:30:00Z')).toBe(1)
    expect(await count('--to', '2026-03-02T10:00', '--tz', 'Europe/Berlin')).toBe(0)
    expect(await count('--to', '2026-03-02T10:01', '--tz', 'Europe/Berlin')).toBe(1)
  })
})

describe('exit codes', () => {
  it.each([
    ['a missing option', ['query'], /--metrics/],
    ['an unknown command', ['gauge'], /gauge/],
    ['an unknown option', ['tickets', '--colour'], /--colour/],
    ['an argument too many', ['tickets', 'open'], /arguments/],
    ['an unknown format', ['tickets', '--format', 'xml'], /xml/],
    ['an unknown metric', ['query', '--metrics', 'nope'], /nope/],
    ['an unknown dimension', ['tickets', '--filter', 'colour=red'], /colour/],
    ['an unreadable filter', ['tickets', '--filter', 'team'], /dimension=value/],
    ['an unknown source', ['ingest', '--source', 'nobody'], /nobody/],
    ['a file that is not there', ['import', 'nowhere.csv', '--source', 'inbox'], /nowhere\.csv/],
    ['a folder instead of a file', ['import', '.', '--source', 'inbox'], /folder|directory/i],
    ['a mapping that is not there', ['import', '.', '--source', 'x', '--mapping', 'none.yml'], /none\.yml/],
  ])('are 2 for %s', async (_, args, message) => {
    const { code, out, err } = await run(args, { input: line('{}') })
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })

  it('are 1 for lines that were not stored, each with its reason in its place', async () => {
    const input = Buffer.concat([
      Buffer.from(line('{"object": "x"}')),
      Buffer.from('not json\n\n{"headers": {}}\n{"headers": 1, "body": "{}"}\n'),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(line(textDelivery('a', '2026-03-02T09:00:00Z', '491700000001'))),
      Buffer.from(JSON.stringify({ body: 'x'.repeat(3 * 1024 * 1024 + 1) })),
    ])
    const { code, out } = await run(['ingest', '--source', 'inbox'], { input })
    expect(code).toBe(1)
    const results = out
      .trimEnd()
      .split('\n')
      .map((one) => JSON.parse(one) as { status: string; reason?: string })
    const wanted = ['dead_letter', 'refused', 'refused', 'refused', 'refused', 'stored', 'refused']
    expect(results.map(({ status }) => status)).toEqual(wanted)
    expect(results.every(({ status, reason }) => status === 'stored' || (reason ?? '').length > 5)).toBe(true)
  })

  it('are 1 for rejected rows, which go to a file with the reason', async () => {
    const mapping = [
      'version: 1',
      'kind: snapshots',
      'dates: [iso]',
      'ticket: ticket',
      'at: updated',
      'created_at: created',
      'attributes: { status: status }',
    ]
    const rows = [
      'ticket,status,updated,created',
      'A-1,open,2026-03-02T09:00:00Z,2026-03-02T09:00:00Z',
      'A-1,solved,2026-03-02T10:00:00Z,2026-03-02T09:00:00Z',
      'A-2,open,some day,2026-03-02T09:00:00Z',
    ]
    writeFileSync(join(folder.dataDir, 'desk.yml'), mapping.join('\n'))
    writeFileSync(join(folder.dataDir, 'rows.csv'), `${rows.join('\n')}\n`)
    const args = ['import', 'rows.csv', '--source', 'desk', '--mapping', 'desk.yml']
    const dry = await run([...args, '--dry-run'])
    expect([dry.code, JSON.parse(dry.out)]).toMatchObject([1, { read: 3, rejected: 1, rejectsFile: null }])
    expect(JSON.parse((await run(['tickets', '--filter', 'source=desk'])).out)).toEqual([])
    const { code, out, err } = await run(args)
    const result = JSON.parse(out)
    expect([code, result]).toMatchObject([1, { read: 3, duplicate: 0, rejected: 1 }])
    expect(Object.keys(result)).toEqual([
      'read',
      'accepted',
      'duplicate',
      'rejected',
      'rejectsFile',
      'seconds',
    ])
    expect(err).toContain(result.rejectsFile)
    copyFileSync(join(folder.dataDir, 'rows.csv'), join(folder.dataDir, 'again.csv'))
    const several = ['import', 'rows.csv', 'again.csv', '--mapping', 'desk.yml', '--source', 'desk']
    expect(await run([...several, ...['--source', 'desk', '--source', 'desk']])).toMatchObject({ code: 2 })
    for (const sources of [[], ['--source', 'desk']]) {
      const both = await run([...several, ...sources])
      expect([both.code, JSON.parse(both.out)]).toMatchObject([
        1,
        [
          { file: 'rows.csv', read: 3, accepted: 0, duplicate: 2, rejected: 1 },
          { file: 'again.csv', read: 3, accepted: 0, duplicate: 2, rejected: 1 },
        ],
      ])
    }
    const refused = await run([...several, 'nowhere.csv', 'nor-here.csv'])
    expect(refused.code).toBe(2)
    expect(JSON.parse(refused.out)).toMatchObject([{ file: 'rows.csv' }, { file: 'again.csv' }])
    expect(refused.err).toMatch(/nor-here\.csv.*\n.*nowhere\.csv/)
    const desk = JSON.parse((await run(['tickets', '--ids', 'A-1,A-2'])).out)
    expect(desk).toMatchObject([{ ticket_id: 'A-1', source: 'desk', full_resolution_s: 3600 }])
  })
})

describe('check and rebuild', () => {
  it('find nothing and change nothing', async () => {
    const check = await run(['check'])
    expect(check.code).toBe(0)
    expect((JSON.parse(check.out) as { rows: number }[]).filter(({ rows }) => rows > 0)).toEqual([])
    const before = (await run(['tickets', '--format', 'csv'])).out
    const { code, out } = await run(['rebuild'])
    expect([code, JSON.parse(out)]).toMatchObject([0, { identical: true, rows: { ticket: 3 } }])
    expect((await run(['tickets', '--format', 'csv'])).out).toBe(before)
  })
})

it('why prints the parts of a cut, and on the other channel what they sum up to', async () => {
  const range = [
    '--from',
    '2026-03-04',
    '--to',
    '2026-03-05',
    '--against-from',
    '2026-03-01',
    '--against-to',
    '2026-03-02',
  ]
  const { code, out, err } = await run(['why', '--metric', 'messages_inbound', '--by', 'channel', ...range])
  expect([code, JSON.parse(out)]).toEqual([0, []])
  expect(err).toMatch(/^messages_inbound: 0 \(n 0\) → 1 \(n 1\), change 1; /)
  expect(await run(['why', '--metric', 'waiting_age_oldest'])).toMatchObject({ code: 2, out: '' })
})
