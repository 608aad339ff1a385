import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { whatsapp } from './whatsapp.ts'

const body = Buffer.from('{"object":"whatsapp_business_account","entry":[],"name":"\\u00e9"}')
const signed = (secret: string, bytes: Uint8Array = body) => ({
  'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`,
})
const settings = (app_secret: string | string[]) => whatsapp.parseSettings({ app_secret, verify_token: 'vt' })

describe('signature', () => {
  it('verifies under the current and the previous secret', () => {
    const both = settings(['new', 'old'])
    expect(whatsapp.verify({ headers: signed('new'), body }, both)).toBe(true)
    expect(whatsapp.verify({ headers: signed('old'), body }, both)).toBe(true)
    expect(whatsapp.verify({ headers: signed('older'), body }, both)).toBe(false)
  })

  it('sees the raw bytes: the same JSON in another spelling does not verify', () => {
    const other = Buffer.from(JSON.stringify(JSON.parse(body.toString())))
    expect(whatsapp.verify({ headers: signed('s'), body: other }, settings('s'))).toBe(false)
  })

  it.each([
    [{}],
    [{ 'x-hub-signature-256': '' }],
    [{ 'x-hub-signature-256': 'sha256=' }],
    [{ 'x-hub-signature-256': 'sha1=00' }],
    [{ 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
    [{ 'x-hub-signature-256': `${signed('s')['x-hub-signature-256']}00` }],
  ])('refuses %j', (headers: Record<string, string>) => {
    expect(whatsapp.verify({ headers, body }, settings('s'))).toBe(false)
  })

  it('verifies nothing without a secret', () => {
    expect(whatsapp.verify({ headers: signed(''), body }, whatsapp.parseSettings({}))).toBe(false)
  })

  const vectors = '../shared/vectors/webhook-signatures.json'
  const present = existsSync(vectors)
  it.skipIf(!present)(
    `agrees with published vectors${present ? '' : ` (skipped: ${vectors} is absent)`}`,
    () => {
      const all = JSON.parse(readFileSync(vectors, 'utf8')) as Record<string, string>[]
      const meta = all.filter((vector) => vector.scheme === 'meta')
      expect(meta.length).toBeGreaterThanOrEqual(2)
      for (const { secret = '', body: text = '', signature = '' } of meta) {
        const request = { headers: { 'x-hub-signature-256': signature }, body: Buffer.from(text) }
        expect(whatsapp.verify(request, settings(secret))).toBe(true)
        expect(whatsapp.verify({ ...request, body: Buffer.from(`${text} `) }, settings(secret))).toBe(false)
      }
    },
  )
})

describe('handshake', () => {
  const ask = (query: string, method = 'GET') =>
    whatsapp.handshake?.({ method, query: new URLSearchParams(query), headers: {} }, settings('s'))

  it('answers the challenge as plain text', () => {
    const answer = ask('hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=vt')
    expect(answer).toMatchObject({ status: 200, body: '1158201444' })
    expect(answer?.headers['content-type']).toMatch(/^text\/plain/)
  })

  it.each([
    ['hub.mode=subscribe&hub.challenge=1&hub.verify_token=VT'],
    ['hub.mode=subscribe&hub.challenge=1'],
    ['hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=vt'],
    ['hub.mode=subscribe&hub.verify_token=vt'],
    [''],
  ])('forbids "%s"', (query) => {
    const answer = ask(query)
    expect(answer?.status).toBe(403)
  })

  it('forbids an empty token where none is configured', () => {
    const query = new URLSearchParams('hub.mode=subscribe&hub.challenge=1&hub.verify_token=')
    const answer = whatsapp.handshake?.({ method: 'GET', query, headers: {} }, whatsapp.parseSettings({}))
    expect(answer?.status).toBe(403)
  })

  it('is no answer to a POST', () => {
    expect(ask('hub.mode=subscribe&hub.challenge=1&hub.verify_token=vt', 'POST')).toBeNull()
  })
})
