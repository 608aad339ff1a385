import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPegel } from '../../pipelines/pegel.ts'
import { configureInbox, inboxMessage, ticketOf } from '../load/inbox.ts'
import { startServer } from '../load/server.ts'
import { steady } from '../load/steady.ts'

/**
 * Kills the server with SIGKILL again and again while webhooks come in, then looks whether every delivery that was
 * answered 200 is there exactly once. `npm run crash -- [kills] [webhooks per second]`.
 */
const kills = Number(process.argv[2] ?? 10)
const perSecond = Number(process.argv[3] ?? 300)
const dataDir = mkdtempSync(join(tmpdir(), 'pegel-crash-'))
configureInbox(dataDir)

const acknowledged = new Set<number>()
const ready: number[] = []
const began = Date.now()
let sent = 0
for (let kill = 1; kill <= kills; kill++) {
  const server = await startServer(dataDir)
  ready.push(server.readyS)
  const first = sent
  const load = new AbortController()
  const running = steady({
    url: `${server.address}/hooks/inbox`,
    perSecond,
    signal: load.signal,
    make: (index) => inboxMessage(first + index, new Date(began + first + index)),
    onAnswer: (index, status) => status === 200 && acknowledged.add(first + index),
  })
  await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 2500))
  await server.stop('SIGKILL')
  load.abort()
  sent += await running
  console.log(
    `kill ${kill}: ${sent} sent, ${acknowledged.size} acknowledged, ready in ${server.readyS.toFixed(1)} s`,
  )
}

const pegel = await openPegel({ dataDir })
const tickets = new Set<string>()
for await (const batch of pegel.facts('ticket', {}))
  for (const row of batch) tickets.add(String(row.ticket_id))
const [messages] = await pegel.engine.rows<{ n: number; keys: number }>(
  'select count(*) as n, count(distinct message_key) as keys from message',
)
const failed = (await pegel.check()).filter(({ rows }) => rows > 0)
await pegel.close()

const missing = [...acknowledged].filter((index) => !tickets.has(ticketOf(index)))
const doubled = (messages?.n ?? 0) - (messages?.keys ?? 0)
console.log(
  `${kills} kills: ${acknowledged.size} acknowledged, ${missing.length} missing, ${doubled} doubled, ` +
    `${tickets.size} tickets of ${sent} sent, ready in ${Math.max(...ready).toFixed(1)} s at most, ` +
    `${failed.length} checks failed`,
)
const whole = missing.length === 0 && doubled === 0 && tickets.size === messages?.n && failed.length === 0
if (whole) rmSync(dataDir, { recursive: true })
else console.error(`The folder is kept: ${dataDir}; missing ${missing.slice(0, 10).map(ticketOf).join(' ')}`)
process.exitCode = whole && acknowledged.size > 0 ? 0 : 1
