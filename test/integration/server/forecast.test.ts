import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Accuracy } from '../../../pipelines/forecast/service/accuracy.ts'
import { Forecasts, type QueueForecast } from '../../../pipelines/forecast/service/forecasts.ts'
import { loadByQueue } from '../../../pipelines/forecast/service/load.ts'
import { ForecastMaker } from '../../../pipelines/forecast/service/maker.ts'
import { ForecastPool } from '../../../pipelines/forecast/service/pool.ts'
import type { TodayForecast } from '../../../pipelines/forecast/service/today.ts'
import type { Pegel } from '../../../pipelines/pegel.ts'
import { NOW, openFolder, post, type TestFolder } from './folder.ts'

let folder: TestFolder

/** Eighty days up to now: six contacts a quarter of an hour on workdays from 8 to 18 in Berlin (UTC+1), seven on Mondays. */
const CONTACTS = `
  insert into rollup_ticket by name
  select cell_at, 'inbox' as source, 'whatsapp' as channel, 'support' as team,
      6 + (isodow(cell_at) = 1)::integer as created_count
  from (select unnest(generate_series(timestamp '2025-12-14', timestamp '2026-03-04 11:45:00', interval '15 minutes')) as cell_at)
  where isodow(cell_at) < 6 and hour(cell_at) between 7 and 16`

beforeAll(async () => {
  folder = await openFolder()
  await folder.pegel.engine.write((tx) => tx.run(CONTACTS))
})
afterAll(() => folder.close())

const get = async <T>(path: string) => {
  const response = await folder.app.request(`http://localhost:3000/api/v1/forecast/${path}`, {
    headers: { host: 'localhost:3000' },
  })
  return { status: response.status, body: (await response.json()) as T }
}
const QUEUE = `queues/${encodeURIComponent('support~whatsapp')}`
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

describe('forecasts over HTTP', () => {
  it('names the queues', async () => {
    const { body } = await get<{ id: string; contacts: number }[]>('queues')
    expect(body).toMatchObject([{ id: 'support~whatsapp', team: 'support', channel: 'whatsapp' }])
    expect(body[0]?.contacts).toBe(
      Number(
        (
          await folder.pegel.engine.rows(
            "select sum(created_count) as n from rollup_ticket where cell_at >= timestamp '2026-01-07 12:00:00'",
          )
        )[0]?.n,
      ),
    )
    expect((await get('queues/nobody~here')).status).toBe(404)
  })

  it('keeps one run a day with its origin, tries past weeks at first, and replaces the run within the day', async () => {
    expect(await (await post(folder.app, '/api/v1/forecast/refresh', {})).json()).toEqual({ made: 7 })
    expect(await (await post(folder.app, '/api/v1/forecast/refresh', {})).json()).toEqual({ made: 1 })
    expect(await (await post(folder.app, '/api/v1/forecast/refresh', {})).json()).toEqual({ made: 1 })
    const kinds = await folder.pegel.engine.rows(
      'select kind, count(*)::integer as n, min(origin_at) as first_at from forecast_run group by kind order by kind',
    )
    expect(kinds).toEqual([
      { kind: 'daily', n: 1, first_at: '2026-03-04T12:00:00Z' },
      { kind: 'intraday', n: 1, first_at: '2026-03-04T12:00:00Z' },
      { kind: 'trial', n: 6, first_at: '2026-01-20T23:00:00Z' },
    ])
  })

  it('goes on trying past weeks where it was interrupted', async () => {
    const { engine } = folder.pegel
    const trials = `select origin_at from forecast_run where kind = 'trial' order by origin_at`
    const before = await engine.rows(trials)
    await engine.write((tx) =>
      tx.run(`delete from forecast_run where kind = 'trial' and origin_at < timestamp '2026-02-02'`),
    )
    const pool = new ForecastPool()
    const fail = ({ message }: { message: string }) => expect.unreachable(message)
    expect(await new ForecastMaker(folder.pegel, pool, fail).refreshAside(NOW.getTime())).toBe(1 + 2)
    await pool.close()
    expect(await engine.rows(trials)).toEqual(before)
  })

  it('answers with bands, closed nights, and the reasons for the level', async () => {
    const { status, body } = await get<QueueForecast>(QUEUE)
    expect(status).toBe(200)
    const { points, zone, originAt } = body
    expect([zone, originAt, points.time.length]).toEqual([
      'Europe/Berlin',
      NOW.toISOString().replace('.000', ''),
      1344,
    ])
    const day = (date: string) => sum(points.mean.filter((_, i) => points.time[i]?.startsWith(date)))
    expect(day('2026-03-05') / 240).toBeCloseTo(1, 1)
    expect(day('2026-03-09') / 280).toBeCloseTo(1, 1)
    expect(day('2026-03-07')).toBeLessThan(5)
    points.mean.forEach((mean, i) => {
      expect(points.p05[i]).toBeLessThanOrEqual(points.p95[i] as number)
      expect(mean).toBeGreaterThanOrEqual(0)
    })
    expect(sum(body.explanation.members.map(({ weights }) => weights[0] as number))).toBeCloseTo(1, 6)
    expect(body.explanation.season.weekly).toBeGreaterThan(0)
  })

  it('makes other steps and a year ahead when asked, and refuses more', async () => {
    const daily = await get<QueueForecast>(`${QUEUE}?step=1440&to=2027-03-01T00:00:00Z`)
    expect(daily.body.points.time[1]).toBe('2026-03-04T23:00:00Z')
    expect(daily.body.points.time.length).toBeGreaterThan(355)
    expect((await get(`${QUEUE}?to=2027-06-01T00:00:00Z`)).status).toBe(400)
    expect((await get(`${QUEUE}?step=20`)).status).toBe(400)
  })

  it('marked days count by what is expected of them', async () => {
    const body = {
      body: {
        kind: 'campaign',
        text: 'Spring',
        from: '2026-03-12',
        expected_effect_pct: 50,
        scope: { team: ['support'] },
      },
      basedOn: 0,
    }
    const put = await folder.app.request('http://localhost:3000/api/v1/config/annotation/spring', {
      method: 'PUT',
      headers: { host: 'localhost:3000', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(put.status).toBe(200)
    const { body: said } = await get<QueueForecast>(`${QUEUE}?step=1440`)
    const at = said.points.time.indexOf('2026-03-11T23:00:00Z')
    expect((said.points.mean[at] as number) / 240).toBeCloseTo(1.5, 1)
    expect(said.explanation.ahead).toMatchObject([{ class: 'campaign', name: 'Spring' }])
  })

  it('adjusts by hand: percentages, then additions, then totals of local days, of which today holds what came', async () => {
    const adjust = (id: string, body: object) =>
      folder.app.request(`http://localhost:3000/api/v1/config/forecast_adjustment/${id}`, {
        method: 'PUT',
        headers: { host: 'localhost:3000', 'content-type': 'application/json' },
        body: JSON.stringify({ body: { queue: 'support~whatsapp', why: 'so', ...body }, basedOn: 0 }),
      })
    const said = async (step: number, day: string) => {
      const { body } = await get<QueueForecast>(`${QUEUE}?step=${step}&to=2026-03-31T22:00:00Z`)
      const reasons = body.reasons.find((one) => one.day === day)
      if (!reasons) throw new Error(`no ${day}`)
      return reasons
    }
    const usual = (await said(30, '2026-03-06')).expected
    const days = { from: '2026-03-06', to: '2026-03-07' }
    expect((await adjust('more', { ...days, add: 40 })).status).toBe(200)
    expect((await adjust('half', { ...days, percent: -50 })).status).toBe(200)
    const friday = await said(30, '2026-03-06')
    expect(friday.expected).toBeCloseTo(usual / 2 + 40, 6)
    expect(friday.hand).toEqual([
      { id: 'half', contacts: expect.closeTo(-usual / 2, 6) },
      { id: 'more', contacts: expect.closeTo(40, 6) },
    ])
    // The clocks go forward on the 29th, a Sunday: it is what was asked as the others are.
    const month = { from: '2026-03-27', to: '2026-03-30', total: 333 }
    expect((await adjust('total', month)).status).toBe(200)
    for (const step of [15, 60, 1440]) {
      for (const day of ['2026-03-27', '2026-03-29', '2026-03-30'])
        expect((await said(step, day)).expected).toBeCloseTo(333, 6)
    }
    // Five of its ten hours are over, with 24 contacts each.
    expect((await adjust('today', { from: '2026-03-04', total: 300 })).status).toBe(200)
    expect((await said(15, '2026-03-04')).expected).toBeCloseTo(180, 6)
    expect((await said(1440, '2026-03-04')).expected).toBeCloseTo(300, 6)
    for (const id of ['more', 'half', 'total', 'today']) {
      const path = `http://localhost:3000/api/v1/config/forecast_adjustment/${id}?basedOn=1`
      const undone = await folder.app.request(path, {
        method: 'DELETE',
        headers: { host: 'localhost:3000', 'content-type': 'application/json' },
      })
      expect(undone.status).toBe(200)
    }
    expect((await said(30, '2026-03-06')).byHand).toBe(0)
  })

  it.each([
    [{}, 'percent'],
    [{ percent: 10, total: 5 }, 'total'],
    [{ percent: 10, add: 5 }, 'add'],
    [{ add: 0 }, 'add'],
    [{ add: '5' }, 'add'],
    [{ total: -1 }, 'total'],
    [{ total: 1e9 }, 'total'],
    [{ total: 5, to: '2026-03-01' }, 'to'],
  ])('refuses an adjustment of %j at its field', async (what, field) => {
    const response = await folder.app.request('http://localhost:3000/api/v1/config/forecast_adjustment/x', {
      method: 'PUT',
      headers: { host: 'localhost:3000', 'content-type': 'application/json' },
      body: JSON.stringify({
        body: { queue: 'support~whatsapp', from: '2026-03-06', why: 'so', ...what },
        basedOn: 0,
      }),
    })
    const problem = (await response.json()) as { fields: Record<string, string> }
    expect([response.status, Object.keys(problem.fields)]).toEqual([400, [field]])
  })

  it('says how good it was by lead time, and a rebuild of the facts leaves it alone', async () => {
    const { body } = await get<Accuracy[]>(`${QUEUE}/accuracy?step=1440`)
    expect(body.map(({ lead, origins }) => [lead, origins])).toEqual([
      ['day 1', 6],
      ['to day 7', 6],
      ['to day 14', 5],
    ])
    for (const { wape, averageWape, floor } of body) {
      expect(wape).toBeLessThan(0.2)
      expect(averageWape).toBeGreaterThanOrEqual(0)
      expect(floor).toBeGreaterThan(0)
    }
    const [before] = await folder.pegel.engine.rows('select count(*) as n from forecast_point')
    await folder.pegel.rebuild({ from: 'journal' })
    expect((await folder.pegel.engine.rows('select count(*) as n from forecast_point'))[0]).toEqual(before)
  })
})

describe('today over HTTP', () => {
  // The rebuild has cleared what no event tells of; the catalog counts tickets, forecasts of queues their rollup.
  beforeAll(async () => {
    await folder.pegel.engine.write(async (tx) => {
      await tx.run(CONTACTS)
      await tx.run(
        `insert into ticket by name
         select cell_at as created_at, channel, team, source, false as removed
         from (select *, unnest(range(created_count)) from rollup_ticket where team = 'support')`,
      )
    })
  })

  const today = async (body: object) => {
    const response = await post(folder.app, '/api/v1/forecast/today', body)
    return { status: response.status, body: (await response.json()) as TodayForecast | null }
  }

  it('is the metric of the catalog under the same filters, hour by hour of the local day', async () => {
    const { body } = await today({
      tz: 'Europe/Berlin',
      filters: [{ dimension: 'channel', values: ['whatsapp'] }],
    })
    expect(body?.time).toHaveLength(24)
    expect([body?.time[0], body?.asOf]).toEqual(['2026-03-03T23:00:00Z', '2026-03-04T12:00:00Z'])
    // Six a quarter of an hour from 8 to 18 by the clock of Berlin.
    expect(body?.mean[9] ?? 0).toBeGreaterThan(21)
    expect(body?.mean[9] ?? 0).toBeLessThan(27)
    expect(body?.mean[20]).toBeLessThan(1)
    expect(sum(body?.mean ?? [])).toBeCloseTo(body?.day ?? 0, 1)
    // It is 13:00 there: five of ten hours are over.
    expect((body?.soFar ?? 0) / (body?.day ?? 1)).toBeCloseTo(0.5, 1)
    expect((body?.updatedDay ?? 0) / 240).toBeCloseTo(1, 1)
  })

  it('knows nothing of what never came, and refuses what cannot cut tickets', async () => {
    const nobody = await today({ filters: [{ dimension: 'brand', values: ['none'] }] })
    expect(nobody).toEqual({ status: 200, body: null })
    expect((await today({ filters: [{ dimension: 'target', values: ['x'] }] })).status).toBe(400)
    expect((await today({ tz: 'Mars/Olympus' })).status).toBe(400)
  })

  it('follows a mark of the same day at once', async () => {
    const before = (await today({ tz: 'Europe/Berlin' })).body?.day ?? 0
    await folder.app.request('http://localhost:3000/api/v1/config/annotation/outage', {
      method: 'PUT',
      headers: { host: 'localhost:3000', 'content-type': 'application/json' },
      body: JSON.stringify({
        body: { kind: 'outage', text: 'Login', from: '2026-03-04', expected_effect_pct: 100 },
        basedOn: 0,
      }),
    })
    const after = (await today({ tz: 'Europe/Berlin' })).body?.day ?? 0
    expect(after / before).toBeCloseTo(2, 1)
    const stored = await get<QueueForecast>(QUEUE)
    expect(stored.body.explanation.ahead).toContainEqual(expect.objectContaining({ name: 'Login' }))
  })
})

describe('load', () => {
  it('counts the time that conversations are in hand, and how many at once', async () => {
    const reply = (ticket: string, at: string) =>
      `('t:${ticket}', '${ticket}', timestamp '2026-03-03 ${at}', 'agent', 'anna', true, 'desk', 'chat', false)`
    await folder.pegel.engine.write((tx) =>
      tx.run(
        `insert into message by name
         select * from (values ${[
           // 10:00 begins with three minutes of writing; b overlaps a from 10:04 to 10:10.
           reply('a', '10:00:00'),
           reply('a', '10:10:00'),
           reply('b', '10:04:00'),
           reply('b', '10:14:00'),
           // An hour later a piece of its own.
           reply('a', '11:30:00'),
         ].join(
           ', ',
         )}) as m(ticket_key, ticket_id, sent_at, actor_type, actor_id, is_reply, team, channel, removed)`,
      ),
    )
    const load = (await loadByQueue(folder.pegel.engine, NOW.toISOString())).get('desk~chat')
    // a: 3 + 10 + 3 minutes, b: 3 (as the reply before was longer ago) + 10; covered 9:57–10:14 and 11:27–11:30.
    expect(load).toMatchObject({ conversations: 2, replies: 5 })
    expect(load?.handleS).toBeCloseTo(((16 + 13) * 60) / 2, 5)
    expect(load?.concurrency).toBeCloseTo(29 / 20, 5)
  })
})

describe('queues', () => {
  it('knows a queue from its first complete quarter of an hour on', async () => {
    await folder.pegel.engine.write((tx) =>
      tx.run(`insert into rollup_ticket by name
        select timestamp '2026-03-04 12:00:00' as cell_at, 'inbox' as source, 'chat' as channel, 'new' as team, 3 as created_count`),
    )
    const knownAt = async (time: string) => {
      const now = () => new Date(`2026-03-04T${time}Z`)
      const forecasts = new Forecasts({ engine: folder.pegel.engine, now } as Pegel)
      return (await forecasts.queues()).map(({ id }) => id)
    }
    expect(await knownAt('12:14:59')).not.toContain('new~chat')
    expect(await knownAt('12:15:00')).toContain('new~chat')
  })
})
