import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CanonicalEvent } from '../events/event.ts'
import { ask, at, type Configured, type Folding, inChat, onTicket, openFolding, reply } from './test-fold.ts'

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400
const LATER = at(30 * DAY)

let folding: Folding
beforeAll(async () => {
  folding = await openFolding()
})
beforeEach(() => folding.reset())
afterAll(() => folding.close())

type Told = Parameters<typeof onTicket>[2]
const onT1 = (seconds: number, told: Told) => onTicket('T1', seconds, told)
/** Event of a ticket at an instant, in the order of the list. */
const on = (ticket: string, instant: string, told: Told) =>
  onTicket(ticket, 0, {
    occurredAt: instant,
    dedupeKey: `${ticket}:${instant}:${JSON.stringify(told)}`,
    ...told,
  })
const created = { type: 'ticket.created', status: 'open' } as const
const update = (more: Partial<CanonicalEvent>): Told => ({ type: 'ticket.updated', ...more })
const solved: Told = { type: 'ticket.updated', status: 'solved', actorType: 'agent', actorId: 'agent-1' }

async function clocks(
  configured: Configured,
  events: readonly CanonicalEvent[],
  columns: string,
  asOf = LATER,
) {
  await folding.configure(configured)
  await folding.store(events)
  await folding.incremental(asOf)
  return folding.rows(`select ${columns} from sla_clock order by ticket_id, started_at, target`)
}

const week = (days: readonly string[], ...hours: [string, string][]) =>
  Object.fromEntries(days.map((day) => [day, hours]))
const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri']
const EVERY_DAY = [...WORKDAYS, 'sat', 'sun']
const office = (zone: string, more: object = {}) => ({
  zone,
  week: week(WORKDAYS, ['09:00', '17:00']),
  ...more,
})
const always = { zone: 'UTC', week: week(EVERY_DAY, ['00:00', '24:00']) }
const policy = (name: string, minutes: number, more: object = {}) => ({
  name,
  position: 100,
  targets: { first_response: { minutes: { normal: minutes } } },
  ...more,
})

describe('several calendars', () => {
  // The worked example of dbt_zendesk's decision log: 959.46 minutes there, where seconds are rounded.
  it('add up over the schedules that applied, each for its own stretch', async () => {
    const configured = {
      years: [2020, 2020],
      calendars: {
        default: always,
        chicago: { zone: 'America/Chicago', week: week(EVERY_DAY, ['07:00', '21:00']), teams: ['level-1'] },
        'san-francisco': {
          zone: 'America/Los_Angeles',
          week: week(WORKDAYS, ['08:00', '17:30']),
          teams: ['level-2'],
        },
      },
    } as const
    const [clock] = await clocks(
      configured,
      [
        on('941606', '2020-09-29T17:01:38Z', { ...created, team: 'level-1' }),
        on('941606', '2020-09-29T17:01:38Z', ask),
        on('941606', '2020-09-30T19:01:25Z', update({ team: 'level-2' })),
        on('941606', '2020-09-30T19:01:25Z', { ...reply(), visibility: 'private' }),
        on('941606', '2020-09-30T19:01:46Z', reply()),
      ],
      `elapsed_s / 60 as minutes, calendar`,
      '2020-10-01T00:00:00Z',
    )
    expect(clock?.minutes).toBeCloseTo(960.1333, 3)
    expect(clock?.calendar).toBe('chicago')
    expect(await folding.rows('select response_business_s from response')).toEqual([
      { response_business_s: 57_608 },
    ])
  })

  it('count a hand-over between zones alike in durations and clocks', async () => {
    const configured = {
      calendars: {
        default: always,
        berlin: office('Europe/Berlin', { teams: ['berlin'] }),
        'new-york': office('America/New_York', { teams: ['new-york'] }),
      },
    }
    const rows = await clocks(
      configured,
      [
        on('T1', '2026-03-02T14:00:00Z', { ...created, team: 'berlin' }),
        on('T1', '2026-03-02T14:00:00Z', ask),
        on('T1', '2026-03-02T16:30:00Z', update({ team: 'new-york' })),
        on('T1', '2026-03-02T17:00:00Z', reply()),
        on('T1', '2026-03-02T23:00:00Z', solved),
      ],
      'target, elapsed_s, due_at, state',
    )
    // Berlin until 16:00Z, then New York from the hand-over at 16:30Z until 22:00Z.
    expect(rows).toEqual([
      { target: 'first_response', elapsed_s: 2.5 * HOUR, due_at: '2026-03-02T15:00:00Z', state: 'breached' },
      { target: 'resolution', elapsed_s: 7.5 * HOUR, due_at: '2026-03-04T14:30:00Z', state: 'met' },
    ])
    expect(
      await folding.rows(
        'select response_business_s, full_resolution_business_s from response inner join ticket using (ticket_key)',
      ),
    ).toEqual([{ response_business_s: 2.5 * HOUR, full_resolution_business_s: 7.5 * HOUR }])
  })

  it('take the team at the creation for what was told before it', async () => {
    const configured = {
      calendars: {
        default: always,
        late: { zone: 'UTC', week: week(EVERY_DAY, ['13:00', '24:00']), teams: ['late'] },
      },
    }
    const rows = await clocks(
      configured,
      [
        onT1(0, { ...ask, team: 'unknown' }),
        onT1(30 * MINUTE, update({ team: 'late' })),
        onT1(90 * MINUTE, created),
        onT1(2 * HOUR, reply()),
        onT1(3 * HOUR, solved),
      ],
      'target, elapsed_s, started_at',
    )
    expect(rows).toEqual([
      { target: 'first_response', elapsed_s: HOUR, started_at: at(0).replace('.000', '') },
      { target: 'resolution', elapsed_s: 1.5 * HOUR, started_at: at(90 * MINUTE).replace('.000', '') },
    ])
    expect(
      await folding.rows(
        'select response_business_s, business_s from response inner join resolution using (ticket_key)',
      ),
    ).toEqual([{ response_business_s: HOUR, business_s: 1.5 * HOUR }])
  })

  it('leave a clock alone on which nothing is open for its whole week', async () => {
    const closed = {
      zone: 'UTC',
      week: { thu: [['10:00', '18:00']] },
      holidays: ['2026-03-05'],
      teams: ['shut'],
    }
    const [clock] = await clocks(
      { calendars: { default: always, shut: closed } },
      [onT1(0, { ...ask, team: 'shut' }), onT1(7 * DAY, reply())],
      'elapsed_s, due_at, state',
    )
    expect(clock).toEqual({ elapsed_s: 0, due_at: '2026-03-12T11:00:00Z', state: 'met' })
  })
})

describe('what a clock starts with', () => {
  it('stays when policy, calendar and priority change under it, and is new for the next', async () => {
    const change = at(30 * MINUTE)
    const promises = (first: number, next: number) => ({
      name: 'All',
      position: 1,
      targets: {
        first_response: { minutes: { normal: first } },
        next_response: { minutes: { normal: next, urgent: 1 } },
      },
    })
    const rows = await clocks(
      {
        calendars: {
          default: [
            { body: always },
            { from: change, body: { zone: 'UTC', week: week(EVERY_DAY, ['13:30', '14:00']) } },
          ],
        },
        policies: { all: [{ body: promises(60, 60) }, { from: change, body: promises(5, 10) }] },
      },
      [
        onT1(0, ask),
        onT1(40 * MINUTE, update({ priority: 'urgent' })),
        onT1(59 * MINUTE, reply()),
        onT1(60 * MINUTE, { ...ask, priority: 'normal' }),
        onT1(100 * MINUTE, reply()),
      ],
      'target, policy_version, calendar_version, priority, target_s, elapsed_s, due_at, state',
    )
    expect(rows).toEqual([
      {
        ...{ target: 'first_response', policy_version: 1, calendar_version: 1, priority: 'normal' },
        ...{ target_s: 3600, elapsed_s: 59 * MINUTE, due_at: '2026-03-02T13:00:00Z', state: 'met' },
      },
      {
        ...{ target: 'next_response', policy_version: 2, calendar_version: 2, priority: 'normal' },
        ...{ target_s: 600, elapsed_s: 10 * MINUTE, due_at: '2026-03-02T13:40:00Z', state: 'met' },
      },
    ])
    // Durations go by the calendar of each instant: half an hour of the old one, nothing of the new one until 13:30.
    expect(await folding.rows('select response_business_s as s from response order by turn')).toEqual([
      { s: 30 * MINUTE },
      { s: 10 * MINUTE },
    ])
  })

  it('stays when channel and brand change, and starts with those of its own instant', async () => {
    const rows = await clocks(
      {
        policies: {
          email: policy('E-mail', 10, {
            conditions: { channel: { in: ['email'] }, brand: { in: ['Alpina'] } },
          }),
          other: policy('Other', 20, { position: 200 }),
        },
      },
      [
        onT1(0, { ...ask, channel: 'email', brand: 'Alpina' }),
        onT1(60, update({ channel: 'chat', brand: 'Hafen' })),
        onT1(120, reply()),
      ],
      'policy, brand',
    )
    expect(rows).toEqual([{ policy: 'E-mail', brand: 'Hafen' }])
  })

  it('is the first policy in order whose conditions all hold', async () => {
    const policies = {
      z: policy('Z', 1, { position: 1, conditions: { team: { in: ['a', null] }, tier: { not_in: [null] } } }),
      c: policy('C', 2, {
        position: 2,
        conditions: { tier: { not_in: ['gold', 'silver'] }, team: { in: ['b'] } },
      }),
      b: policy('B', 3, { position: 2, conditions: { team: { in: ['b'] }, source: { in: ['desk'] } } }),
      d: policy('D', 4, { position: 3, conditions: { topic: { in: ['bill'], not_in: ['bill'] } } }),
      e: policy('E', 5, { position: 4, conditions: { tier: { in: [null] }, priority: { in: ['normal'] } } }),
    }
    const asked = (ticket: string, more: Partial<CanonicalEvent>) => onTicket(ticket, 0, { ...ask, ...more })
    const rows = await clocks(
      { policies },
      [
        asked('1 z: no team, some tier', { tier: 'gold' }),
        asked('2 b before c, by id', { team: 'b', tier: 'bronze' }),
        asked('3 b', { team: 'b', tier: 'gold' }),
        asked('4 e: no tier', { team: 'a' }),
        asked('5 none holds', { team: 'x', tier: 'gold', topic: 'bill' }),
        asked('6 no target for it', { team: 'b', priority: 'low' }),
      ],
      'ticket_id, policy',
    )
    expect(rows).toEqual([
      { ticket_id: '1 z: no team, some tier', policy: 'Z' },
      { ticket_id: '2 b before c, by id', policy: 'B' },
      { ticket_id: '3 b', policy: 'B' },
      { ticket_id: '4 e: no tier', policy: 'E' },
    ])
    expect(await folding.rows('select count(*) as n, count(policy) as promised from ticket')).toEqual([
      { n: 6, promised: 4 },
    ])
  })

  it('is the calendar that the target names, or none', async () => {
    const goal = (calendar: string) => ({ minutes: { normal: 120 }, calendar })
    const rows = await clocks(
      {
        calendars: {
          default: office('UTC'),
          night: { zone: 'UTC', week: week(EVERY_DAY, ['20:00', '24:00']) },
        },
        policies: {
          all: {
            name: 'All',
            position: 1,
            targets: { first_response: goal('always'), resolution: goal('night') },
          },
        },
      },
      [
        onT1(4 * HOUR, { ...created, team: 'a' }),
        onT1(4 * HOUR, ask),
        onT1(7 * HOUR, reply()),
        onT1(11 * HOUR, solved),
      ],
      'target, calendar, elapsed_s, due_at, state',
    )
    expect(rows).toEqual([
      {
        target: 'first_response',
        calendar: 'always',
        elapsed_s: 3 * HOUR,
        due_at: '2026-03-02T18:00:00Z',
        state: 'breached',
      },
      {
        target: 'resolution',
        calendar: 'night',
        elapsed_s: 3 * HOUR,
        due_at: '2026-03-02T22:00:00Z',
        state: 'breached',
      },
    ])
  })
})

describe('a clock', () => {
  const next = (minutes: number, pauses: readonly string[]) => ({
    policies: {
      all: { name: 'All', position: 1, targets: { next_response: { minutes: { normal: minutes }, pauses } } },
    },
  })

  it('of a next response stands while its statuses pause it', async () => {
    const rows = await clocks(
      next(60, ['on_hold']),
      [
        onT1(0, ask),
        onT1(60, reply()),
        onT1(HOUR, ask),
        onT1(HOUR + 30 * MINUTE, update({ status: 'on_hold' })),
        onT1(5 * HOUR, update({ status: 'pending' })),
        onT1(5 * HOUR + 20 * MINUTE, reply()),
      ],
      'target, cycle, elapsed_s, paused_s, due_at, state',
    )
    expect(rows).toEqual([
      {
        ...{ target: 'next_response', cycle: 2, elapsed_s: 50 * MINUTE, paused_s: 3.5 * HOUR },
        ...{ due_at: '2026-03-02T17:30:00Z', state: 'met' },
      },
    ])
  })

  it('of a resolution begins anew with each reopening', async () => {
    const rows = await clocks(
      {
        policies: { all: { name: 'All', position: 1, targets: { resolution: { minutes: { normal: 60 } } } } },
      },
      [
        onT1(0, created),
        onT1(HOUR, solved),
        onT1(3 * HOUR, update({ status: 'open' })),
        onT1(3 * HOUR + 90 * MINUTE, update({ status: 'closed' })),
        onT1(6 * HOUR, update({ status: 'spam' })),
        onT1(7 * HOUR, update({ status: 'solved' })),
        onT1(8 * HOUR, update({ status: 'pending' })),
      ],
      'cycle, elapsed_s, state, due_at',
    )
    expect(rows).toEqual([
      { cycle: 1, elapsed_s: HOUR, state: 'met', due_at: '2026-03-02T13:00:00Z' },
      { cycle: 2, elapsed_s: 1.5 * HOUR, state: 'breached', due_at: '2026-03-02T16:00:00Z' },
      // paused since it began, so nobody knows when it will be due
      { cycle: 3, elapsed_s: null, state: 'running', due_at: null },
    ])
  })

  it('that begins and ends at one instant has counted nothing', async () => {
    const rows = await clocks(
      {},
      [
        onT1(0, { ...created, status: 'solved' }),
        onT1(0, { ...ask, seq: 1 }),
        onT1(0, { ...reply(), seq: 2 }),
      ],
      'target, elapsed_s, paused_s, due_at, state',
    )
    expect(rows).toEqual([
      { target: 'first_response', elapsed_s: 0, paused_s: 0, due_at: '2026-03-02T13:00:00Z', state: 'met' },
      { target: 'resolution', elapsed_s: 0, paused_s: 0, due_at: '2026-03-03T04:00:00Z', state: 'met' },
    ])
  })

  it('due exactly at closing runs until the calendar opens again, and is folded no sooner', async () => {
    await folding.configure({
      calendars: { default: office('UTC') },
      policies: { all: policy('All', 300) },
    })
    await folding.store([onT1(0, ask)])
    await folding.incremental(at(HOUR))
    const read = async () => (await folding.rows('select due_at, state, breached_at from sla_clock'))[0]
    const due = { due_at: '2026-03-02T17:00:00Z', state: 'running', breached_at: null }
    expect(await read()).toEqual(due)
    expect(await folding.incremental(at(6 * HOUR))).toBe(0)
    expect(await folding.incremental(at(20 * HOUR))).toBe(0)
    expect(await read()).toEqual(due)
    expect(await folding.incremental(at(21 * HOUR + 1))).toBe(1)
    expect(await read()).toEqual({ ...due, state: 'overdue', breached_at: '2026-03-02T17:00:00Z' })
    expect(await folding.incremental(at(21 * HOUR + 3))).toBe(0)
  })

  it('that was used up to the second when it paused waits for no time', async () => {
    await folding.configure({
      policies: { all: { name: 'All', position: 1, targets: { resolution: { minutes: { normal: 60 } } } } },
    })
    await folding.store([onT1(0, created), onT1(HOUR, update({ status: 'pending' }))])
    await folding.incremental(at(2 * HOUR))
    expect(await folding.incremental(at(3 * HOUR))).toBe(0)
    expect(await folding.rows('select state, due_at from sla_clock')).toEqual([
      { state: 'running', due_at: '2026-03-02T13:00:00Z' },
    ])
  })

  it('goes on with what a clock that is ahead had told, once that time has come', async () => {
    await folding.configure({})
    await folding.store([onT1(0, ask), onT1(200, update({ status: 'pending' }))])
    await folding.incremental(at(100))
    expect(await folding.incremental(at(150))).toBe(0)
    expect(await folding.incremental(at(201))).toBe(1)
    expect(await folding.rows(`select is_paused_now from sla_clock where target = 'resolution'`)).toEqual([
      { is_paused_now: true },
    ])
  })

  it('of a session that ran out is no fulfilled one', async () => {
    const hours = { zone: 'UTC', week: week(EVERY_DAY, ['12:00', '13:00']) }
    const rows = await clocks(
      { calendars: { default: hours }, policies: { all: policy('All', 60) } },
      [
        inChat('c1', 0, { ...ask, messageKey: 'whatsapp:1' }),
        inChat('c2', 30 * MINUTE, { ...ask, messageKey: 'whatsapp:2' }),
      ],
      'state, started_at, stopped_at, elapsed_s, due_at',
    )
    // The first has used up its hour when its session ends, and no more: it is breached by the next minute that counts.
    expect(rows.map(({ state, stopped_at, due_at }) => ({ state, stopped_at, due_at }))).toEqual([
      { state: 'breached', stopped_at: null, due_at: '2026-03-02T13:00:00Z' },
      { state: 'breached', stopped_at: null, due_at: '2026-03-03T12:30:00Z' },
    ])
  })

  it('of a ticket that was merged, deleted or spam is removed and counts nowhere', async () => {
    const rows = await clocks(
      { policies: { all: policy('All', 10) } },
      [
        ...['kept', 'merged', 'deleted', 'restored', 'spam'].map((ticket) => onTicket(ticket, 0, ask)),
        onTicket('merged', HOUR, { type: 'ticket.merged', relatedKey: 'ticket:desk:kept' }),
        onTicket('deleted', HOUR, { type: 'ticket.deleted' }),
        onTicket('restored', HOUR, { type: 'ticket.deleted' }),
        onTicket('restored', 2 * HOUR, { type: 'ticket.restored' }),
        onTicket('spam', HOUR, update({ status: 'spam' })),
      ],
      'ticket_id, state, removed',
    )
    // The message of the merged ticket waits on the one that it was merged into.
    expect(rows).toEqual([
      { ticket_id: 'deleted', state: 'removed', removed: true },
      { ticket_id: 'kept', state: 'overdue', removed: false },
      { ticket_id: 'restored', state: 'overdue', removed: false },
      { ticket_id: 'spam', state: 'removed', removed: true },
    ])
  })
})
