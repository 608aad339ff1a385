import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../engine/port.ts'
import { query } from './query.ts'
import { contextOf, engineWith, type FactRow } from './test-facts.ts'
import type { QueryInput, QueryResult } from './types.ts'

/** Week of Monday 23 March 2026; the clocks in Berlin go forward on Sunday the 29th. */
const AS_OF = '2026-03-30T10:00:00Z'
const BERLIN = { tz: 'Europe/Berlin' }

const ticket = (key: string, createdAt: string, more: FactRow = {}): FactRow => ({
  ticket_key: key,
  status: 'solved',
  created_at: createdAt,
  team: 'Billing',
  ...more,
})
const response = (
  key: string,
  answeredAt: string | null,
  seconds: number | null,
  more: FactRow = {},
): FactRow => ({
  ticket_key: key,
  turn: 1,
  asked_at: '2026-03-25T08:00:00Z',
  answered_at: answeredAt,
  ended_at: answeredAt,
  outcome: answeredAt ? 'answered' : 'open',
  response_s: seconds,
  response_business_s: seconds === null ? null : seconds / 2,
  ...more,
})
const clock = (key: string, target: string, state: string, at: Record<string, string>): FactRow => ({
  ticket_key: key,
  target,
  state,
  cycle: 1,
  started_at: '2026-03-24T08:00:00Z',
  target_s: 3600,
  elapsed_s: state === 'breached' ? 5400 : null,
  over_at: at.stopped_at ?? null,
  ...at,
})
const message = (key: string, sentAt: string, more: FactRow): FactRow => ({
  message_key: key,
  sent_at: sentAt,
  direction: 'inbound',
  visibility: 'public',
  countable: true,
  ...more,
})

let engine: Engine
const ask = (input: QueryInput): Promise<QueryResult> => query(contextOf(engine, AS_OF), input)
const figure = async (metric: string, input: Partial<QueryInput> = {}) => {
  const { data } = await ask({ ...input, metrics: [metric] })
  return [data[metric]?.[0], data[`${metric}__n`]?.[0]]
}

beforeAll(async () => {
  engine = await engineWith({
    ticket: [
      ticket('a:1', '2026-03-23T09:00:00Z', {
        last_solved_at: '2026-03-24T09:00:00Z',
        full_resolution_s: 86_400,
        full_resolution_business_s: 36_000,
        pending_s: 21_600,
        pending_business_s: 6_000,
        reopen_count: 0,
        one_touch: true,
        reply_count: 1,
        bot_touched: true,
        bot_contained: true,
      }),
      ticket('a:2', '2026-03-23T22:59:00Z', {
        last_solved_at: '2026-03-25T22:59:00Z',
        full_resolution_s: 172_800,
        pending_s: 0,
        pending_business_s: 500,
        reopen_count: 1,
        one_touch: false,
        reply_count: 4,
        team: 'Sales',
        bot_touched: true,
        handoff_count: 1,
      }),
      ticket('a:3', '2026-03-23T23:00:00Z', { status: 'open', team: null }),
      ticket('a:4', '2026-03-24T09:00:00Z', {
        removed: true,
        removed_at: '2026-03-26T09:00:00Z',
        merged_into: 'a:1',
        last_solved_at: '2026-03-25T09:00:00Z',
        full_resolution_s: 1,
        one_touch: true,
      }),
      ticket('a:5', '2026-03-29T01:30:00Z', { status: 'open' }),
    ],
    response: [
      response('a:1', '2026-03-23T10:00:00Z', 10),
      response('a:2', '2026-03-23T11:00:00Z', 1000, { team: 'Sales', responder_type: 'unknown' }),
      response('a:2', '2026-03-25T12:00:00Z', 40, { turn: 2, team: 'Sales' }),
      response('a:1', '2026-03-25T13:00:00Z', 20, { turn: 2 }),
      response('a:3', null, null),
      response('a:4', '2026-03-25T12:00:00Z', 5_000_000, { removed: true }),
    ],
    resolution: [
      {
        ticket_key: 'a:1',
        cycle: 1,
        opened_at: '2026-03-23T09:00:00Z',
        solved_at: '2026-03-24T09:00:00Z',
        duration_s: 86_400,
      },
      {
        ticket_key: 'a:2',
        cycle: 1,
        opened_at: '2026-03-23T22:59:00Z',
        solved_at: '2026-03-24T22:59:00Z',
        duration_s: 86_400,
      },
      {
        ticket_key: 'a:2',
        cycle: 2,
        opened_at: '2026-03-25T10:59:00Z',
        solved_at: '2026-03-25T22:59:00Z',
        duration_s: 43_200,
      },
      { ticket_key: 'a:3', cycle: 1, opened_at: '2026-03-23T23:00:00Z' },
      { ticket_key: 'a:5', cycle: 1, opened_at: '2026-03-29T01:30:00Z' },
    ],
    status_interval: [
      {
        ticket_key: 'a:1',
        status: 'open',
        is_open: true,
        assignee: 'x',
        from_at: '2026-03-23T09:00:00Z',
        to_at: '2026-03-24T09:00:00Z',
      },
      {
        ticket_key: 'a:2',
        status: 'open',
        is_open: true,
        from_at: '2026-03-23T22:59:00Z',
        to_at: '2026-03-24T22:59:00Z',
        team: 'Sales',
      },
      {
        ticket_key: 'a:2',
        status: 'solved',
        is_open: false,
        from_at: '2026-03-24T22:59:00Z',
        to_at: '2026-03-25T10:59:00Z',
        team: 'Sales',
      },
      {
        ticket_key: 'a:2',
        status: 'open',
        is_open: true,
        from_at: '2026-03-25T10:59:00Z',
        to_at: '2026-03-25T22:59:00Z',
        team: 'Sales',
      },
      {
        ticket_key: 'a:3',
        status: 'open',
        is_open: true,
        from_at: '2026-03-23T23:00:00Z',
        to_at: '2026-03-26T00:00:00Z',
        team: 'Sales',
      },
      {
        ticket_key: 'a:3',
        status: 'pending',
        is_open: true,
        from_at: '2026-03-26T00:00:00Z',
        team: 'Billing',
        assignee: 'x',
      },
      { ticket_key: 'a:4', status: 'open', is_open: true, from_at: '2026-03-24T09:00:00Z', removed: true },
      { ticket_key: 'a:5', status: 'new', is_open: true, from_at: '2026-03-29T01:30:00Z' },
    ],
    sla_clock: [
      clock('a:1', 'first_response', 'met', {
        due_at: '2026-03-24T09:00:00Z',
        stopped_at: '2026-03-24T08:30:00Z',
      }),
      clock('a:1', 'resolution', 'met', {
        due_at: '2026-03-25T09:00:00Z',
        stopped_at: '2026-03-24T09:00:00Z',
      }),
      clock('a:2', 'first_response', 'breached', {
        due_at: '2026-03-25T09:00:00Z',
        breached_at: '2026-03-25T09:00:00Z',
        stopped_at: '2026-03-26T09:00:00Z',
      }),
      clock('a:2', 'resolution', 'met', {
        due_at: '2026-03-27T09:00:00Z',
        stopped_at: '2026-03-25T22:59:00Z',
      }),
      clock('a:3', 'resolution', 'overdue', {
        due_at: '2026-03-27T09:00:00Z',
        breached_at: '2026-03-27T09:00:00Z',
      }),
      clock('a:5', 'first_response', 'running', {
        started_at: '2026-03-29T01:30:00Z',
        due_at: '2026-03-30T10:20:00Z',
      }),
      { ...clock('a:4', 'resolution', 'removed', { breached_at: '2026-03-25T09:00:00Z' }), removed: true },
    ],
    rating: [
      {
        ticket_key: 'a:1',
        survey_id: 's1',
        rated_at: '2026-03-24T10:00:00Z',
        score: 1,
        positive: true,
        path: 'bot',
      },
      {
        ticket_key: 'a:2',
        survey_id: 's2',
        rated_at: '2026-03-26T10:00:00Z',
        score: 0.5,
        positive: false,
        path: 'human',
      },
      {
        ticket_key: 'a:3',
        survey_id: 's3',
        rated_at: '2026-03-26T11:00:00Z',
        score: 0.75,
        positive: true,
        path: 'human',
      },
      {
        ticket_key: 'a:4',
        survey_id: 's4',
        rated_at: '2026-03-26T11:00:00Z',
        score: 0,
        positive: false,
        path: 'human',
        removed: true,
      },
    ],
    survey: ['s1', 's2', 's3', 's5'].map((id) => ({
      survey_id: id,
      requested_at: '2026-03-24T09:30:00Z',
      answered: id !== 's5',
    })),
    message: [
      message('m1', '2026-03-23T09:00:00Z', { customer_id: 'c1' }),
      message('m2', '2026-03-23T09:01:00Z', { customer_id: 'c1', countable: false }),
      message('m3', '2026-03-24T09:00:00Z', { customer_id: 'c2' }),
      message('m4', '2026-03-24T09:00:00Z', { customer_id: 'c3', removed: true }),
      message('m5', '2026-03-24T09:05:00Z', {
        direction: 'outbound',
        countable: false,
        actor_id: 'x',
        category: 'utility',
        delivered_at: '2026-03-24T09:06:00Z',
      }),
      message('m6', '2026-03-24T09:05:00Z', {
        direction: 'outbound',
        countable: false,
        actor_id: 'x',
        template: 'hello',
        failed: true,
      }),
      message('m7', '2026-03-24T09:07:00Z', {
        direction: 'outbound',
        countable: false,
        visibility: 'private',
      }),
    ],
    call: [
      {
        call_key: 'k1',
        started_at: '2026-03-24T09:00:00Z',
        ended_at: '2026-03-24T09:05:00Z',
        duration_s: 300,
        direction: 'inbound',
        answered: true,
      },
      {
        call_key: 'k2',
        started_at: '2026-03-24T10:00:00Z',
        ended_at: '2026-03-24T10:01:00Z',
        duration_s: 60,
        direction: 'inbound',
        answered: false,
      },
      {
        call_key: 'k3',
        started_at: '2026-03-24T11:00:00Z',
        ended_at: '2026-03-24T11:10:00Z',
        duration_s: 600,
        direction: 'outbound',
        answered: true,
      },
    ],
  })
})
afterAll(() => engine.close())

describe('a figure of each kind over the whole history', () => {
  it.each([
    ['tickets_created', 4, 4],
    ['tickets_removed', 1, 1],
    ['tickets_merged', 1, 1],
    ['tickets_resolved', 3, 3],
    ['tickets_reopened', 1, 1],
    ['tickets_solved', 2, 2],
    ['one_touch_rate', 0.5, 2],
    ['reopen_rate', 0.5, 2],
    ['replies_per_ticket_mean', 2.5, 2],
    ['pending_share', 21_600 / 259_200, 2],
    ['response_time_mean', 267.5, 4],
    ['response_time_median', 30, 4],
    ['response_time_p90', 712, 4],
    ['response_time_mean_business', 133.75, 4],
    ['full_resolution_time_mean', 129_600, 2],
    ['cycle_resolution_time_median', 86_400, 3],
    ['active_resolution_time_mean_business', 30_000, 1],
    ['unknown_reply_share', 0.25, 4],
    ['templates_sent', 2, 2],
    ['sla_attainment', 0.6, 5],
    ['first_response_attainment', 0.5, 2],
    ['resolution_attainment', 2 / 3, 3],
    ['all_targets_met_rate', 1 / 3, 3],
    ['sla_met', 3, 3],
    ['sla_breached', 2, 2],
    ['sla_overrun_mean', 1800, 1],
    ['csat', 2 / 3, 3],
    ['csat_responses', 3, 3],
    ['csat_score_mean', 0.75, 3],
    ['csat_response_rate', 0.75, 4],
    ['bot_containment', 0.5, 2],
    ['handoff_rate', 0.5, 2],
    ['messages_inbound', 3, 3],
    ['messages_countable', 2, 2],
    ['messages_outbound', 2, 2],
    ['customers_contacting', 2, 2],
    ['templates_delivered_rate', 0.5, 2],
    ['calls_answered_rate', 0.5, 2],
    ['call_seconds', 900, 2],
    ['backlog_open', 2, 2],
    ['backlog_pending', 1, 1],
    ['backlog_unassigned', 1, 1],
    ['backlog_waiting', 1, 1],
    ['backlog_age_oldest', 558_000, 2],
    ['backlog_age_median', (558_000 + 117_000) / 2, 2],
    ['sla_at_risk', 1, 1],
    ['sla_overdue', 1, 1],
    ['sla_running', 2, 2],
  ])('%s', async (metric, value, n) => {
    const [actual, rows] = await figure(metric)
    expect(actual).toBeCloseTo(value, 9)
    expect(rows).toBe(n)
  })

  it('is null with n 0 where nothing was measured, and 0 where nothing was counted', async () => {
    const empty = { from: '2027-01-01', to: '2027-02-01' }
    expect(await figure('csat', empty)).toEqual([null, 0])
    expect(await figure('response_time_median', empty)).toEqual([null, 0])
    expect(await figure('tickets_created', empty)).toEqual([0, 0])
    expect(await figure('call_seconds', empty)).toEqual([0, 0])
  })
})

describe('buckets', () => {
  it('are local days, each of them there, stocks at their end', async () => {
    const { data, meta } = await ask({
      metrics: [
        'tickets_created',
        'tickets_resolved',
        'tickets_reopened',
        'backlog_open',
        'response_time_median',
      ],
      grain: 'day',
      from: '2026-03-23',
      to: '2026-04-01',
      ...BERLIN,
    })
    expect(data.time).toEqual([
      '2026-03-22T23:00:00Z',
      '2026-03-23T23:00:00Z',
      '2026-03-24T23:00:00Z',
      '2026-03-25T23:00:00Z',
      '2026-03-26T23:00:00Z',
      '2026-03-27T23:00:00Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T22:00:00Z',
      '2026-03-30T22:00:00Z',
    ])
    expect(data.tickets_created).toEqual([2, 1, 0, 0, 0, 0, 1, 0, null])
    expect(data.tickets_resolved).toEqual([0, 2, 1, 0, 0, 0, 0, 0, null])
    expect(data.tickets_reopened).toEqual([0, 0, 1, 0, 0, 0, 0, 0, null])
    expect(data.backlog_open).toEqual([2, 1, 1, 1, 1, 1, 2, 2, null])
    expect(data.response_time_median).toEqual([505, null, 30, null, null, null, null, null, null])
    expect(data.response_time_median__n).toEqual([2, 0, 2, 0, 0, 0, 0, 0, 0])
    expect(meta).toMatchObject({
      incompleteFrom: '2026-03-29T22:00:00Z',
      sources: ['facts'],
      approximate: [],
      previous: null,
      from: '2026-03-22T23:00:00Z',
      to: '2026-03-31T22:00:00Z',
    })
  })

  it('move with the zone: one minute to midnight in Berlin is the next day in Kathmandu', async () => {
    const day = { metrics: ['tickets_created'], grain: 'day', from: '2026-03-23', to: '2026-03-25' } as const
    expect((await ask({ ...day, tz: 'Asia/Kathmandu' })).data.tickets_created).toEqual([1, 2])
    expect((await ask({ ...day, tz: 'America/New_York' })).data.tickets_created).toEqual([3, 0])
  })

  it('keep 23 hours of the day that loses one', async () => {
    const { data } = await ask({
      metrics: ['tickets_created', 'backlog_open'],
      grain: 'hour',
      from: '2026-03-29',
      to: '2026-03-30',
      ...BERLIN,
    })
    expect(data.time).toHaveLength(23)
    expect(data.time?.slice(1, 4)).toEqual([
      '2026-03-29T00:00:00Z',
      '2026-03-29T01:00:00Z',
      '2026-03-29T02:00:00Z',
    ])
    expect(data.tickets_created?.slice(1, 4)).toEqual([0, 1, 0])
    expect(data.backlog_open?.slice(1, 4)).toEqual([1, 2, 2])
  })

  it('may be cut by the range at both ends', async () => {
    const { data } = await ask({
      metrics: ['tickets_created', 'backlog_open'],
      grain: 'day',
      from: '2026-03-23T22:59:30Z',
      to: '2026-03-24T12:00:00Z',
      ...BERLIN,
    })
    expect(data.time).toEqual(['2026-03-22T23:00:00Z', '2026-03-23T23:00:00Z'])
    expect(data.tickets_created).toEqual([0, 1])
    expect(data.backlog_open).toEqual([2, 2])
  })
})

describe('dimensions and filters', () => {
  it('splits by dimension, absent values last, filled for every bucket', async () => {
    const { data, rowCount } = await ask({
      metrics: ['tickets_created'],
      by: ['team'],
      grain: 'day',
      from: '2026-03-23',
      to: '2026-03-25',
      ...BERLIN,
    })
    expect(rowCount).toBe(6)
    expect(data.team).toEqual(['Billing', 'Sales', null, 'Billing', 'Sales', null])
    expect(data.tickets_created).toEqual([1, 1, 0, 0, 0, 1])
  })

  it('reads backlog dimensions as of the time of the backlog', async () => {
    const at = async (to: string) => {
      const { data } = await ask({ metrics: ['backlog_open'], by: ['team'], from: '2026-03-20', to })
      return Object.fromEntries((data.team ?? []).map((team, row) => [team, data.backlog_open?.[row]]))
    }
    expect(await at('2026-03-25')).toEqual({ Sales: 1 })
    expect(await at('2026-03-26T00:00:01Z')).toEqual({ Billing: 1 })
  })

  it('sorts enumerated values in their order and limits to the highest', async () => {
    const targets = await ask({ metrics: ['sla_met'], by: ['target'] })
    expect(targets.data.target).toEqual(['first_response', 'resolution'])
    const { data, rowCount } = await ask({
      metrics: ['response_time_mean', 'turns_answered'],
      by: ['team'],
      limit: 1,
    })
    expect([rowCount, data.team, data.response_time_mean]).toEqual([1, ['Sales'], [520]])
  })

  it('filters by value, absence, exclusion and parts of local time', async () => {
    const count = async (filters: QueryInput['filters'], tz = 'UTC') =>
      (await figure('tickets_created', { filters: filters ?? [], tz }))[0]
    expect(await count([{ dimension: 'team', values: ['Sales'] }])).toBe(1)
    expect(await count([{ dimension: 'team', values: ['Sales', null] }])).toBe(2)
    expect(await count([{ dimension: 'team', values: ['Sales'], exclude: true }])).toBe(3)
    expect(await count([{ dimension: 'team', values: ['Sales', null], exclude: true }])).toBe(2)
    expect(await count([{ dimension: 'team', values: [null], exclude: true }])).toBe(3)
    expect(await count([{ dimension: 'day_of_week', values: ['1'] }])).toBe(3)
    expect(await count([{ dimension: 'day_of_week', values: ['1'] }], 'Europe/Berlin')).toBe(2)
    expect(await count([{ dimension: 'hour_of_day', values: ['3', '0'] }], 'Europe/Berlin')).toBe(2)
  })

  it('groups by hour and weekday of local time', async () => {
    const { data } = await ask({
      metrics: ['tickets_created'],
      by: ['day_of_week', 'hour_of_day'],
      ...BERLIN,
    })
    expect([data.day_of_week, data.hour_of_day, data.tickets_created]).toEqual([
      [1, 1, 2, 7],
      [10, 23, 0, 3],
      [1, 1, 1, 1],
    ])
  })
})

describe('what is still open', () => {
  it('is counted among those that entered in the range', async () => {
    const input = {
      metrics: ['response_time_mean', 'full_resolution_time_mean', 'sla_attainment', 'tickets_created'],
    }
    expect((await ask(input)).meta.stillOpen).toEqual({
      response_time_mean: 1,
      full_resolution_time_mean: 2,
      sla_attainment: 1,
    })
    const earlier = await ask({ ...input, from: '2026-03-20', to: '2026-03-26' })
    expect(earlier.meta.stillOpen).toEqual({
      response_time_mean: 1,
      full_resolution_time_mean: 1,
      sla_attainment: 0,
    })
  })
})

describe('the range', () => {
  it('is the whole history up to what the facts know unless told', async () => {
    const { meta } = await ask({ metrics: ['tickets_created'] })
    expect([meta.from, meta.to]).toEqual(['2026-03-23T09:00:00Z', AS_OF])
  })

  it('reads relative forms against the clock', async () => {
    const { meta, data } = await ask({ metrics: ['tickets_created'], from: 'now-7d/d', to: 'now', ...BERLIN })
    expect([meta.from, meta.to, data.tickets_created]).toEqual(['2026-03-22T23:00:00Z', AS_OF, [4]])
  })

  it('of an empty table is empty', async () => {
    const empty = await engineWith({})
    const { data, rowCount } = await query(contextOf(empty, AS_OF), {
      metrics: ['tickets_created', 'csat', 'backlog_open', 'backlog_age_median'],
    })
    expect([rowCount, data.tickets_created, data.csat, data.backlog_open, data.backlog_age_median]).toEqual([
      1,
      [0],
      [null],
      [0],
      [null],
    ])
    const days = await query(contextOf(empty, AS_OF), { metrics: ['tickets_created'], grain: 'day' })
    expect(days.rowCount).toBe(0)
    await empty.close()
  })
})

describe('wrong questions', () => {
  it.each<[string, Partial<QueryInput>, string]>([
    ['an unknown metric', { metrics: ['nope'] }, 'unknown metric nope'],
    ['no metric', { metrics: [] }, 'no metric'],
    ['an unknown dimension', { by: ['nope'] }, 'unknown dimension nope'],
    [
      'a dimension that the fact lacks',
      { metrics: ['csat'], by: ['policy'] },
      'metric csat has no dimension policy',
    ],
    [
      'a filter that one metric lacks',
      { metrics: ['csat', 'tickets_created'], filters: [{ dimension: 'agent', values: ['x'] }] },
      'metric tickets_created has no dimension agent',
    ],
    [
      'the hour of a stock',
      { metrics: ['backlog_open'], by: ['hour_of_day'] },
      'metric backlog_open has no dimension hour_of_day',
    ],
    ['a range that ends before it starts', { from: '2026-02-01', to: '2026-02-01' }, 'ends before it starts'],
    ['an unknown zone', { tz: 'Mars/Olympus' }, 'unknown time zone Mars/Olympus'],
    ['an unreadable time', { from: 'soon' }, 'cannot read "soon"'],
    [
      'a value that a closed dimension lacks',
      { metrics: ['sla_met'], filters: [{ dimension: 'target', values: ['nope'] }] },
      'target has no value "nope"',
    ],
    [
      'an hour that is no number',
      { filters: [{ dimension: 'hour_of_day', values: ['noon'] }] },
      'hour_of_day is a number',
    ],
    ['a filter without values', { filters: [{ dimension: 'team', values: [] }] }, 'names no value'],
    ['too many buckets', { grain: 'hour', from: '1990-01-01', to: '2026-01-01' }, 'too many buckets'],
    ['a limit with a grain', { grain: 'day', limit: 5 }, 'limit'],
    ['an unknown grain', { grain: 'minute' as 'hour' }, 'unknown grain minute'],
    ['an unknown comparison', { compare: 'next' as 'year' }, 'unknown comparison next'],
  ])('%s is refused as invalid', async (_, input, text) => {
    await expect(ask({ metrics: ['tickets_created'], ...input })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(text),
    })
  })
})
