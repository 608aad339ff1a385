import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QueueForecast } from '../../../pipelines/forecast/service/forecasts.ts'
import type { TodayForecast } from '../../../pipelines/forecast/service/today.ts'
import { openFolder, post, type TestFolder } from './folder.ts'

/**
 * Eighty days up to now, every quarter of an hour, day and night. Support: seven contacts for the brand North and three for South; orders: two for
 * South; without a team: four for North, by mail.
 */
const TICKETS = `
  select cell_at as created_at, 'inbox' as source, channel, team, brand, false as removed
  from (
      select unnest(generate_series(timestamp '2025-12-14', timestamp '2026-03-04 11:45:00', interval '15 minutes')) as cell_at
  ), (
      values ('support', 'chat', 'North', 7), ('support', 'chat', 'South', 3), ('orders', 'chat', 'South', 2),
          (null, 'email', 'North', 4)
  ) as part (team, channel, brand, n), (select unnest(range(7)) as k)
  where k < n`

let folder: TestFolder
beforeAll(async () => {
  folder = await openFolder()
  await folder.pegel.engine.write(async (tx) => {
    await tx.run(`insert into ticket by name ${TICKETS}`)
    await tx.run(
      `insert into rollup_ticket by name
       select created_at as cell_at, source, channel, team, brand, count(*) as created_count from (${TICKETS}) group by all`,
    )
  })
})
afterAll(() => folder.close())

const DAY = '2026-03-12'
const request = (method: string, path: string, body?: unknown) =>
  folder.app.request(`http://localhost:3000/api/v1${path}`, {
    method,
    headers: { host: 'localhost:3000', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const expected = async (queue: string) => {
  const answer = await request('GET', `/forecast/queues/${encodeURIComponent(queue)}?step=60`)
  const { reasons, partly } = (await answer.json()) as QueueForecast
  const day = reasons.find((one) => one.day === DAY)
  if (!day) throw new Error(`nothing of ${DAY} in ${queue}`)
  return { contacts: day.expected, mark: day.mark, partly }
}
const QUEUES = ['support~chat', 'orders~chat', '~email']

/** What a mark makes of each queue's day. */
async function ratios(scope: object, effect = 100) {
  const before = await Promise.all(QUEUES.map(expected))
  const body = { kind: 'campaign', text: 'Sale', from: DAY, scope, expected_effect_pct: effect }
  expect((await request('PUT', '/config/annotation/sale', { body })).status).toBe(200)
  const after = await Promise.all(QUEUES.map(expected))
  expect((await request('DELETE', '/config/annotation/sale')).status).toBe(200)
  return after.map(({ contacts, ...rest }, i) => ({ ...rest, ratio: contacts / (before[i]?.contacts ?? 1) }))
}

describe('marks of a part', () => {
  it('of a brand count in each queue by the share of the brand there', async () => {
    const [support, orders, mail] = await ratios({ brand: ['North'] })
    expect(support?.ratio).toBeCloseTo(1.7, 2)
    expect(support?.mark).toMatchObject({ class: 'campaign', name: 'Sale', share: 0.7 })
    expect(support?.partly).toEqual([{ id: 'sale', share: 0.7 }])
    expect(orders).toMatchObject({
      ratio: expect.closeTo(1, 6),
      mark: null,
      partly: [{ id: 'sale', share: 0 }],
    })
    expect(mail).toMatchObject({ ratio: expect.closeTo(2, 2), partly: [], mark: { share: 1 } })
  }, 60_000)

  it('of brands together, and of a brand on a channel or in a team, count by what all of it leaves', async () => {
    const both = await ratios({ brand: ['North', 'South'] })
    expect(both.map(({ ratio }) => Math.round(100 * ratio))).toEqual([200, 200, 200])
    const chat = await ratios({ brand: ['North'], channel: ['chat'] })
    expect(chat.map(({ ratio }) => Math.round(100 * ratio))).toEqual([170, 100, 100])
    const team = await ratios({ team: ['orders'] }, -50)
    expect(team.map(({ ratio }) => Math.round(100 * ratio))).toEqual([100, 50, 100])
  }, 60_000)

  it('lift a whole page by their share of it', async () => {
    const day = async (filters: object[]) => {
      const answer = await post(folder.app, '/api/v1/forecast/today', { tz: 'Europe/Berlin', filters })
      return ((await answer.json()) as TodayForecast).day
    }
    const chat = [{ dimension: 'channel', values: ['chat'] }]
    const before = [await day([]), await day(chat)] as const
    const body = { kind: 'outage', text: 'Login', from: '2026-03-04', scope: { brand: ['South'] } }
    await request('PUT', '/config/annotation/login', { body: { ...body, expected_effect_pct: 100 } })
    // South has 5 of 16 contacts in all, and 5 of 12 on chat.
    expect((await day([])) / before[0]).toBeCloseTo(1.31, 2)
    expect((await day(chat)) / before[1]).toBeCloseTo(1.42, 2)
    await request('DELETE', '/config/annotation/login')
  }, 60_000)
})
