import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'
import { inboxMessage } from '../load/inbox.ts'
import { startServer } from '../load/server.ts'
import { steady } from '../load/steady.ts'
import { type Asked, openViewer } from '../load/viewer.ts'
import { type Bench, quantile } from './figure.ts'
import { DEMO, sampleFolder } from './sample.ts'

const VIEWERS = 20
const EVENTS_PER_SECOND = 0.5
const FIRST = 7_000_000
const TICKS_PER_SECOND = 100
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '2' } }, strict: false })
const MINUTES = Number(values.minutes)

/** What a browser asks on Live is recorded once; then so many viewers ask the same whenever the data moves, as pages do. */
export const liveViewersBench: Bench = {
  name: 'live-viewers',
  about: `${VIEWERS} people on Live for ${MINUTES} min (--minutes N) while ${EVENTS_PER_SECOND * 60} events a minute come in`,
  async run() {
    const server = await startServer(await sampleFolder(DEMO))
    const asked = await recordLive(server.address)
    const viewers = Array.from({ length: VIEWERS }, () => openViewer(server.address, asked))
    await Promise.all(viewers.map(({ settled }) => settled()))
    const load = new AbortController()
    const cpuBefore = cpuSeconds(server.pid)
    const began = performance.now()
    setTimeout(() => load.abort(), MINUTES * 60_000)
    await steady({
      url: `${server.address}/hooks/inbox`,
      perSecond: EVENTS_PER_SECOND,
      signal: load.signal,
      make: (index) => inboxMessage(FIRST + index, new Date()),
      onAnswer: () => {},
    })
    const seconds = (performance.now() - began) / 1000
    const cores = (cpuSeconds(server.pid) - cpuBefore) / seconds
    const seen = viewers.map((viewer) => viewer.close())
    await server.stop('SIGTERM')
    const times = seen.flatMap((one) => one.times)
    const failed = seen.reduce((sum, one) => sum + one.failed, 0)
    const most = (value: number) => ({ at: 'most', value }) as const
    return [
      { what: 'of one core, for all of them', value: cores, unit: 'cores', runs: 1, wanted: most(0.5) },
      { what: 'questions answered a second', value: times.length / seconds, unit: '/s', runs: 1 },
      { what: 'an answer, p95', value: quantile(times, 0.95), unit: 'ms', runs: times.length },
      { what: 'answered otherwise or not at all', value: failed, unit: 'requests', runs: 1, wanted: most(0) },
    ]
  },
}

/** The questions that Live asks of the data, without those that only an upgrade changes. */
async function recordLive(address: string): Promise<Asked[]> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium is installed')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const page = await browser.newPage()
  const asked: Asked[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (!pathname.startsWith('/api/v1/') || /\/(live|metrics|dimensions)$/.test(pathname)) return
    asked.push({ path: pathname + search, body: request.postData() })
  })
  await page.goto(`${address}/live`)
  await page
    .getByText(/n = [\d,.]+/)
    .first()
    .waitFor()
  await page.waitForFunction(() => document.querySelector('main [aria-busy]') === null)
  await browser.close()
  return [...new Map(asked.map((one) => [one.path + one.body, one])).values()]
}

/** Processor seconds of a process so far, its own and the kernel's for it. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
