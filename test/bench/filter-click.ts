import { parseArgs } from 'node:util'
import { chromium, type Page, type Request } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'
import { startServer } from '../load/server.ts'
import { type Bench, type Figure, median, quantile } from './figure.ts'
import { DEMO, sampleFolder } from './sample.ts'

const { values } = parseArgs({ options: { messages: { type: 'string' } }, strict: false })
const MESSAGES = Number(values.messages ?? DEMO)
const LARGE = 5_000_000
const CLICKS = 24
const METRIC = 'tickets_created'
const BOARDS = ['Team', 'Channel', 'Priority']

/** Explore and Live as a hand feels them: a filter clicked, text typed, a chart dragged over, and whether anything jumps. */
export const filterClickBench: Bench = {
  name: 'filter-click',
  about: `Explore in the system browser on ${MESSAGES.toLocaleString('en-US')} messages (--messages N)`,
  async run() {
    const executablePath = findChromium()
    if (!executablePath) throw new Error('No Chromium is installed')
    const server = await startServer(await sampleFolder(MESSAGES))
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })
    // What runs in the page was compiled with names that the page does not know.
    await page.addInitScript('globalThis.__name = (named) => named')
    await page.addInitScript(watchShifts)
    countAsked(page)
    await page.goto(`${server.address}/live`)
    await standing(page)
    const live = await shifted(page)
    await page.goto(`${server.address}/explore?m=${METRIC}&from=now-89d/d&to=now`)
    await standing(page)
    const clicks = await clickFilters(page)
    const explore = await shifted(page)
    const typed = await framesWhile(page, async () => {
      await page.getByRole('button', { name: 'Add metric' }).click()
      await page
        .getByRole('textbox', { name: 'Search metrics' })
        .pressSequentially('first response time', { delay: 50 })
    })
    await page.keyboard.press('Escape')
    const dragged = await framesWhile(page, () => dragOver(page))
    await browser.close()
    await server.stop('SIGTERM')
    const most = (value: number) => ({ at: 'most', value }) as const
    const least = (value: number) => ({ at: 'least', value }) as const
    const wanted = most(MESSAGES >= LARGE ? 400 : 150)
    const figure = (what: string, value: number, unit: string, runs: number, promise?: Figure['wanted']) =>
      ({ what, value, unit, runs, ...(promise ? { wanted: promise } : {}) }) satisfies Figure
    return [
      figure('filter click to the new picture, p95', quantile(clicks, 0.95), 'ms', clicks.length, wanted),
      figure('filter click to the new picture', median(clicks), 'ms', clicks.length),
      figure('typing', typed, 'frames/s', 1, least(50)),
      figure('dragging over a chart', dragged, 'frames/s', 1, least(50)),
      figure('layout shift, Live', live, 'CLS', 1, most(0)),
      figure('layout shift, Explore', explore, 'CLS', 1, most(0)),
    ]
  },
}

/** Values of the leaderboards are switched on and off in turn; each click shows something that was not on the screen before. */
async function clickFilters(page: Page): Promise<number[]> {
  const times: number[] = []
  for (let click = 0; click < CLICKS; click += 1) {
    const board = page.getByRole('region', {
      name: BOARDS[Math.floor(click / 2) % BOARDS.length] ?? '',
      exact: true,
    })
    const rows = board.getByRole('button', { name: /\d/ })
    const row = rows.nth(Math.floor(click / (2 * BOARDS.length)) % (await rows.count()))
    await row.scrollIntoViewIfNeeded()
    const picture = page.evaluate(untilNewPicture, METRIC)
    await row.click()
    times.push(await picture)
    await standing(page)
  }
  return times
}

/** In the page: milliseconds from the click until figure and chart have both changed and are painted. */
function untilNewPicture(metric: string): Promise<number> {
  const headline = document.querySelector(`[data-metric=${metric}]`)?.closest('section')
  const chart = headline?.querySelector('figure [role=img]')
  if (!headline || !chart) throw new Error('there is no picture')
  return new Promise((resolve) => {
    let began = 0
    document.addEventListener('click', ({ timeStamp }) => (began = timeStamp), { once: true, capture: true })
    const changed = { headline: false, chart: false }
    const watch = (what: keyof typeof changed, where: Element, attributes: boolean) => {
      const observer = new MutationObserver(() => {
        if (began === 0) return
        observer.disconnect()
        changed[what] = true
        if (!changed.headline || !changed.chart) return
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)))
      })
      observer.observe(where, { subtree: true, childList: true, characterData: true, attributes })
    }
    watch('headline', headline.querySelector(`[data-metric=${metric}]`) ?? headline, false)
    watch('chart', chart, true)
  })
}

async function dragOver(page: Page): Promise<void> {
  const box = await page.locator('figure [role=img] svg').first().boundingBox()
  if (!box) throw new Error('no chart')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width * 0.2, y)
  await page.mouse.down()
  for (let step = 0; step <= 60; step += 1) await page.mouse.move(box.x + box.width * (0.2 + step / 100), y)
  await page.keyboard.press('Escape')
  await page.mouse.move(box.x + box.width * 0.2, y)
  await page.mouse.up()
}

/** Frames a second that the page drew while something was done to it. */
async function framesWhile(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const counted = window as unknown as { frames: number[] }
    counted.frames = []
    const frame = (at: number) => {
      counted.frames.push(at)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await work()
  const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames)
  const [first = 0, last = 0] = [frames[0], frames.at(-1)]
  return ((frames.length - 1) * 1000) / (last - first)
}

/** In the page, before anything of it runs: adds up what moved without anybody having touched it. */
function watchShifts(): void {
  const counted = window as unknown as { shifted: number }
  counted.shifted = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) {
      if (!entry.hadRecentInput) counted.shifted += entry.value
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Counts what a page has asked and not been told; the line that stays open is no question. */
function countAsked(page: Page): void {
  let open = 0
  let quiet: (() => void)[] = []
  const isQuestion = (request: Request) => /\/api\/v1\/(?!live)/.test(request.url())
  const answered = (request: Request) => {
    if (!isQuestion(request)) return
    open -= 1
    if (open > 0) return
    for (const resolve of quiet) resolve()
    quiet = []
  }
  page.on('request', (request) => {
    if (isQuestion(request)) open += 1
  })
  page.on('requestfinished', answered)
  page.on('requestfailed', answered)
  asked.set(page, () => (open === 0 ? Promise.resolve() : new Promise((resolve) => quiet.push(resolve))))
}

const asked = new Map<Page, () => Promise<void>>()

const shifted = (page: Page) => page.evaluate(() => (window as unknown as { shifted: number }).shifted)

/** Everything on the page is there and nothing is being asked. */
async function standing(page: Page): Promise<void> {
  await page
    .getByText(/n = [\d,.]+/)
    .first()
    .waitFor()
  await asked.get(page)?.()
  await page.waitForFunction(
    () => document.querySelector('main [aria-busy=true], .mantine-Skeleton-root') === null,
  )
}
