import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_DELIVERY_BYTES } from '../../../server/limits.ts'
import { deliver, openFolder, signature, type TestFolder, textDelivery, VERIFY_TOKEN } from './folder.ts'

let folder: TestFolder
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.close())

const AT = '2026-03-02T09:00:00Z'

async function stored(): Promise<{ events: number; deadLetters: number; reasons: string[] }> {
  await folder.pegel.settle()
  const [source] = (await folder.pegel.sources()).filter(({ name }) => name === 'inbox')
  const letters = await folder.pegel.deadLetters({ source: 'inbox' })
  return {
    events: source?.events ?? 0,
    deadLetters: letters.total,
    reasons: letters.rows.map((row) => row.reason),
  }
}

/** A delivery of exactly so many bytes, padded inside a field that nobody reads. */
function sized(bytes: number): string {
  const whole = textDelivery('sized', AT)
  const padding = ' '.repeat(bytes - Buffer.byteLength(whole))
  return whole.replace('{', `{${padding}`)
}

describe('webhooks', () => {
  it('store what is signed, once however often it comes', async () => {
    const before = await stored()
    const body = textDelivery('one', AT)
    for (let i = 0; i < 3; i++) expect((await deliver(folder.app, body)).status).toBe(200)
    expect((await stored()).events).toBe(before.events + 1)
  })

  it('refuse a wrong, missing or foreign signature and a body that was changed after it', async () => {
    const before = await stored()
    const seqBefore = (
      await folder.pegel.accept({ source: 'inbox', account: null, headers: {}, body: Buffer.from('{}') })
    ).seq
    const body = textDelivery('forged', AT)
    const refused = await Promise.all([
      deliver(folder.app, body, { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }),
      deliver(folder.app, body, { 'x-hub-signature-256': '' }),
      deliver(folder.app, body, { 'x-hub-signature-256': signature(body, 'another secret') }),
      deliver(folder.app, body, { 'x-hub-signature-256': signature(body).slice(0, -2) }),
      deliver(folder.app, `${body} `, { 'x-hub-signature-256': signature(body) }),
      folder.app.request('/hooks/inbox', { method: 'POST', body }),
    ])
    expect(refused.map((response) => response.status)).toEqual([401, 401, 401, 401, 401, 401])
    expect(await refused[0]?.json()).toMatchObject({ code: 'unauthorized', status: 401 })
    const seqAfter = (
      await folder.pegel.accept({ source: 'inbox', account: null, headers: {}, body: Buffer.from('{}') })
    ).seq
    expect(seqAfter).toBe(seqBefore + 1)
    expect((await stored()).events).toBe(before.events)
  })

  it('know only the connections that there are', async () => {
    const response = await folder.app.request('/hooks/nobody', { method: 'POST', body: '{}' })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it('verify nothing for a connection without a secret', async () => {
    const body = textDelivery('unconfigured', AT)
    const headers = { 'x-hub-signature-256': signature(body, '') }
    expect((await folder.app.request('/hooks/whatsapp', { method: 'POST', headers, body })).status).toBe(401)
  })

  it('take what cannot be mapped and keep it with its reason', async () => {
    const before = await stored()
    const bodies = [
      '{"object": "whatsapp_business_account", "entry": [',
      '[]',
      'null',
      Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
      '',
      textDelivery('stray', AT, '491700000002', '999'),
    ]
    for (const body of bodies) expect((await deliver(folder.app, body)).status).toBe(200)
    const after = await stored()
    expect(after.deadLetters - before.deadLetters).toBe(bodies.length)
    expect(after.reasons.every((reason) => reason.length > 0)).toBe(true)
    expect(after.events).toBe(before.events)
  })

  it('take 3 MB and not a byte more, however the length is told', async () => {
    expect((await deliver(folder.app, sized(MAX_DELIVERY_BYTES))).status).toBe(200)
    const large = sized(MAX_DELIVERY_BYTES + 1)
    const told = await deliver(folder.app, large, { 'content-length': String(large.length) })
    expect(told.status).toBe(413)
    expect(await told.json()).toMatchObject({ code: 'too_large' })
    const chunked = new Request('http://localhost/hooks/inbox', {
      method: 'POST',
      headers: { 'x-hub-signature-256': signature(large), 'transfer-encoding': 'chunked' },
      body: new Blob([large]).stream(),
      duplex: 'half',
    } as RequestInit)
    expect((await folder.app.request(chunked)).status).toBe(413)
  })

  it('answer the handshake with the challenge, and only to who knows the word', async () => {
    const ask = (token: string) =>
      folder.app.request(`/hooks/inbox?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`)
    const right = await ask(VERIFY_TOKEN)
    expect([right.status, await right.text()]).toEqual([200, '1158201444'])
    expect((await ask('wrong')).status).toBe(403)
    expect((await folder.app.request('/hooks/cloudevents')).status).toBe(404)
  })

  it('write no body, number or name to the log', async () => {
    await deliver(folder.app, textDelivery('logged', AT), { 'x-hub-signature-256': 'sha256=00' })
    const text = JSON.stringify(folder.logged)
    expect(text).toContain('delivery refused')
    expect(text).not.toMatch(/4917|parcel|customer"/)
  })
})
