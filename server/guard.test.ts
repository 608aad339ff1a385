import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { answerError } from './errors.ts'
import { guard } from './guard.ts'

const TOKEN = 'a'.repeat(43)

function app(): Hono {
  const one = new Hono()
  one.onError((error, c) => answerError(error, c, () => {}))
  one.use('*', guard(TOKEN))
  one.get('/livez', (c) => c.text('reached'))
  one.post('/hooks/:source', (c) => c.text('reached'))
  one.post('/api/v1/query', (c) => c.text('reached'))
  one.get('/api/v1/metrics', (c) => c.text('reached'))
  one.get('/api/v1/forgotten', (c) => c.text('reached'))
  one.post('/internal/command', (c) => c.text('reached'))
  return one
}

const json = { 'content-type': 'application/json' }

async function status(path: string, init: RequestInit): Promise<number> {
  return (await app().request(`http://localhost:3000${path}`, init)).status
}

const post = (path: string, headers: Record<string, string>) =>
  status(path, { method: 'POST', headers, body: '{}' })
const get = (path: string, headers: Record<string, string>) => status(path, { headers })

describe('guard', () => {
  it('denies a route that the access table does not state', async () => {
    expect(await get('/api/v1/forgotten', {})).toBe(403)
  })

  it('answers a person on loopback, and nobody who came by another name or through a proxy', async () => {
    expect(await get('/api/v1/metrics', { host: '127.0.0.1:3000' })).toBe(200)
    expect(await get('/api/v1/metrics', { host: 'rebound.example:3000' })).toBe(403)
    expect(await get('/api/v1/metrics', { host: 'localhost:3000', 'x-forwarded-for': '203.0.113.9' })).toBe(
      403,
    )
    expect(await get('/api/v1/metrics', { host: 'localhost:3000', forwarded: 'for=203.0.113.9' })).toBe(403)
  })

  it('leaves webhooks and health to whoever reaches them by whatever name', async () => {
    const proxied = { host: 'support.example', 'x-forwarded-for': '203.0.113.9' }
    expect(await post('/hooks/inbox', proxied)).toBe(200)
    expect(await get('/livez', proxied)).toBe(200)
  })

  it('takes changes as JSON only', async () => {
    expect(await post('/api/v1/query', json)).toBe(200)
    expect(await post('/api/v1/query', { 'content-type': 'application/json; charset=utf-8' })).toBe(200)
    expect(await post('/api/v1/query', { 'content-type': 'text/plain' })).toBe(415)
    expect(await post('/api/v1/query', { 'content-type': 'application/jsonp' })).toBe(415)
    expect(await post('/api/v1/query', { 'content-type': 'application/x-www-form-urlencoded' })).toBe(415)
    expect(await post('/api/v1/query', { 'content-type': '' })).toBe(415)
  })

  it('takes no changes from pages of other origins', async () => {
    const host = { host: 'localhost:3000' }
    expect(await post('/api/v1/query', { ...json, ...host, origin: 'http://localhost:3000' })).toBe(200)
    expect(await post('/api/v1/query', { ...json, ...host, origin: 'http://localhost:4000' })).toBe(403)
    expect(await post('/api/v1/query', { ...json, ...host, origin: 'https://evil.example' })).toBe(403)
    expect(await post('/api/v1/query', { ...json, ...host, origin: 'null' })).toBe(403)
    expect(await post('/api/v1/query', { ...json, ...host, 'sec-fetch-site': 'same-origin' })).toBe(200)
    expect(await post('/api/v1/query', { ...json, ...host, 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await post('/api/v1/query', { ...json, ...host, 'sec-fetch-site': 'cross-site' })).toBe(403)
  })

  it('lets the command line in by its token alone', async () => {
    expect(await post('/internal/command', { ...json, authorization: `Bearer ${TOKEN}` })).toBe(200)
    expect(await post('/internal/command', { ...json, authorization: `Bearer ${TOKEN.slice(1)}b` })).toBe(401)
    expect(await post('/internal/command', { ...json, authorization: 'Bearer ' })).toBe(401)
    expect(await post('/internal/command', json)).toBe(401)
  })
})
