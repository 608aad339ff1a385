import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { alertContext } from '../../../pipelines/alerts/context.ts'
import { Alerts } from '../../../pipelines/alerts/run.ts'
import { rotateSecret } from '../../../pipelines/alerts/verbs/endpoints.ts'
import { putConfig } from '../../../pipelines/config/verbs/put.ts'
import { parseDocuments } from '../../../pipelines/config/yaml-documents.ts'
import { openPegel, type Pegel } from '../../../pipelines/pegel.ts'
import { runForwarded } from '../../../server/cli/engine-commands.ts'
import type { Io } from '../../../server/cli/io.ts'
import { importedSample, SAMPLE_ENDS, tempFolder } from '../pipeline/folder.ts'
import { mailServer, receiver } from './receiver.ts'

const HOUR = 3_600_000
/** The sample company's outage is the week from 14 September on. */
const FROM = Date.parse('2026-09-12T00:00:00Z')
const TO = Date.parse('2026-09-26T00:00:00Z')

const RULES = {
  wave: {
    name: 'Far more than usual',
    severity: 'critical',
    when: {
      kind: 'metric',
      metric: 'tickets_created',
      window_min: 2880,
      against: { kind: 'weekdays', weeks: 4 },
      is: 'above',
      enter: 2,
      leave: 1.4,
    },
    notify: { to: ['hook', 'mail'] },
  },
  broken: {
    name: 'Promises are broken',
    when: {
      kind: 'metric',
      metric: 'sla_attainment',
      window_min: 2880,
      is: 'below',
      enter: 0.8,
      leave: 0.83,
      min_n: 20,
    },
    notify: { to: ['hook', 'mail'] },
  },
} as const

const folder = tempFolder()
const dataDir = join(folder.path, 'data')
let pegel: Pegel
let hook: Awaited<ReturnType<typeof receiver>>
let smtp: Awaited<ReturnType<typeof mailServer>>

beforeAll(async () => {
  ;[hook, smtp] = await Promise.all([receiver(), mailServer()])
  mkdirSync(dataDir)
  const mail = { host: '127.0.0.1', port: smtp.port, from: 'Pegel <pegel@example.com>' }
  writeFileSync(
    join(dataDir, 'pegel.yml'),
    JSON.stringify({ zone: 'Europe/Berlin', alerts: { allow_private: ['127.0.0.1'] }, mail }),
  )
  await importedSample(dataDir)
  pegel = await openPegel({ dataDir, now: () => SAMPLE_ENDS })
})
afterAll(async () => {
  await pegel.close()
  await Promise.all([hook.close(), smtp.close()])
  folder.remove()
})

it('the outage week fires the right rules in the right order, resolves, and reaches hook and mailbox; `alerts test` says the same', async () => {
  const put = (kind: string, id: string, body: object) =>
    putConfig(pegel, { kind, id, body: { ...body }, validFrom: null, author: 'test' })
  await put('endpoint', 'hook', { type: 'webhook', name: 'Hook', url: hook.url })
  await put('endpoint', 'mail', { type: 'email', name: 'Managers', to: ['manager@example.com'] })
  for (const [id, body] of Object.entries(RULES)) await put('alert', id, body)
  const alerts = await Alerts.open(pegel)
  const { secret } = await rotateSecret(alerts, 'hook')
  const moments: string[] = []
  for (let at = FROM; at <= TO; at += HOUR) {
    const { turns } = await alerts.evaluator.look(alertContext(pegel, at), at)
    for (const { rule, turn } of turns)
      moments.push(`${new Date(at).toISOString().slice(0, 19)}Z ${rule} ${turn}`)
  }
  await alerts.send()

  const order = moments.map((one) => one.split(' ').slice(1).join(' '))
  expect(order.indexOf('wave fired')).toBe(0)
  expect(order.indexOf('broken fired')).toBeGreaterThan(0)
  expect(moments.every((one) => one >= '2026-09-14' && one < '2026-09-26')).toBe(true)
  for (const rule of Object.keys(RULES)) {
    expect(order.filter((one) => one === `${rule} resolved`).length).toBe(
      order.filter((one) => one === `${rule} fired`).length,
    )
  }

  const events = hook.got.map(({ body, headers }) => {
    const plain = Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, String(text)]))
    return verifiedAt(SAMPLE_ENDS, () => new Webhook(secret).verify(body, plain)) as {
      type: string
      data: { rule: string }
    }
  })
  const told = events.map(({ type, data }) => `${data.rule} ${type}`)
  expect(told[0]).toBe('wave alert.firing')
  expect(told).toContain('broken alert.firing')
  expect(told).toContain('wave alert.resolved')
  expect(told).toContain('broken alert.resolved')
  expect(smtp.mails.length).toBe(hook.got.length)

  for (const [id, body] of Object.entries(RULES)) {
    writeFileSync(join(folder.path, 'rule.yml'), JSON.stringify(body))
    const printed = await cli(['alerts', 'test', 'rule.yml', '--days', '90', '--format', 'json'])
    const rows = JSON.parse(printed) as { fired_at: string; cleared_at: string | null }[]
    const said = rows.flatMap(({ fired_at, cleared_at }) => [
      `${fired_at} ${id} fired`,
      ...(cleared_at ? [`${cleared_at} ${id} resolved`] : []),
    ])
    const within = said.filter((one) => one >= '2026-09-12' && one < '2026-09-26T00:00:01')
    expect(within.sort()).toEqual(moments.filter((one) => one.includes(` ${id} `)).sort())
  }
})

it('the rules that the sample company comes with are valid, and tell of its outage week', async () => {
  const file = fileURLToPath(new URL('../../../sample-data/config.yml', import.meta.url))
  const documents = parseDocuments(readFileSync(file, 'utf8'))
  const rules = documents.filter(({ kind }) => kind === 'alert')
  expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['wave', 'promises-at-risk', 'silent']))
  const fired = new Map<string, string[]>()
  for (const { id, body } of rules) {
    writeFileSync(join(folder.path, 'rule.yml'), JSON.stringify(body))
    const printed = await cli(['alerts', 'test', 'rule.yml', '--days', '80', '--format', 'json'])
    const moments = JSON.parse(printed) as { fired_at: string }[]
    fired.set(
      id,
      moments.map(({ fired_at }) => fired_at.slice(0, 10)),
    )
  }
  expect(fired.get('wave')?.length).toBeGreaterThan(0)
  expect(fired.get('wave')?.every((day) => day >= '2026-09-14' && day < '2026-09-22')).toBe(true)
})

async function cli(argv: readonly string[]): Promise<string> {
  let text = ''
  const io: Io = {
    cwd: folder.path,
    out: async (more) => {
      text += more
    },
    err: () => {},
    async *input() {},
    terminal: { out: false, err: false },
    signal: new AbortController().signal,
  }
  expect(await runForwarded(pegel, argv, io)).toBe(0)
  return text
}

/** The package holds timestamps against the clock of the machine. */
function verifiedAt<T>(instant: Date, verify: () => T): T {
  const real = Date.now
  Date.now = () => instant.getTime()
  try {
    return verify()
  } finally {
    Date.now = real
  }
}
