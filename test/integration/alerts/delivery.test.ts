import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BACKOFF_S } from '../../../pipelines/alerts/deliver/backoff.ts'
import { signedHeaders } from '../../../pipelines/alerts/deliver/webhook.ts'
import { Alerts } from '../../../pipelines/alerts/run.ts'
import type { Notice } from '../../../pipelines/alerts/state/dispatch.ts'
import { writeNotice } from '../../../pipelines/alerts/store.ts'
import { listDeliveries, replayDelivery } from '../../../pipelines/alerts/verbs/deliveries.ts'
import {
  enableEndpoint,
  keepAddress,
  listEndpoints,
  rotateSecret,
} from '../../../pipelines/alerts/verbs/endpoints.ts'
import { putConfig } from '../../../pipelines/config/verbs/put.ts'
import { openPegel, type Pegel } from '../../../pipelines/pegel.ts'
import { tempFolder } from '../pipeline/folder.ts'
import { mailServer, receiver } from './receiver.ts'

const HOUR = 3_600_000
const folder = tempFolder()
const dataDir = join(folder.path, 'data')
let clock = Date.parse('2026-11-20T12:00:00Z')
let hook: Awaited<ReturnType<typeof receiver>>
let smtp: Awaited<ReturnType<typeof mailServer>>
let pegel: Pegel
let alerts: Alerts
let secret: string
let rebind: string[] = []

beforeAll(async () => {
  ;[hook, smtp] = await Promise.all([receiver(), mailServer()])
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(
    join(dataDir, 'pegel.yml'),
    JSON.stringify({
      alerts: {
        allow_private: ['127.0.0.1'],
        admins: ['ops@example.com'],
        link: 'https://pegel.example.com',
      },
      mail: { host: '127.0.0.1', port: smtp.port, from: 'Pegel <pegel@example.com>' },
    }),
  )
  pegel = await openPegel({ dataDir, now: () => new Date(clock) })
  alerts = await Alerts.open(pegel, {
    send: {
      timeoutMs: 300,
      random: () => 0.5,
      resolve: async (host) =>
        host === 'rebinding.example.com' ? [{ address: rebind.shift() ?? '10.0.0.1', family: 4 }] : [],
    },
  })
  const put = (kind: string, id: string, body: Record<string, unknown>) =>
    putConfig(pegel, { kind, id, body, validFrom: null, author: 'test' })
  await put('endpoint', 'hook', { type: 'webhook', name: 'Hook', url: hook.url })
  await put('endpoint', 'inside', { type: 'webhook', name: 'Inside', url: 'http://10.1.2.3/hook' })
  await put('endpoint', 'rebinding', {
    type: 'webhook',
    name: 'Rebinding',
    url: hook.url.replace('127.0.0.1', 'rebinding.example.com'),
  })
  await put('endpoint', 'slack', { type: 'slack', name: 'Channel' })
  await put('endpoint', 'teams', { type: 'teams', name: 'Crew', language: 'de' })
  await put('endpoint', 'mail', { type: 'email', name: 'Managers', to: ['manager@example.com'] })
  await put('alert', 'slow', {
    name: 'Slow <b>answers</b>\r\nBcc: all@example.com',
    when: {
      kind: 'metric',
      metric: 'response_time_median',
      window_min: 60,
      by: ['team'],
      is: 'above',
      enter: 900,
    },
  })
  ;({ secret } = await rotateSecret(alerts, 'hook'))
  for (const id of ['inside', 'rebinding']) await rotateSecret(alerts, id)
  for (const id of ['slack', 'teams']) await keepAddress(alerts, id, `${hook.url}/${id}`)
})
afterAll(async () => {
  await pegel.close()
  await Promise.all([hook.close(), smtp.close()])
  folder.remove()
})
beforeEach(async () => {
  clock += 30 * 24 * HOUR
  hook.got.length = 0
  hook.manner = { status: 200 }
  await pegel.engine.write(async (tx) => {
    for (const table of ['alert_delivery', 'alert_notice', 'alert_endpoint', 'alert_attempt'])
      await tx.run(`delete from ${table}`)
  })
})

const tell = (endpoints: readonly string[], more: Partial<Notice> = {}) => {
  const alert = {
    labels: { team: 'orders\nX' },
    value: 1260,
    n: 12,
    sinceMs: clock - 60_000,
    flapping: false,
  }
  const notice: Notice = {
    rule: 'slow',
    kind: 'firing',
    labels: { team: 'orders\nX' },
    atMs: clock,
    alerts: [alert],
    reason: null,
    ...more,
  }
  return pegel.engine.write((tx) => writeNotice(tx, notice, endpoints))
}
const only = async () => (await listDeliveries(pegel.engine, {})).rows[0]
const idOf = (i = 0) => String(hook.got[i]?.headers['webhook-id'])
const verified = (i: number, key = secret) => {
  const one = hook.got[i]
  const headers = Object.entries(one?.headers ?? {}).map(([name, value]) => [name, String(value)])
  return new Webhook(key).verify(one?.body ?? '', Object.fromEntries(headers))
}

const VECTORS = new URL('../../../../shared/vectors/webhook-signatures.json', import.meta.url)
const present = existsSync(VECTORS)
if (!present) console.error('skipped: ../shared/vectors/webhook-signatures.json is not here')

describe('deliveries', () => {
  it('are signed so that the public package verifies them, thin, and noted', async () => {
    clock = Date.now()
    await tell(['hook'])
    expect(await alerts.send()).toBe(1)
    const event = verified(0) as { type: string; data: Record<string, unknown> }
    expect(event).toMatchObject({
      type: 'alert.firing',
      data: {
        rule: 'slow',
        labels: { team: 'orders\nX' },
        total: 1,
        threshold: 900,
        link: 'https://pegel.example.com/alerts?rule=slow',
      },
    })
    expect(await only()).toMatchObject({
      state: 'delivered',
      attempts: 1,
      lastStatus: 200,
      reason: null,
      id: idOf(),
    })
    expect(await alerts.send()).toBe(0)
  })

  it('sign with the former secret too for a day after it is changed', async () => {
    clock = Date.now()
    const former = secret
    ;({ secret } = await rotateSecret(alerts, 'hook'))
    await tell(['hook'])
    await alerts.send()
    expect(() => verified(0, former)).not.toThrow()
    expect(() => verified(0, secret)).not.toThrow()
    expect(alerts.secrets.signing('hook', clock + 25 * HOUR)).toEqual([secret])
    const exported = await pegel.engine.rows<{ body: string }>('select body from config_version')
    expect(exported.some(({ body }) => body?.includes('whsec_'))).toBe(false)
  })

  it('are tried again after the schedule with the same id, and end among the dead letters, from which they can be sent again', async () => {
    await tell(['hook'])
    hook.manner = { status: 500 }
    const waits: number[] = []
    for (let attempt = 0; attempt <= BACKOFF_S.length; attempt++) {
      expect(await alerts.send()).toBe(1)
      expect(await alerts.send()).toBe(0)
      const { nextAt } = (await only()) ?? {}
      if (!nextAt) break
      waits.push((Date.parse(nextAt) - clock) / 1000)
      clock = Date.parse(nextAt)
    }
    expect(waits).toEqual([...BACKOFF_S])
    expect(await only()).toMatchObject({
      state: 'dead',
      attempts: 10,
      lastStatus: 500,
      reason: 'the receiver answered 500',
    })
    expect(new Set(hook.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const first = idOf()
    hook.manner = { status: 204 }
    await replayDelivery(pegel.engine, first, new Date(clock))
    await alerts.send()
    expect(idOf(hook.got.length - 1)).toBe(first)
    expect(await only()).toMatchObject({ state: 'delivered' })
    await expect(replayDelivery(pegel.engine, 'msg_none', new Date(clock))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('take no answer, a broken line and a redirect for failures, and follow none', async () => {
    for (const [manner, reason] of [
      ['hang', 'no answer in time'],
      ['reset', 'the connection failed'],
      [{ status: 301, headers: { location: hook.url } }, 'the receiver redirects, which is not followed'],
    ] as const) {
      hook.got.length = 0
      hook.manner = manner
      await tell(['hook'], { atMs: clock++ })
      expect(await alerts.send()).toBe(1)
      expect(hook.got).toHaveLength(1)
      expect(await only()).toMatchObject({ state: 'waiting', reason })
      await pegel.engine.write((tx) => tx.run('delete from alert_delivery'))
    }
  })

  it('wait for no other endpoint that hangs, which is asked once', async () => {
    const patient = await Alerts.open(pegel, { send: { timeoutMs: 600_000 } })
    hook.manner = 'hang'
    smtp.mails.length = 0
    await tell(['hook'])
    const hanging = patient.send()
    await expect.poll(() => hook.got.length).toBe(1)
    await tell(['hook', 'mail'], { atMs: clock + 1 })
    clock += 1000
    expect(await patient.send()).toBe(1)
    expect(smtp.mails).toHaveLength(1)
    expect(hook.got).toHaveLength(1)
    hook.drop()
    expect(await hanging).toBe(1)
    const { rows } = await listDeliveries(pegel.engine, { state: 'waiting' })
    expect(rows.map(({ attempts }) => attempts).sort()).toEqual([0, 1])
  })

  it('wait as long as the receiver asks', async () => {
    hook.manner = { status: 429, headers: { 'retry-after': '7200' } }
    await tell(['hook'])
    await alerts.send()
    expect(Date.parse((await only())?.nextAt ?? '') - clock).toBe(2 * HOUR)
  })

  it('end with an endpoint that is gone, of which the administrators are told', async () => {
    const before = smtp.mails.length
    hook.manner = { status: 410 }
    await tell(['hook'])
    await alerts.send()
    expect((await listEndpoints(alerts)).find(({ id }) => id === 'hook')?.disabledAt).not.toBeNull()
    clock += 1000
    await tell(['hook'])
    await alerts.send()
    expect(hook.got).toHaveLength(1)
    expect(smtp.mails.slice(before).join()).toContain('given up the endpoint hook')
    await enableEndpoint(alerts, 'hook')
    hook.manner = { status: 200 }
    await alerts.send()
    expect(hook.got).toHaveLength(2)
  })

  it('still tell the administrators after a week in which no mail could be sent', async () => {
    hook.manner = { status: 410 }
    smtp.mails.length = 0
    smtp.defer = 1000
    const giveUp = async () => {
      await tell(['hook'])
      await alerts.send()
      await alerts.send()
      await enableEndpoint(alerts, 'hook')
    }
    await giveUp()
    clock += 7 * 24 * HOUR
    await giveUp()
    clock += 1000
    smtp.defer = 0
    await giveUp()
    expect(smtp.mails.join()).toContain('given up the endpoint hook')
  })

  it('stop after five days of nothing but failures, not after five days with a success among them', async () => {
    hook.manner = { status: 503 }
    const fail = async () => {
      await tell(['hook'], { atMs: clock })
      await alerts.send()
      clock += 12 * HOUR
    }
    for (let i = 0; i < 9; i++) await fail()
    hook.manner = { status: 200 }
    await fail()
    hook.manner = { status: 503 }
    for (let i = 0; i < 10; i++) await fail()
    expect((await listEndpoints(alerts)).find(({ id }) => id === 'hook')?.disabledAt).toBeNull()
    for (let i = 0; i < 3; i++) await fail()
    expect((await listEndpoints(alerts)).find(({ id }) => id === 'hook')).toMatchObject({
      reason: 'nothing but failures for five days',
    })
    const { rows } = await listDeliveries(pegel.engine, { state: 'waiting' })
    expect(
      rows.filter(
        ({ endpoint, createdAt }) => endpoint === 'hook' && Date.parse(createdAt) < clock - 24 * HOUR,
      ),
    ).toEqual([])
  })

  it('go to no private network, whichever way it is named, though a neighbour is allowed', async () => {
    rebind = ['127.0.0.1', '10.0.0.1']
    await tell(['inside', 'rebinding'])
    await alerts.send()
    const byEndpoint = new Map(
      (await listDeliveries(pegel.engine, {})).rows.map((row) => [row.endpoint, row]),
    )
    expect(byEndpoint.get('inside')).toMatchObject({
      state: 'waiting',
      reason: 'the address cannot be reached or is not allowed',
    })
    expect(byEndpoint.get('rebinding')).toMatchObject({ state: 'delivered' })
    hook.got.length = 0
    clock += 1000
    await tell(['rebinding'])
    await alerts.send()
    expect(hook.got).toEqual([])
  })

  it('reach Slack, Teams and mailboxes in words, with names that cannot do harm', async () => {
    await tell(['slack', 'teams', 'mail'])
    smtp.mails.length = 0
    expect(await alerts.send()).toBe(3)
    const slack = JSON.parse(hook.got.find(({ path }) => path.endsWith('slack'))?.body ?? '{}')
    expect(slack.text).toBe('Firing · Slow &lt;b&gt;answers&lt;/b&gt; Bcc: all@example.com · orders X')
    const teams = JSON.parse(hook.got.find(({ path }) => path.endsWith('teams'))?.body ?? '{}')
    expect(teams.attachments[0].content.body[0].text).toContain('Alarm · Slow')
    expect(Buffer.byteLength(JSON.stringify(teams))).toBeLessThan(28_000)
    const [mail = ''] = smtp.mails
    const [head = '', ...body] = mail.split('\r\n\r\n')
    expect(head).toMatch(/^Subject: =\?UTF-8\?Q\?Firing/im)
    expect(head).not.toMatch(/^Bcc:/im)
    expect(head).toMatch(/^Message-ID: <msg_[0-9a-f]{26}@pegel>/im)
    expect(body.join('')).toContain('21 min (n 12)')
  })

  it('wait where the mail server defers, and keep their Message-ID', async () => {
    smtp.mails.length = 0
    smtp.defer = 1
    await tell(['mail'])
    await alerts.send()
    expect(await only()).toMatchObject({ state: 'waiting', reason: 'the mail server answered 451' })
    const { id } = (await only()) ?? {}
    clock += 6000
    await alerts.send()
    expect(smtp.mails).toHaveLength(1)
    expect(smtp.mails[0]).toContain(`<${id}@pegel>`)
  })

  it.skipIf(!present)('are those that others publish', () => {
    const all = JSON.parse(readFileSync(VECTORS, 'utf8')) as Record<string, never>[]
    const own = all.filter(({ scheme }) => scheme === 'standard-webhooks') as unknown as {
      headers: Record<string, string>
      secret: string
      body: string
      signature: string
    }[]
    expect(own.length).toBeGreaterThan(0)
    for (const { headers, secret, body, signature } of own) {
      const at = Number(headers['webhook-timestamp']) * 1000
      const made = signedHeaders(body, headers['webhook-id'] ?? '', at, [secret])
      expect(made['webhook-signature']).toBe(signature)
    }
  })
})
