import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFolder, post, type TestFolder } from '../server/folder.ts'

let folder: TestFolder
beforeAll(async () => {
  folder = await openFolder()
  await put('spring', {
    kind: 'campaign',
    text: 'Spring sale <b>now</b>',
    from: '2026-03-01T10:00:00+01:00',
    to: '2026-03-01T12:00:00+01:00',
    scope: { brand: ['Nordlicht'], channel: ['whatsapp', 'chat'] },
    expected_effect_pct: 40,
  })
  await put('may-day', { kind: 'holiday', text: 'May Day', from: '2026-05-01' })
  await put('clocks', { kind: 'other', text: 'Clocks go forward', from: '2026-03-28', to: '2026-03-29' })
  await put('release', { kind: 'release', text: 'Bot 2', from: '2026-03-10T08:00:00Z' })
})
afterAll(() => folder.close())

const call = async (method: string, path: string, body?: unknown) => {
  const response = await folder.app.request(`http://localhost:3000/api/v1${path}`, {
    method,
    headers: { host: 'localhost:3000', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}
const put = (id: string, body: object) => call('PUT', `/config/annotation/${id}`, { body })
const asked = async (input: object) => {
  const { body } = await call('POST', '/annotations', input)
  return (body as { id: string; startsAt: string; endsAt: string }[]).map(
    ({ id, startsAt, endsAt }) => `${id} ${startsAt} ${endsAt}`,
  )
}
const ids = async (input: object) => (await asked(input)).map((line) => line.split(' ')[0])

describe('annotations', () => {
  it('mean days in the zone of whoever looks, across a change of the clocks, and instants everywhere', async () => {
    expect(await asked({ tz: 'Europe/Berlin' })).toEqual([
      'spring 2026-03-01T09:00:00.000Z 2026-03-01T11:00:00.000Z',
      'release 2026-03-10T08:00:00.000Z 2026-03-10T08:00:00.000Z',
      'clocks 2026-03-27T23:00:00.000Z 2026-03-29T22:00:00.000Z',
      'may-day 2026-04-30T22:00:00.000Z 2026-05-01T22:00:00.000Z',
    ])
    expect(await asked({ tz: 'America/New_York', from: '2026-05-01' })).toEqual([
      'may-day 2026-05-01T04:00:00.000Z 2026-05-02T04:00:00.000Z',
    ])
  })

  it('belong to a half-open range when they last at some instant of it', async () => {
    expect(await ids({ from: '2026-03-01T11:00:00Z', to: '2026-03-10T08:00:00Z' })).toEqual([])
    expect(await ids({ from: '2026-03-01T10:59:00Z', to: '2026-03-10T08:01:00Z' })).toEqual([
      'spring',
      'release',
    ])
    expect(await ids({ from: '2026-03-10T08:00:00Z', to: '2026-03-10T09:00:00Z' })).toEqual(['release'])
  })

  it('are left out where the filters let nothing through that they touch', async () => {
    const march = { from: '2026-03-01', to: '2026-03-09' }
    const by = (dimension: string, values: (string | null)[], exclude = false) =>
      ids({ ...march, filters: [{ dimension, values, exclude }] })
    expect(await by('brand', ['Alpina'])).toEqual([])
    expect(await by('brand', ['Alpina', 'Nordlicht'])).toEqual(['spring'])
    expect(await by('brand', ['Nordlicht'], true)).toEqual([])
    expect(await by('channel', ['whatsapp'], true)).toEqual(['spring'])
    expect(await by('channel', ['email', null])).toEqual([])
    expect(await by('team', ['orders'])).toEqual(['spring'])
    expect(await by('priority', ['high'])).toEqual(['spring'])
  })

  it('are refused where they make no sense, field by field', async () => {
    const refused = async (body: object) =>
      (await put('x', { kind: 'other', text: 'x', ...body })).body.fields
    expect(await refused({ from: '2026-02-30' })).toHaveProperty('from')
    expect(await refused({ from: '2026-03-02', to: '2026-03-01' })).toEqual({ to: 'not before from' })
    expect(await refused({ from: '2026-03-02', to: '2026-03-03T00:00:00Z' })).toEqual({
      to: 'days or instants, as in from',
    })
    expect(await refused({ from: '2026-03-02T00:00:00Z', to: '2026-03-02T01:00:00+01:00' })).toEqual({
      to: 'after from',
    })
    expect(await refused({ from: '2026-03-02', text: ' ', scope: { agent: ['a'] } })).toHaveProperty('text')
    expect(await refused({ from: '2026-03-02', expected_effect_pct: -101 })).toHaveProperty(
      'expected_effect_pct',
    )
    expect((await post(folder.app, '/api/v1/annotations', { tz: 'Mars/Olympus' })).status).toBe(400)
    expect((await post(folder.app, '/api/v1/annotations', { from: 'soon' })).status).toBe(400)
  })

  it('change no clock, have a history, and go when withdrawn', async () => {
    const changed = await put('may-day', { kind: 'holiday', text: 'Labour Day', from: '2026-05-01' })
    expect(changed.body).toMatchObject({ version: 2, clocksChanged: 0 })
    expect((await call('GET', '/config/annotation/may-day/history')).body).toHaveLength(2)
    await call('DELETE', '/config/annotation/may-day')
    expect(await ids({ from: '2026-05-01' })).toEqual([])
  })
})
