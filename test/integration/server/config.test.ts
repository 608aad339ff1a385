import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFolder, post, type TestFolder } from './folder.ts'

let folder: TestFolder
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.close())

const call = async (method: string, path: string, body?: unknown) => {
  const response = await folder.app.request(`http://localhost:3000/api/v1/config${path}`, {
    method,
    headers: { host: 'localhost:3000', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, body: isJson ? JSON.parse(text) : text }
}

const VIP = { name: 'VIP', position: 10, targets: { first_response: { minutes: { high: 30 } } } }
const NOW = '2026-03-04T12:00:00Z'

describe('configuration over HTTP', () => {
  it('tells kinds with schemas that a form can be made from', async () => {
    const { body } = await call('GET', '/kinds')
    expect(body.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['calendar', 'policy', 'view']),
    )
    expect(body.find(({ kind }: { kind: string }) => kind === 'policy').schema).toMatchObject({
      type: 'object',
      required: ['name', 'position', 'targets'],
      additionalProperties: false,
      properties: { position: { type: 'integer' } },
    })
    expect((await call('GET', '/nope')).status).toBe(404)
    expect((await call('GET', '/policy/nope')).status).toBe(404)
    expect((await call('GET', '/policy/default')).body).toMatchObject({ version: 1, state: 'in_force' })
  })

  it('takes a version, refuses another on an old base, and shows what changed', async () => {
    expect(await call('PUT', '/policy/vip', { body: VIP, basedOn: 0, note: 'asked for' })).toMatchObject({
      status: 200,
      body: { version: 1, validFrom: NOW, recordedAt: NOW, author: 'admin', note: 'asked for' },
    })
    const changed = { ...VIP, targets: { first_response: { minutes: { high: 20, low: 60 } } } }
    const dated = { body: changed, validFrom: '2026-03-01T00:00:00+01:00', basedOn: 1 }
    expect((await call('PUT', '/policy/vip', dated)).body).toMatchObject({
      version: 2,
      validFrom: '2026-02-28T23:00:00Z',
    })
    const stale = await call('PUT', '/policy/vip', dated)
    expect([stale.status, stale.body.code]).toEqual([409, 'conflict'])
    expect(stale.body.detail).toContain('is at version 2')
    expect((await call('GET', '/policy/vip/diff')).body).toEqual({
      from: 1,
      to: 2,
      changes: [
        { field: 'targets.first_response.minutes.high', before: 30, after: 20 },
        { field: 'targets.first_response.minutes.low', before: null, after: 60 },
      ],
    })
    expect((await call('GET', '/policy/vip/diff?from=2&to=1')).body.changes[0]).toMatchObject({ after: 30 })
    expect((await call('GET', '/policy/vip/diff?from=7')).status).toBe(404)
    expect((await call('GET', '/policy/vip?at=2026-02-28T22:59:59Z')).status).toBe(404)
    const history = (await call('GET', '/policy/vip/history')).body as { version: number; state: string }[]
    expect(history.map(({ version, state }) => [version, state])).toEqual([
      [2, 'in_force'],
      [1, 'superseded'],
    ])
  })

  it('names the fields of what it refuses', async () => {
    const century = { ...VIP, name: 'Slow', targets: { resolution: { minutes: { low: 52_560_000 } } } }
    expect(await call('PUT', '/policy/slow', { body: century })).toMatchObject({
      status: 400,
      body: {
        code: 'invalid',
        fields: { 'targets.resolution.minutes.low': 'at most 366 days, in minutes' },
      },
    })
    expect((await call('PUT', '/policy/twin', { body: VIP })).body.fields).toEqual({
      name: 'policy vip is named VIP too',
    })
    expect((await call('PUT', '/policy/vip', { body: VIP, validFrom: 'yesterday' })).body.fields).toEqual({
      validFrom: 'an instant such as 2026-12-01T00:00:00Z',
    })
    expect((await call('PUT', '/policy/vip', { body: null })).status).toBe(400)
    expect((await call('DELETE', '/calendar/default')).body.fields).toEqual({
      id: 'the default calendar cannot be withdrawn',
    })
  })

  it('withdraws and restores', async () => {
    expect((await call('DELETE', '/policy/vip?basedOn=1')).status).toBe(409)
    expect((await call('DELETE', '/policy/vip?basedOn=2&note=over')).body).toMatchObject({
      version: 3,
      body: null,
      note: 'over',
    })
    expect((await call('GET', '/policy/vip')).status).toBe(404)
    expect((await call('GET', '/policy')).body).toHaveLength(1)
    expect((await call('GET', '/policy?all=true')).body[1]).toMatchObject({ id: 'vip', state: 'withdrawn' })
    expect((await call('POST', '/policy/vip/restore', { version: 1 })).body).toMatchObject({
      version: 4,
      body: { targets: { first_response: { minutes: { high: 30 } } } },
    })
  })

  it('exports and imports the same, and says beforehand what would change', async () => {
    const exported = await call('GET', '/export')
    expect(exported.body).toContain('- kind: policy\n  id: vip\n')
    const again = await call('POST', '/import', { yaml: exported.body })
    const actions = again.body.rows.map(({ action }: { action: string }) => action)
    expect(actions.length).toBeGreaterThanOrEqual(3)
    expect(new Set(actions)).toEqual(new Set(['unchanged']))
    const yaml = exported.body.replace(
      'high: 30 }\n        calendar: team\n        goal: 0.9\n        pauses: []\n',
      'high: 31 }\n',
    )
    const vip = (answer: Awaited<ReturnType<typeof call>>) =>
      answer.body.rows.find(({ id }: { id: string }) => id === 'vip')
    const dry = await call('POST', '/import?dryRun=true', { yaml })
    expect(dry.body.rows.filter(({ action }: { action: string }) => action !== 'unchanged')).toEqual([
      vip(dry),
    ])
    expect(vip(dry)).toMatchObject({
      kind: 'policy',
      version: 5,
      action: 'changed',
      backdated: false,
      changes: [{ field: 'targets.first_response.minutes.high', before: 30, after: 31 }],
    })
    expect((await call('GET', '/policy/vip')).body.version).toBe(4)
    expect(vip(await call('POST', '/import?dryRun=false', { yaml })).version).toBe(5)
    expect((await call('GET', '/policy/vip')).body.version).toBe(5)
  })

  it('takes no change from another site', async () => {
    const foreign = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
    const response = await post(folder.app, '/api/v1/config/import', { yaml: 'x' }, foreign)
    expect(response.status).toBe(403)
  })
})
