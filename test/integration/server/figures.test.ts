import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { driversResult } from '../../../server/routes/drivers-schema.ts'
import { drillResult, queryResult } from '../../../server/routes/query-schema.ts'
import { deliver, openFolder, post, type TestFolder, textDelivery } from './folder.ts'

let folder: TestFolder
beforeAll(async () => {
  folder = await openFolder()
  // Three customers on two days of Berlin: the last message of 2 March in UTC is already on the 3rd there.
  await deliver(folder.app, textDelivery('a', '2026-03-02T09:00:00Z', '491700000001'))
  await deliver(folder.app, textDelivery('b', '2026-03-02T23:30:00Z', '491700000002'))
  await deliver(folder.app, textDelivery('c', '2026-03-03T10:00:00Z', '491700000003'))
  await folder.pegel.settle()
})
afterAll(() => folder.close())

const QUESTION = {
  metrics: ['tickets_created', 'messages_inbound'],
  grain: 'day',
  from: '2026-03-02',
  to: '2026-03-04',
  tz: 'Europe/Berlin',
}

describe('POST /api/v1/query', () => {
  it('answers in columns that fit the published schema', async () => {
    const response = await post(folder.app, '/api/v1/query', QUESTION)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const answer = queryResult.parse(await response.json())
    expect(answer.data).toMatchObject({
      time: ['2026-03-01T23:00:00Z', '2026-03-02T23:00:00Z'],
      tickets_created: [1, 2],
      messages_inbound: [1, 2],
    })
  })

  it('says the same in CSV and Arrow', async () => {
    const csv = await post(folder.app, '/api/v1/query', QUESTION, { accept: 'text/csv' })
    expect(csv.headers.get('content-type')).toContain('text/csv')
    expect((await csv.text()).split('\r\n')).toEqual([
      'time,tickets_created,tickets_created__n,messages_inbound,messages_inbound__n',
      '2026-03-01T23:00:00Z,1,1,1,1',
      '2026-03-02T23:00:00Z,2,2,2,2',
      '',
    ])
    const arrow = await post(folder.app, '/api/v1/query', QUESTION, {
      accept: 'application/vnd.apache.arrow.stream',
    })
    const table = tableFromIPC(new Uint8Array(await arrow.arrayBuffer()))
    expect(table.schema.fields.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'time Timestamp<MILLISECOND, UTC>',
      'tickets_created Float64',
      'tickets_created__n Float64',
      'messages_inbound Float64',
      'messages_inbound__n Float64',
    ])
    expect([...(table.getChild('tickets_created') ?? [])]).toEqual([1, 2])
    expect([...(table.getChild('time') ?? [])].map(Number)).toEqual([
      Date.parse('2026-03-01T23:00:00Z'),
      Date.parse('2026-03-02T23:00:00Z'),
    ])
  })

  it.each([
    ['no JSON', '{"metrics": [', 400, ''],
    ['no metrics', {}, 400, 'metrics'],
    ['an unknown metric', { metrics: ['nope'] }, 400, 'metrics'],
    ['an unknown dimension', { metrics: ['csat'], by: ['nope'] }, 400, 'by'],
    ['a key that nobody knows', { metrics: ['csat'], sql: 'select 1' }, 400, ''],
    ['a grain that there is not', { metrics: ['csat'], grain: 'decade' }, 400, 'grain'],
    ['a date that is none', { metrics: ['csat'], from: '2026-02-30' }, 400, 'from'],
    ['a zone that is none', { metrics: ['csat'], tz: 'Mars/Olympus' }, 400, 'tz'],
    ['more than 100 kB', { metrics: ['csat'], tz: 'x'.repeat(110_000) }, 413, ''],
  ])('explains %s', async (_, body, status, field) => {
    const response = await post(folder.app, '/api/v1/query', body)
    const problem = (await response.json()) as {
      status: number
      detail: string
      fields: Record<string, string>
    }
    expect([response.status, problem.status]).toEqual([status, status])
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(problem.detail.length).toBeGreaterThan(5)
    if (field) expect(Object.keys(problem.fields)).toContain(field)
  })
})

describe('POST /api/v1/drill', () => {
  const mark = {
    metric: 'tickets_created',
    grain: 'day',
    from: '2026-03-02',
    to: '2026-03-04',
    tz: 'Europe/Berlin',
    cell: { time: '2026-03-02T23:00:00Z' },
  }

  it('has exactly the rows behind the mark, a page or all of them', async () => {
    const page = drillResult.parse(
      await (await post(folder.app, '/api/v1/drill', { ...mark, limit: 1 })).json(),
    )
    expect([page.total, page.value, page.rows.length]).toEqual([2, 2, 1])
    const csv = await (
      await post(folder.app, '/api/v1/drill', { ...mark, limit: 1 }, { accept: 'text/csv' })
    ).text()
    const lines = csv.trimEnd().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]?.split(',')).toContain('ticket_key')
  })

  it('answers an impossible mark as an error, as CSV too', async () => {
    const wrong = { ...mark, cell: { time: 'yesterday-ish' } }
    expect((await post(folder.app, '/api/v1/drill', wrong)).status).toBe(400)
    expect((await post(folder.app, '/api/v1/drill', wrong, { accept: 'text/csv' })).status).toBe(400)
  })
})

describe('POST /api/v1/drivers', () => {
  const WHY = { metric: 'tickets_created', from: '2026-03-03', to: '2026-03-04', tz: 'Europe/Berlin' }

  it('explains a change in parts that fit the published schema', async () => {
    const against = { from: '2026-03-02', to: '2026-03-03' }
    const response = await post(folder.app, '/api/v1/drivers', {
      ...WHY,
      against,
      dimensions: ['hour_of_day'],
    })
    expect(response.status).toBe(200)
    const answer = driversResult.strict().parse(await response.json())
    expect(answer).toMatchObject({
      way: 'amount',
      before: { from: '2026-03-01T23:00:00Z', to: '2026-03-02T23:00:00Z', value: 1, n: 1 },
      after: { value: 2, n: 2 },
      change: 1,
    })
    // Three hours with a ticket each are too few to be named.
    expect(answer.cuts).toMatchObject([
      { by: ['hour_of_day'], segments: [], heldBack: { segments: 3, before: 1, after: 2, contribution: 1 } },
    ])
  })

  it.each([
    ['a metric of one row', { metric: 'backlog_age_oldest' }, 'metric'],
    ['a dimension that it lacks', { ...WHY, dimensions: ['target'] }, 'by'],
    ['half a period', { ...WHY, against: { from: '2026-03-02' } }, 'against.to'],
  ])('explains why it refuses %s', async (_, body, field) => {
    const response = await post(folder.app, '/api/v1/drivers', body)
    expect(response.status).toBe(400)
    expect(Object.keys(((await response.json()) as { fields: object }).fields)).toContain(field)
  })
})

describe('POST /api/v1/export', () => {
  const QUESTIONS = [
    { what: 'figures', question: QUESTION },
    { what: 'rows', question: { ...QUESTION, metrics: undefined, metric: 'tickets_created' } },
  ]

  it.each(QUESTIONS)('writes $what as CSV that says what it is', async (asked) => {
    const response = await post(folder.app, '/api/v1/export', { ...asked, format: 'csv' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.csv"$/)
    const lines = (await response.text()).trimEnd().split('\r\n')
    const about = lines.filter((line) => line.startsWith('# '))
    expect(about).toContain('# zone,Europe/Berlin')
    expect(about.some((line) => /^# computed_at,\d{4}-\d{2}-\d{2}T/.test(line))).toBe(true)
    const [rows] = about.flatMap((line) => /^# rows,(\d+)$/.exec(line)?.[1] ?? [])
    expect(lines.length - about.length - 1).toBe(Number(rows))
    expect(Number(rows)).toBe(asked.what === 'figures' ? 2 : 3)
  })

  it.each(QUESTIONS)('writes $what as Parquet', async (asked) => {
    const response = await post(folder.app, '/api/v1/export', { ...asked, format: 'parquet' })
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.apache.parquet',
    ])
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1'])
  })

  it('refuses what a query refuses', async () => {
    const asked = { what: 'figures', format: 'csv', question: { metrics: ['nope'] } }
    expect((await post(folder.app, '/api/v1/export', asked)).status).toBe(400)
  })
})
