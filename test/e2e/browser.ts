/** The system's Chromium, and pages in it that keep what they complained about. */
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'
import { ahead, moveClock } from './pinned-clock.mjs'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // What one page has compiled, the next does not compile again.
  '--process-per-site',
  // A page lives for seconds: optimizing its code takes longer than it saves.
  '--js-flags=--no-opt',
]

/** What is waited for may take long on a busy machine: the limit ends what hangs, and says nothing of speed. */
const PATIENCE_MS = 120_000

/** Null where no Chromium is installed; then the journeys are left out, which in CI is an error. */
export const executablePath = findChromium()
if (executablePath === null) {
  const what = 'No Chromium is installed: the journeys through the pages'
  if (process.env.CI === 'true') throw new Error(`${what} cannot run`)
  console.error(`${what} are left out`)
}

export interface Look {
  width?: number
  height?: number
  locale?: 'en-GB' | 'de-DE'
  scheme?: 'light' | 'dark'
  /** In a context that no other page shares, with the clock of the machine: for what sets its own. */
  apart?: boolean
}

export interface Visitor {
  open(path: string, look?: Look): Promise<Page>
  /** What pages opened since the last call wrote to the console as warning or error, or threw. */
  complaints(): string[]
  /** Closes all pages: an open one goes on asking whenever the data or the minute moves. */
  leave(): Promise<void>
  close(): Promise<void>
}

export async function visit(url: string): Promise<Visitor> {
  if (executablePath === null) throw new Error('no browser')
  const browser: Browser = await chromium.launch({ executablePath, args: ARGS })
  let said: string[] = []
  let pages: Page[] = []
  // One a look, so that only the first page of each loads the scripts.
  const contexts = new Map<string, Promise<BrowserContext>>()
  return {
    async open(path, { width = 1280, height = 900, locale = 'en-GB', scheme = 'light', apart = false } = {}) {
      const look = `${locale} ${scheme}${apart ? ` ${path}` : ''}`
      const context = contexts.get(look) ?? contextOf(browser, url, { locale, scheme, apart })
      contexts.set(look, context)
      const page = await (await context).newPage()
      pages.push(page)
      await page.setViewportSize({ width, height })
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) said.push(`${path}: ${message.text()}`)
      })
      page.on('pageerror', (error) => said.push(`${path}: ${error.message}`))
      await page.goto(url + path)
      return page
    },
    complaints() {
      const all = said
      said = []
      return all
    },
    async leave() {
      const open = pages
      pages = []
      await Promise.all(open.map((page) => page.close()))
    },
    close: () => browser.close(),
  }
}

async function contextOf(
  browser: Browser,
  url: string,
  { locale, scheme, apart }: Required<Pick<Look, 'locale' | 'scheme' | 'apart'>>,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale,
    colorScheme: scheme,
    timezoneId: 'America/New_York',
    acceptDownloads: true,
    bypassCSP: true,
  })
  context.setDefaultTimeout(PATIENCE_MS)
  if (apart) return context
  await context.addInitScript(moveClock, ahead)
  // Never closed: with its last page a context loses its window and its process, and a new window loads the browser's own
  // pages first, which takes longer than ours.
  await (await context.newPage()).goto(`${url}/pegel.svg`)
  return context
}

/** Resolves when the page stands, nothing on it is loading, and its charts are drawn. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => {
    const main = document.querySelector('main')
    const busy = document.querySelector(
      '[aria-busy=true], .mantine-Skeleton-root, main div[aria-hidden][style*=height]:empty',
    )
    return main !== null && main.childElementCount > 0 && busy === null
  })
}

interface Violation {
  id: string
  nodes: { html: string; failureSummary?: string }[]
}

/** Violations of WCAG 2.2 A and AA on the page as it stands, one line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const { axe: engine } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<{ violations: Violation[] }> }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    // Nothing but what is told below is written down: a quarter of the time of a look.
    const only = { runOnly: tags, resultTypes: ['violations'], selectors: false }
    return (await engine.run(document, only)).violations
  })
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
}
