import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { alertContext } from '../../pipelines/alerts/context.ts'
import { Evaluator } from '../../pipelines/alerts/evaluate.ts'
import { Alerts } from '../../pipelines/alerts/run.ts'
import { rotateSecret } from '../../pipelines/alerts/verbs/endpoints.ts'
import { putConfig } from '../../pipelines/config/verbs/put.ts'
import { openPegel } from '../../pipelines/pegel.ts'
import { generate } from '../../sample-data/generate.ts'
import { writeFiles } from '../../sample-data/write-files.ts'

/**
 * Kills what looks at rules and sends notices with SIGKILL again and again. Afterwards every notice of an undisturbed run
 * has to be there, each has to have arrived, and what arrived twice has to carry the same id.
 * `npm run crash:alerts -- [kills]`.
 */
const kills = Number(process.argv[2] ?? 50)
const STEP = 10 * 60_000
const FIRST = Date.parse('2026-09-14T00:00:00Z')
const ENDS = Date.parse('2026-11-20')
const folder = mkdtempSync(join(tmpdir(), 'pegel-crash-alerts-'))
const dataDir = join(folder, 'data')

const arrived: { id: string; body: string }[] = []
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    const refuse = Math.random() < 0.1
    if (!refuse) arrived.push({ id: String(request.headers['webhook-id']), body })
    setTimeout(() => response.writeHead(refuse ? 500 : 200).end(), Math.random() * 20)
  })
})
await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready))
const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`

mkdirSync(dataDir)
writeFileSync(join(dataDir, 'pegel.yml'), JSON.stringify({ alerts: { allow_private: ['127.0.0.1'] } }))
const whole = await prepare()
let next = FIRST
let killed = 0
while (killed < kills) {
  const until = await run(next, Math.random() * 700)
  if (until === null) break
  killed += 1
  next = until
  if (killed % 10 === 0) console.log(`kill ${killed}: looked up to ${new Date(next).toISOString()}`)
}
await run(next, null)
await drain()
receiver.close()
process.exitCode = await judge()

/** The sample company, its rules, and the notices of a run that nobody disturbs. */
async function prepare(): Promise<string[]> {
  await writeFiles(folder, generate({ messages: 4000, seed: 7, endsAt: ENDS }), false)
  const pegel = await openPegel({ dataDir, now: () => new Date(ENDS) })
  await pegel.importFile({ source: 'cloudevents', path: join(folder, 'inbox.jsonl') })
  await pegel.importFile({ source: 'whatsapp', path: join(folder, 'whatsapp.jsonl') })
  const put = (kind: string, id: string, body: Record<string, unknown>) =>
    putConfig(pegel, { kind, id, body, validFrom: null, author: 'crash' })
  const notify = { to: ['hook'], group_by: ['team'] }
  const waiting = {
    kind: 'metric',
    metric: 'backlog_waiting',
    by: ['team'],
    window_min: 1,
    is: 'above',
    enter: 1,
  }
  await put('endpoint', 'hook', { type: 'webhook', name: 'Hook', url })
  await put('alert', 'waiting', { name: 'Waiting', when: waiting, keep_firing_min: 0, notify })
  await put('alert', 'tickets', {
    name: 'At risk',
    when: { kind: 'ticket_risk', measure: 'probability', enter: 0.5 },
    notify,
  })
  await rotateSecret(await Alerts.open(pegel), 'hook')
  const evaluator = await Evaluator.open(pegel.engine, FIRST)
  const told: string[] = []
  for (let at = FIRST; at <= last(); at += STEP) {
    const { notices } = await evaluator.look(alertContext(pegel, at), at)
    told.push(...notices.map(({ rule, kind, labels, atMs }) => JSON.stringify([rule, kind, labels, atMs])))
  }
  await pegel.engine.write(async (tx) => {
    for (const table of ['state', 'circle', 'health', 'turn', 'notice', 'delivery', 'attempt', 'endpoint'])
      await tx.run(`delete from alert_${table}`)
  })
  await pegel.close()
  console.log(`undisturbed: ${told.length} notices in ${(last() - FIRST) / STEP + 1} looks`)
  return told
}

/** Enough looks that some are left after the last kill. */
function last(): number {
  return FIRST + kills * 12 * STEP
}

/** Runs on from an instant; with a delay kills it so long after its first look. Returns the next instant, or null at the end. */
function run(from: number, killAfterMs: number | null): Promise<number | null> {
  return new Promise((resolve) => {
    const args = [
      '--import',
      'tsx',
      'test/crash/alerts-child.ts',
      dataDir,
      String(from),
      String(last()),
      String(STEP),
    ]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let done = from - STEP
    let rest = ''
    let armed = false
    child.stdout.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) done = Number(line)
      if (armed || killAfterMs === null) return
      armed = true
      setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    })
    child.on('exit', (code) => resolve(code === 0 ? null : done + STEP))
  })
}

/** Lets all that waits be sent: the clock runs on by days. */
async function drain(): Promise<void> {
  let clock = ENDS
  const pegel = await openPegel({ dataDir, now: () => new Date(clock) })
  const alerts = await Alerts.open(pegel)
  for (let round = 0; round < 400; round++) {
    const [left] = await pegel.engine.rows<{ n: number }>(
      `select count(*) as n from alert_delivery where state = 'waiting'`,
    )
    if (left?.n === 0) break
    await alerts.send()
    clock += 3_600_000
  }
  await pegel.close()
}

async function judge(): Promise<number> {
  const pegel = await openPegel({ dataDir, now: () => new Date(ENDS) })
  const notices = await pegel.engine.rows<{ notice: string; body: string }>(
    'select notice, body from alert_notice',
  )
  const deliveries = await pegel.engine.rows<{ delivery: string; notice: string; state: string }>(
    'select delivery, notice, state from alert_delivery',
  )
  await pegel.close()
  const told = notices.map(({ body }) => {
    const { rule, kind, labels, atMs } = JSON.parse(body)
    return JSON.stringify([rule, kind, labels, atMs])
  })
  const ids = new Map<string, Set<string>>()
  for (const { id, body } of arrived) ids.set(id, (ids.get(id) ?? new Set()).add(body))
  const missing = whole.filter((one) => !told.includes(one))
  const more = told.filter((one, i) => !whole.includes(one) || told.indexOf(one) !== i)
  const lost = deliveries.filter(({ delivery }) => !ids.has(delivery))
  const strange = [...ids].filter(
    ([id, bodies]) => bodies.size > 1 || !deliveries.some(({ delivery }) => delivery === id),
  )
  const doubled = arrived.length - ids.size
  console.log(
    `${killed} kills: ${whole.length} notices, ${missing.length} missing, ${more.length} too many; ${deliveries.length} deliveries, ` +
      `${lost.length} never arrived, ${doubled} arrived again under the same id, ${strange.length} under another`,
  )
  const good =
    missing.length + more.length + lost.length + strange.length === 0 && whole.length > 0 && killed > 0
  if (good) rmSync(folder, { recursive: true })
  else console.error(`The folder is kept: ${folder}`)
  return good ? 0 : 1
}
