import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACCESS } from '../../../server/access.ts'
import { timelineSchema } from '../../../server/routes/tickets-schema.ts'
import { deliver, openFolder, post, type TestFolder, textDelivery } from './folder.ts'

let folder: TestFolder
beforeAll(async () => {
  folder = await openFolder()
  await deliver(folder.app, textDelivery('a', '2026-03-04T11:00:00Z'))
  await deliver(folder.app, '{"object": 1}')
  await folder.pegel.settle()
})
afterAll(() => folder.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  Promise.resolve(
    folder.app.request(`http://localhost:3000${path}`, { headers: { host: 'localhost:3000', ...headers } }),
  )

interface OpenApi {
  openapi: string
  paths: Record<string, Record<string, { responses: object; summary?: string }>>
}

const routes = () => folder.app.routes.filter(({ method }) => method !== 'ALL')

describe('the whole surface', () => {
  it('has a policy for every route and a route for every policy', () => {
    expect([...new Set(routes().map(({ method, path }) => `${method} ${path}`))].sort()).toEqual(
      Object.keys(ACCESS).sort(),
    )
  })

  it('answers people by loopback names alone, on every one of their routes', async () => {
    const open = routes().filter(({ path }) => !/^\/(livez|readyz|hooks|internal)/.test(path))
    expect(open.length).toBeGreaterThan(10)
    for (const { method, path } of open) {
      const headers = { host: 'rebound.example', 'content-type': 'application/json' }
      const response = await folder.app.request(`http://rebound.example${path}`, { method, headers })
      expect([method, path, response.status]).toEqual([method, path, 403])
    }
  })

  it('sends the security headers with every answer, refusals included', async () => {
    for (const path of ['/api/v1/status', '/api/v1/nothing', '/', '/livez', '/api/docs', '/hooks/nobody']) {
      const { headers } = await get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('describes every public route in OpenAPI 3.1', async () => {
    const document = (await (await get('/api/v1/openapi.json')).json()) as OpenApi
    expect(document.openapi).toBe('3.1.0')
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    const hidden = ['GET /*', 'GET /api/docs']
    const wanted = Object.keys(ACCESS).filter((key) => !key.includes('/internal/') && !hidden.includes(key))
    expect(described.sort()).toEqual(wanted.sort())
  })

  it('shows the description on a page that loads and runs nothing', async () => {
    const page = await (await get('/api/docs')).text()
    expect(page).toContain('/api/v1/tickets/{key}/timeline')
    expect(page).toContain('id="schema-QueryResult"')
    expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(|undefined|\[object/)
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    const ids = new Set([...page.matchAll(/id="([^"]+)"/g)].map(([, id]) => id))
    expect(targets.filter((id) => !ids.has(id as string))).toEqual([])
  })

  it('has no address for machines behind the pages', async () => {
    for (const path of ['/api/v1/nothing', '/api', '/internal/command', '/hooks', '//api/v1/status']) {
      expect([path, (await get(path)).status]).toEqual([path, 404])
    }
    expect((await get('/explore')).status).toBe(503)
  })
})

describe('resources', () => {
  it('tells status, sources and dead letters', async () => {
    expect(await (await get('/api/v1/status')).json()).toMatchObject({
      version: '0.0.0',
      events: 1,
      empty: false,
    })
    const sources = (await (await get('/api/v1/sources')).json()) as { name: string; deadLetters: number }[]
    expect(sources.find(({ name }) => name === 'inbox')).toMatchObject({
      deadLetters: 1,
      events: 1,
      configured: true,
    })
    const letters = (await (await get('/api/v1/dead-letters?source=inbox')).json()) as {
      total: number
      rows: { id: number; reason: string }[]
    }
    expect(letters.total).toBe(1)
    const replay = await post(folder.app, `/api/v1/dead-letters/${letters.rows[0]?.id}/replay`, {})
    expect(await replay.json()).toMatchObject({ status: 'dead_letter', events: 0 })
    expect((await post(folder.app, '/api/v1/dead-letters/999999/replay', {})).status).toBe(404)
    expect((await get('/api/v1/dead-letters?limit=0')).status).toBe(400)
  })

  it('tells a conversation, and which clocks run', async () => {
    const risksWithin = async (query: string) =>
      (await (await get(`/api/v1/at-risk${query}`)).json()) as { ticketKey: string; target: string }[]
    const risks = await risksWithin('')
    expect(risks.map(({ target }) => target)).toEqual(['first_response', 'resolution'])
    expect((await risksWithin('?within=3600')).map(({ target }) => target)).toEqual(['first_response'])
    const key = risks[0]?.ticketKey as string
    const timeline = timelineSchema.parse(
      await (await get(`/api/v1/tickets/${encodeURIComponent(key)}/timeline`)).json(),
    )
    expect(timeline.messages).toHaveLength(1)
    expect((await get('/api/v1/tickets/nobody:1/timeline')).status).toBe(404)
  })

  it('tells the error budget and the days off of the calendars', async () => {
    const budget = (await (await get('/api/v1/sla/budget?tz=Europe/Berlin')).json()) as {
      from: string
      rows: { policy: string; target: string; goal: number; left: number | null }[]
    }
    expect(budget.from).toBe('2026-02-28T23:00:00Z')
    expect(budget.rows.map(({ policy, target, goal, left }) => [policy, target, goal, left])).toEqual([
      ['Default', 'first_response', 0.9, null],
      ['Default', 'next_response', 0.9, null],
      ['Default', 'resolution', 0.9, null],
    ])
    expect((await get('/api/v1/sla/budget?tz=Mars/Olympus')).status).toBe(400)
    const [off] = (await (await get('/api/v1/sla/days-off')).json()) as { days: { date: string }[] }[]
    expect(off?.days[0]).toEqual({ date: '2026-04-03', name: 'Karfreitag', hours: [] })
  })

  it('tells the catalog', async () => {
    const metrics = (await (await get('/api/v1/metrics')).json()) as { id: string; label: { de: string } }[]
    expect(metrics.length).toBeGreaterThanOrEqual(40)
    expect(metrics.find(({ id }) => id === 'backlog_open')?.label.de).toBe('Offene Tickets')
    expect(await (await get('/api/v1/dimensions/channel/values')).json()).toEqual([
      { value: 'whatsapp', count: 1 },
    ])
    expect((await get('/api/v1/dimensions/nope/values')).status).toBe(400)
  })

  it('is alive and ready', async () => {
    for (const path of ['/livez', '/readyz', '/readyz?q=query']) expect((await get(path)).status).toBe(200)
  })
})
