import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cloudEvents } from './cloudevents.ts'
import type { CloudEventsSettings } from './settings.ts'
import { verifyStandardWebhook } from './standard-webhooks.ts'
import { verifyCloudEvents } from './verify.ts'

const key = Buffer.alloc(24, 7)
const secret = `whsec_${key.toString('base64')}`
const other = `whsec_${Buffer.alloc(24, 8).toString('base64')}`
const body = Buffer.from('{"specversion":"1.0"}')
const NOW = 1_772_442_900

function signed(at: number, bytes: Uint8Array = body, id = 'msg_1'): Record<string, string> {
  const signature = createHmac('sha256', key).update(`${id}.${at}.`).update(bytes).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` }
}
const settings = (input: object) => cloudEvents.parseSettings(input) as CloudEventsSettings

describe('signature', () => {
  it('verifies under any current secret and any of the signatures', () => {
    expect(verifyStandardWebhook({ headers: signed(NOW), body }, [other, secret], NOW)).toBe(true)
    const headers = signed(NOW)
    headers['webhook-signature'] = `v1,AAAA v2,BBBB ${headers['webhook-signature']}`
    expect(verifyStandardWebhook({ headers, body }, [secret], NOW)).toBe(true)
    expect(verifyStandardWebhook({ headers, body }, [other], NOW)).toBe(false)
    expect(verifyStandardWebhook({ headers, body }, [], NOW)).toBe(false)
  })

  it('holds for five minutes either way', () => {
    const verify = (at: number) => verifyStandardWebhook({ headers: signed(at), body }, [secret], NOW)
    expect([NOW - 300, NOW + 300].map(verify)).toEqual([true, true])
    expect([NOW - 301, NOW + 301].map(verify)).toEqual([false, false])
  })

  it('covers id, timestamp and body', () => {
    const verify = (headers: Record<string, string>, bytes = body) =>
      verifyStandardWebhook({ headers, body: bytes }, [secret], NOW)
    expect(verify({ ...signed(NOW), 'webhook-id': 'msg_2' })).toBe(false)
    expect(verify({ ...signed(NOW), 'webhook-timestamp': String(NOW + 1) })).toBe(false)
    expect(verify(signed(NOW), Buffer.from('{"specversion":"1.1"}'))).toBe(false)
    expect(verify({ ...signed(NOW), 'webhook-timestamp': 'now' })).toBe(false)
    expect(verify({})).toBe(false)
  })

  const vectors = '../shared/vectors/webhook-signatures.json'
  const present = existsSync(vectors)
  it.skipIf(!present)(
    `agrees with the published vector${present ? '' : ` (skipped: ${vectors} is absent)`}`,
    () => {
      const all = JSON.parse(readFileSync(vectors, 'utf8')) as {
        scheme: string
        headers: Record<string, string>
        secret: string
        body: string
        signature: string
      }[]
      const vector = all.find((one) => one.scheme === 'standard-webhooks')
      if (!vector) throw new Error('no vector')
      const headers = { ...vector.headers, 'webhook-signature': vector.signature }
      const now = Number(vector.headers['webhook-timestamp'])
      const request = { headers, body: Buffer.from(vector.body) }
      expect(verifyStandardWebhook(request, [vector.secret], now)).toBe(true)
      expect(verifyStandardWebhook(request, [vector.secret], now + 301)).toBe(false)
    },
  )
})

describe('bearer token', () => {
  const token = 'a-token-of-some-length'
  const verify = (authorization: string, input: object = { token: ['older-token-of-length', token] }) =>
    verifyCloudEvents({ headers: { authorization }, body }, settings(input), NOW)

  it('verifies one of the settings', () => {
    expect(verify(`Bearer ${token}`)).toBe(true)
    expect(verify(`bearer ${token}`)).toBe(true)
  })

  it.each([`Bearer ${token}x`, 'Bearer ', token, `Basic ${token}`, 'Bearer older'])(
    'refuses "%s"',
    (given) => {
      expect(verify(given)).toBe(false)
    },
  )

  it('is nothing where none is configured', () => {
    expect(verify(`Bearer ${token}`, {})).toBe(false)
    expect(verify('Bearer undefined', { signing_secret: secret })).toBe(false)
  })
})

describe('settings', () => {
  it.each([
    [{ signing_secret: 'whsec_c2hvcnQ=' }],
    [{ signing_secret: 'whsec_***' }],
    [{ token: 'short' }],
    [{ country: 'Germany' }],
    [{ secret }],
  ])('refuse %j', (input) => {
    expect(() => cloudEvents.parseSettings(input)).toThrow()
  })
})

describe('handshake', () => {
  const ask = (headers: Record<string, string>, input: object = {}, method = 'OPTIONS') =>
    cloudEvents.handshake?.(
      { method, query: new URLSearchParams(), headers },
      cloudEvents.parseSettings(input),
    )
  const asked = { 'webhook-request-origin': 'events.example.org' }

  it('is granted to anyone by default, and to listed origins', () => {
    expect(ask(asked)).toMatchObject({
      status: 200,
      headers: { 'webhook-allowed-origin': '*', 'webhook-allowed-rate': '*' },
    })
    const listed = ask(asked, { allowed_origins: ['events.example.org'], allowed_rate: 120 })
    expect(listed?.headers).toMatchObject({
      'webhook-allowed-origin': 'events.example.org',
      'webhook-allowed-rate': '120',
    })
  })

  it('is refused to others', () => {
    const answer = ask(asked, { allowed_origins: ['else.example.org'] })
    expect(answer?.status).toBe(403)
    expect(answer?.headers).toEqual({})
  })

  it('is none without an origin or by another method', () => {
    expect(ask({})).toBeNull()
    expect(ask(asked, {}, 'GET')).toBeNull()
  })
})
