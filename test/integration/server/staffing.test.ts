import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemandSource, planQueue } from '../../../pipelines/staffing/plan-queue.ts'
import {
  capacitySchema,
  expectedWaitSchema,
  planResultSchema,
} from '../../../server/routes/staffing-schema.ts'
import { deliver, NOW, openFolder, post, type TestFolder, textDelivery } from './folder.ts'

let folder: TestFolder
beforeAll(async () => {
  folder = await openFolder()
  await deliver(folder.app, textDelivery('a', '2026-03-04T11:00:00Z', '491700000001'))
  await deliver(folder.app, textDelivery('b', '2026-03-04T11:30:00Z', '491700000002'))
  await folder.pegel.settle()
})
afterAll(() => folder.close())

const get = (path: string) =>
  Promise.resolve(
    folder.app.request(`http://localhost:3000/api/v1${path}`, { headers: { host: 'localhost:3000' } }),
  )
const plan = (body: object) =>
  post(folder.app, '/api/v1/staffing/plan', {
    queue: '~whatsapp',
    // A Wednesday, on which the default calendar is open.
    demand: { start: '2026-03-04T10:00:00Z', step_s: 1800, mean: [100, 480] },
    handle_time_s: 180,
    settings: {
      targets: { service_level: { share: 0.8, within_s: 20 }, occupancy: null },
      concurrency: 1,
      shrinkage: 0.3,
    },
    ...body,
  })

describe('POST /api/v1/staffing/plan', () => {
  it('answers with people, scenarios and simulation that fit the published schema', async () => {
    const response = await plan({
      scenarios: [{ name: 'two ill', absent: 2 }],
      plan: [20, 75],
      runs: 20,
    })
    expect(response.status).toBe(200)
    const answer = planResultSchema.parse(await response.json())
    expect(answer).toMatchObject({
      profile: { id: 'default', version: 1 },
      handleTimeFrom: 'request',
      time: ['2026-03-04T10:00:00Z', '2026-03-04T10:30:00Z'],
    })
    const [base, ill] = answer.scenarios
    // Published for 10 Erlangs at 180 s: 12 agents answer 64 % within 20 s, 14 answer 89 %.
    expect(base?.intervals.agents[0]).toBe(14)
    expect(base?.intervals).toMatchObject({ rostered: [20, expect.any(Number)], planned: [20, 75] })
    expect(base?.intervals.gap[0]).toBe(0)
    expect(ill?.intervals.planned).toEqual([18, 73])
    expect(ill?.total.simulated?.serviceLevel?.high).toBeLessThan(
      base?.total.simulated?.serviceLevel?.value ?? 0,
    )
  })

  it('goes by the profile that is configured for the queue', async () => {
    const body = {
      applies: { channel: 'whatsapp' },
      targets: { occupancy: 0.5 },
      handle_time_s: 180,
    }
    const put = await folder.app.request('http://localhost:3000/api/v1/config/staffing/wa', {
      method: 'PUT',
      headers: { 'content-type': 'application/json', host: 'localhost:3000' },
      body: JSON.stringify({ body }),
    })
    expect(put.status).toBe(200)
    const {
      handle_time_s: _,
      settings: __,
      ...question
    } = {
      queue: '~whatsapp',
      demand: { start: '2026-03-04T10:00:00Z', step_s: 1800, mean: [100] },
      handle_time_s: 0,
      settings: null,
    }
    const response = await post(folder.app, '/api/v1/staffing/plan', question)
    const answer = planResultSchema.parse(await response.json())
    expect(answer).toMatchObject({ profile: { id: 'wa', version: 1 }, handleTimeFrom: 'profile' })
    expect(answer.scenarios[0]?.intervals.agents).toEqual([20])
  })

  it.each([
    [{ queue: 'nonsense' }, 'queue'],
    [{ plan: [1] }, 'plan'],
    [{ demand: { start: '2026-03-04T10:00:00Z', step_s: 1800, mean: [-1] } }, 'demand.mean.0'],
    [{ settings: { targets: { abandonment: 0.1 } } }, 'settings.patience_s'],
    [{ scenarios: [{ name: 'x', deflected: 2 }] }, 'scenarios.0.deflected'],
  ])('refuses %j by its field', async (body, field) => {
    const response = await plan(body)
    expect(response.status).toBe(400)
    expect(Object.keys(((await response.json()) as { fields: object }).fields)).toContain(field)
  })
})

describe('work with a window', () => {
  /** So many contacts in each half-hour, whenever asked. */
  const always = (contacts: number): DemandSource => ({
    async ask({ from = '', to = '' }) {
      const count = Math.ceil((Date.parse(to) - Date.parse(from)) / 1_800_000)
      const time = Array.from({ length: count }, (_, i) =>
        new Date(Date.parse(from) + i * 1_800_000).toISOString(),
      )
      const mean = time.map(() => contacts)
      const points = { time, mean, p05: mean, p10: mean, p50: mean, p90: mean, p95: mean }
      return {
        originAt: from,
        partly: [
          { id: 'elsewhere', share: 0 },
          { id: 'half', share: 0.5 },
        ],
        points,
        load: { handleS: null, concurrency: null },
      }
    },
  })
  const planned = (contacts: number, from: string, more: object = {}) =>
    planQueue(
      { engine: folder.pegel.engine, now: () => NOW, forecasts: always(contacts) },
      {
        queue: '~whatsapp',
        from,
        to: '2026-03-06T12:00:00Z',
        handle_time_s: 1200,
        settings: {
          window_s: 14_400,
          concurrency: 1,
          targets: { service_level: null, occupancy: null },
          minimum: 0,
        },
        ...more,
      },
    )
  const hours = (plan: Awaited<ReturnType<typeof planned>>) =>
    plan.demand.openS.reduce(
      (sum, open, i) => sum + open * (plan.scenarios[0]?.intervals[i]?.need.agents ?? 0),
      0,
    ) / 3600

  it('begins with what waits: the two who wrote and have no answer', async () => {
    const plan = await planned(0, NOW.toISOString())
    expect(plan.backlog).toEqual({ contacts: 2, withinS: 14_400, from: 'measured' })
    // Two contacts of twenty minutes, by people who stay for half-hours.
    expect(hours(plan)).toBeGreaterThanOrEqual(2 / 3)
    expect(hours(plan)).toBeLessThanOrEqual(1.5)
    const stated = await planned(0, NOW.toISOString(), { backlog: { contacts: 60 } })
    expect(stated.backlog).toEqual({ contacts: 60, withinS: 14_400, from: 'request' })
    expect(hours(stated)).toBeGreaterThanOrEqual(20)
  })

  it('says which marks touch none of the contacts', async () => {
    expect((await planned(1, NOW.toISOString())).untouchedBy).toEqual(['elsewhere'])
  })

  it('that begins tomorrow is left what the night brings, and nothing that today gets done', async () => {
    const opening = '2026-03-05T07:00:00Z'
    const closed = (await planned(1, NOW.toISOString())).demand
    const nights = closed.openS.filter(
      (open, i) => open === 0 && Date.parse(closed.start ?? '') + i * 1_800_000 < Date.parse(opening),
    ).length
    expect(nights).toBeGreaterThan(20)
    expect((await planned(0, opening)).backlog?.contacts).toBeCloseTo(0, 6)
    const { backlog } = await planned(1, opening)
    expect(backlog?.contacts).toBeGreaterThanOrEqual(nights)
    // What came within the last window of opening hours before may be left as well.
    expect(backlog?.contacts).toBeLessThanOrEqual(nights + 8 + 2)
  })
})

describe('staffed capacity', () => {
  const day = { from: '2026-03-04T07:00:00Z', to: '2026-03-04T12:00:00Z' }
  const capacity = async (filters: object[] = []) => {
    const response = await post(folder.app, '/api/v1/staffing/capacity', { ...day, filters })
    expect(response.status).toBe(200)
    return capacitySchema.parse(await response.json())
  }

  it('says what is missing', async () => {
    expect((await capacity()).missing).toBe('no_roster')
    expect((await capacity([{ dimension: 'brand', values: ['x'] }])).missing).toBe('filters')
  })

  it('is what those on shift and not on a break can take, of each team by the roster saved last', async () => {
    await folder.app.request('http://localhost:3000/api/v1/config/staffing/wa', {
      method: 'PUT',
      headers: { 'content-type': 'application/json', host: 'localhost:3000' },
      body: JSON.stringify({
        body: {
          applies: { channel: 'whatsapp' },
          targets: { occupancy: 0.8 },
          handle_time_s: 360,
          concurrency: 2,
          slowdown: 0.5,
          shrinkage: 0.25,
        },
      }),
    })
    const shift = (person: string, start: string, end: string, breaks: object[] = []) => ({
      ...{ person, pattern: 'day', date: '2026-03-04', breaks },
      ...{ start: `2026-03-04T${start}:00Z`, end: `2026-03-04T${end}:00Z` },
    })
    const save = (shifts: object[]) =>
      folder.app.request('http://localhost:3000/api/v1/roster/saved/today', {
        method: 'PUT',
        headers: { 'content-type': 'application/json', host: 'localhost:3000' },
        body: JSON.stringify({
          roster: {
            problem: {
              people: [
                { id: 'a', skills: ['whatsapp'] },
                { id: 'b', skills: ['mail'] },
              ],
              patterns: [{ id: 'day', start: '08:00', end: '16:00' }],
              ...{ from: '2026-03-04', days: 1 },
              requirement: ['whatsapp', 'mail'].map((skill) => ({
                ...{ skill, from: '2026-03-04T08:00', agents: [1] },
              })),
            },
            shifts,
          },
        }),
      })
    await save([shift('a', '07:00', '12:00'), shift('b', '07:00', '12:00')])
    const breaks = [{ start: '2026-03-04T09:00:00Z', end: '2026-03-04T09:30:00Z' }]
    await save([shift('a', '08:00', '12:00', breaks), shift('b', '08:30', '12:00')])
    const all = await capacity()
    expect(all.people).toEqual([0, 1.5, 1.5, 2, 2])
    // Two at once take 540 s for both, so 270 s each, at 80 % and less a quarter: ten an hour for two people would be 2 × 0.75 × 3600 × 0.8 ÷ 270.
    expect(all.contacts[3]).toBeCloseTo((2 * 0.75 * 3600 * 0.8) / 270, 6)
    expect((await capacity([{ dimension: 'channel', values: ['whatsapp'] }])).people).toEqual([
      0, 1, 0.5, 1, 1,
    ])
    expect((await capacity([{ dimension: 'channel', values: ['chat'] }])).missing).toBe('no_skill')
  })
})

describe('GET /api/v1/expected-wait', () => {
  it('counts who waits and promises nothing from a handful', async () => {
    const response = await get('/expected-wait?queue=~whatsapp')
    expect(response.status).toBe(200)
    expect(expectedWaitSchema.parse(await response.json())).toMatchObject({
      queue: { team: null, channel: 'whatsapp' },
      isOpen: true,
      opensAt: null,
      waiting: 2,
      promises: null,
      calibration: { n: 0, held: [] },
    })
  })

  it('knows no queue without customers, and no name without a channel', async () => {
    expect((await get('/expected-wait?queue=none~chat')).status).toBe(404)
    expect((await get('/expected-wait?queue=none')).status).toBe(400)
  })
})
