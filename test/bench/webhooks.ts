import { inboxMessage } from '../load/inbox.ts'
import { startServer } from '../load/server.ts'
import { steady } from '../load/steady.ts'
import { type Bench, quantile } from './figure.ts'
import { DEMO, sampleFolder } from './sample.ts'

const PER_SECOND = 300
const SECONDS = 60
const POLL_MS = 50
const FIRST = 5_000_000

/** A server on the sample, 300 webhooks a second, and a page that keeps asking how many there are. */
export const webhookBench: Bench = {
  name: 'webhooks',
  about: `${PER_SECOND} signed deliveries a second for ${SECONDS} s, and when a query sees them`,
  async run() {
    const server = await startServer(await sampleFolder(DEMO))
    await caughtUp(server.address)
    const before = await countOf(server.address)
    const load = new AbortController()
    const answered: { at: number; ms: number }[] = []
    const seen: { at: number; count: number }[] = []
    let refused = 0
    setTimeout(() => load.abort(), SECONDS * 1000)
    const running = steady({
      url: `${server.address}/hooks/inbox`,
      perSecond: PER_SECOND,
      signal: load.signal,
      make: (index) => inboxMessage(FIRST + index, new Date()),
      onAnswer(_, status, ms) {
        if (status === 200) answered.push({ at: performance.now(), ms })
        else refused++
      },
    })
    const watch = async () => {
      while (!load.signal.aborted || (seen.at(-1)?.count ?? 0) < answered.length) {
        const count = (await countOf(server.address)) - before
        seen.push({ at: performance.now(), count })
        await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      }
    }
    await Promise.all([running, watch()])
    await server.stop('SIGTERM')
    const times = answered.map(({ ms }) => ms)
    const delays = delaysOf(answered, seen)
    const most = (value: number) => ({ at: 'most', value }) as const
    return [
      { what: 'to a durable 200, p50', value: quantile(times, 0.5), unit: 'ms', runs: 1 },
      { what: 'to a durable 200, p99', value: quantile(times, 0.99), unit: 'ms', runs: 1, wanted: most(100) },
      {
        what: 'from 200 to visible in a query, p99',
        value: quantile(delays, 0.99) / 1000,
        unit: 's',
        runs: 1,
        wanted: most(1),
      },
      {
        what: 'answered otherwise or not at all',
        value: refused,
        unit: 'requests',
        runs: 1,
        wanted: most(0),
      },
    ]
  },
}

/** The k-th delivery that was answered is visible with the first count of k or more. */
function delaysOf(
  answered: readonly { at: number }[],
  seen: readonly { at: number; count: number }[],
): number[] {
  let look = 0
  return answered.map(({ at }, index) => {
    while ((seen[look]?.count ?? Number.POSITIVE_INFINITY) < index + 1) look++
    return Math.max(0, (seen[look]?.at ?? Number.POSITIVE_INFINITY) - at)
  })
}

/** The sample ends days ago: first the server lives through what time has moved since. */
async function caughtUp(address: string): Promise<void> {
  for (;;) {
    const { asOf, now } = (await (await fetch(`${address}/api/v1/status`)).json()) as {
      asOf: string
      now: string
    }
    if (Date.parse(now) - Date.parse(asOf) < 60_000) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

async function countOf(address: string): Promise<number> {
  const today = {
    from: new Date(Date.now() - 86_400_000).toISOString(),
    to: new Date(Date.now() + 86_400_000).toISOString(),
  }
  const question = {
    metrics: ['messages_inbound'],
    ...today,
    filters: [{ dimension: 'source', values: ['inbox'] }],
  }
  const response = await fetch(`${address}/api/v1/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  })
  if (!response.ok) throw new Error(`the query failed: ${await response.text()}`)
  const { data } = (await response.json()) as { data: { messages_inbound: [number] } }
  return data.messages_inbound[0]
}
