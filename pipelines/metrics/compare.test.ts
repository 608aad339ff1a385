import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../engine/port.ts'
import { query } from './query.ts'
import { contextOf, engineWith } from './test-facts.ts'
import type { QueryInput } from './types.ts'

const BERLIN = { tz: 'Europe/Berlin' }
/** One ticket at every full hour of 2025 and 2026. */
const HOURS = Array.from({ length: 2 * 8760 }, (_, hour) =>
  new Date(Date.UTC(2025, 0, 1, hour)).toISOString(),
)

let engine: Engine
const ask = (
  input: Omit<QueryInput, 'metrics'>,
  asOf = '2026-12-31T00:00:00Z',
  metrics = ['tickets_created'],
) => query(contextOf(engine, asOf), { metrics, ...input })

beforeAll(async () => {
  engine = await engineWith({
    ticket: HOURS.map((created_at, index) => ({ ticket_key: `t${index}`, status: 'open', created_at })),
    resolution: HOURS.map((opened_at, index) => ({
      ticket_key: `t${index}`,
      cycle: 1,
      opened_at,
      solved_at: HOURS[index + 10] ?? null,
    })),
    status_interval: HOURS.map((from_at, index) => ({
      ticket_key: `t${index}`,
      is_open: true,
      from_at,
      to_at: HOURS[index + 10] ?? null,
    })),
  })
})
afterAll(() => engine.close())

describe('the earlier range', () => {
  it.each<[string, string, string, 'previous' | 'year', string, string]>([
    [
      'a week moves by one',
      '2026-03-02',
      '2026-03-09',
      'previous',
      '2026-02-22T23:00:00Z',
      '2026-03-01T23:00:00Z',
    ],
    [
      'ten days by two weeks, over the change of clocks',
      '2026-03-30',
      '2026-04-09',
      'previous',
      '2026-03-15T23:00:00Z',
      '2026-03-25T23:00:00Z',
    ],
    [
      'a month of 31 days by five weeks',
      '2026-05-01',
      '2026-06-01',
      'previous',
      '2026-03-26T23:00:00Z',
      '2026-04-26T22:00:00Z',
    ],
    [
      'a day by a week',
      '2026-03-30',
      '2026-03-31',
      'previous',
      '2026-03-22T23:00:00Z',
      '2026-03-23T23:00:00Z',
    ],
    [
      'an hour by a week',
      '2026-03-30T06:00:00Z',
      '2026-03-30T07:00:00Z',
      'previous',
      '2026-03-23T07:00:00Z',
      '2026-03-23T08:00:00Z',
    ],
    [
      'a year by 52 weeks',
      '2026-03-02',
      '2026-03-09',
      'year',
      '2025-03-02T23:00:00Z',
      '2025-03-09T23:00:00Z',
    ],
  ])('of %s', async (_, from, to, compare, previousFrom, previousTo) => {
    const { meta } = await ask({ from, to, compare, ...BERLIN })
    expect(meta.previous).toEqual({ from: previousFrom, to: previousTo })
  })

  it('of a range that is not over ends as far into it', async () => {
    const { meta, data } = await ask(
      { from: 'now/d', to: 'now/d+1d', compare: 'previous', ...BERLIN },
      '2026-03-31T10:30:00Z',
    )
    expect(meta.previous).toEqual({ from: '2026-03-23T23:00:00Z', to: '2026-03-24T11:30:00Z' })
    expect([data.tickets_created, data.tickets_created__previous, data.tickets_created__previous_n]).toEqual([
      [HOURS.filter((at) => at >= '2026-03-30T22' && at < '2026-03-31T22').length],
      [13],
      [13],
    ])
  })
})

describe('aligned buckets', () => {
  it('stand beside the same weekday, also where the earlier day had 23 hours', async () => {
    const { data } = await ask({
      from: '2026-04-03',
      to: '2026-04-06',
      grain: 'day',
      compare: 'previous',
      ...BERLIN,
    })
    expect(data.time).toEqual(['2026-04-02T22:00:00Z', '2026-04-03T22:00:00Z', '2026-04-04T22:00:00Z'])
    expect(data.tickets_created).toEqual([24, 24, 24])
    expect(data.tickets_created__previous).toEqual([24, 24, 23])
  })

  it('of weeks and months hold the rows that fall into them when moved forward', async () => {
    const weeks = await ask({
      from: '2026-03-30',
      to: '2026-04-13',
      grain: 'week',
      compare: 'previous',
      ...BERLIN,
    })
    expect(weeks.data.tickets_created__previous).toEqual([168, 167])
    const months = await ask({ from: '2026-05-01', to: '2026-07-01', grain: 'month', compare: 'year' })
    expect(months.data.tickets_created__previous).toEqual([744, 720])
  })

  it('of hours go by the wall clock; an hour without counterpart has none', async () => {
    const forward = await ask(
      { from: '2026-04-05T01:00', to: '2026-04-05T04:00', grain: 'hour', compare: 'previous', ...BERLIN },
      undefined,
      ['tickets_created', 'backlog_open'],
    )
    expect(forward.data.tickets_created).toEqual([1, 1, 1])
    expect(forward.data.tickets_created__previous).toEqual([1, 0, 1])
    expect(forward.data.backlog_open__previous).toEqual([10, 10, 10])
    const repeated = await ask({
      from: '2026-10-25T02:00',
      to: '2026-10-25T04:00',
      grain: 'hour',
      compare: 'previous',
      ...BERLIN,
    })
    expect(repeated.data.time).toEqual([
      '2026-10-25T00:00:00Z',
      '2026-10-25T01:00:00Z',
      '2026-10-25T02:00:00Z',
    ])
    expect(repeated.data.tickets_created__previous).toEqual([1, null, 1])
  })

  it('after what is known stay empty, and the running one is compared with its part', async () => {
    const { data, meta } = await ask(
      { from: '2026-03-30', to: '2026-04-02', grain: 'day', compare: 'previous' },
      '2026-03-31T05:30:00Z',
      ['tickets_created', 'backlog_open'],
    )
    expect(meta.incompleteFrom).toBe('2026-03-31T00:00:00Z')
    expect(data.tickets_created__previous).toEqual([24, 6, null])
    expect(data.backlog_open__previous).toEqual([10, 10, null])
  })

  it('keep stocks at their own end', async () => {
    const { data } = await ask(
      { from: '2025-01-01', to: '2025-01-02', compare: 'previous', grain: 'hour' },
      undefined,
      ['backlog_open', 'backlog_age_oldest'],
    )
    expect(data.backlog_open?.slice(0, 12)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10])
    expect(data.backlog_open__previous?.slice(0, 2)).toEqual([0, 0])
    const later = await ask(
      { from: '2025-01-08', to: '2025-01-09', compare: 'previous', grain: 'hour' },
      undefined,
      ['backlog_open', 'backlog_age_oldest'],
    )
    expect(later.data.backlog_open__previous).toEqual(data.backlog_open)
    expect(later.data.backlog_age_oldest__previous).toEqual(data.backlog_age_oldest)
  })
})
