import { expect, it } from 'vitest'
import type { AtRiskRow } from '../../../pipelines/pegel.ts'
import { MAIN_PAGES } from '../../../web/lib/pages.ts'
import { type Look, settled, violations } from '../browser.ts'
import type { Scene } from '../scene.ts'

const READY: Readonly<Record<string, string>> = {
  '/live': '[data-metric=backlog_open] strong',
  '/explore?by=channel': 'figure svg path',
  '/explore?m=messages_inbound&view=heatmap': 'table button',
  '/explore?m=tickets_created,csat&by=team&view=table': 'table td',
  '/explore?m=backlog_open&drill=backlog_open': '[data-total]',
  '/sla': '[data-target=resolution] [data-burn]',
  '/sla?edit=policy:default': '[role=dialog] tbody strong',
  '/alerts': '[role=status] strong',
  '/alerts?rule=new:': '[role=dialog] [data-count]',
  '/welcome': 'pre',
}
/** Those, and every page of the rail as it opens. */
const PATHS = [
  ...Object.entries(READY),
  ...MAIN_PAGES.filter(({ path }) => !(path in READY)).map(({ path }) => [path, 'h2'] as const),
]
const LOOKS: readonly Look[] = [
  { scheme: 'light', locale: 'en-GB' },
  { scheme: 'dark', locale: 'de-DE' },
]

/** Each look in a page of its own, all at once: most of a page's time is waiting. */
const together = (looks: readonly Look[], work: (look: Look) => Promise<void>) => Promise.all(looks.map(work))

export function lookJourneys(scene: () => Scene): void {
  it.each(PATHS)(
    'has nothing that keeps people out of %s, and fits into a narrow window',
    async (path, ready) => {
      await together(LOOKS, async (look) => {
        const page = await scene().visitor.open(path, look)
        await page.locator(ready).first().waitFor()
        await settled(page)
        expect(await violations(page), JSON.stringify(look)).toEqual([])
        await page.setViewportSize({ width: 390, height: 844 })
        await settled(page)
        const width = () => page.evaluate(() => document.documentElement.scrollWidth)
        await expect.poll(width, { message: JSON.stringify(look) }).toBeLessThanOrEqual(390)
      })
    },
  )

  it.each(['/live', '/explore', '/quality', '/sla'])(
    'puts nothing of %s elsewhere once it stands there',
    async (path) => {
      const page = await scene().visitor.open('/welcome')
      await page.addInitScript(watchMoves)
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(scene().pegel.url + path)
        await page.locator('[data-metric] strong, [data-target] strong').first().waitFor()
        await settled(page)
        const moved = await page.evaluate(() => (window as unknown as { moved: string[] }).moved)
        expect(moved, `${width} px`).toEqual([])
      }
    },
  )

  it('has nothing that keeps people out of a conversation, wide and narrow', async () => {
    const { pegel, visitor } = scene()
    const [row] = (await (await fetch(`${pegel.url}/api/v1/at-risk?limit=1`)).json()) as AtRiskRow[]
    const path = `/conversations/${encodeURIComponent(row?.ticketKey ?? '')}`
    await together([...LOOKS, { width: 390, height: 844 }], async (look) => {
      const page = await visitor.open(path, look)
      await page.locator('article svg[role=img]').waitFor()
      expect(await violations(page), JSON.stringify(look)).toEqual([])
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(look.width ?? 1280)
    })
  })

  it('speaks German with German numbers, and remembers being told English', async () => {
    const page = await scene().visitor.open('/live', { locale: 'de-DE' })
    await page.getByText('Warten auf uns').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await page.getByText(/^gegen \d+\. \S+ \d{4}/).waitFor()
    await page.getByRole('button', { name: 'Sprache und Darstellung' }).click()
    await page.getByRole('button', { name: 'English' }).click()
    await page.waitForURL('**/live?lang=en')
    await page.getByText('Waiting for us').waitFor()
    await page.reload()
    await page.getByText('Waiting for us').waitFor()
  })
}

/** In the page, before anything of it runs: keeps what moved by itself, and how far. */
function watchMoves(): void {
  interface Move {
    value: number
    hadRecentInput: boolean
    sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
  }
  const kept = window as unknown as { moved: string[] }
  kept.moved = []
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as unknown as Move[]) {
      // The bench measures the small ones; here it is about what makes people lose their place.
      if (hadRecentInput || value < 0.05) continue
      for (const { node, previousRect, currentRect } of sources) {
        const what = (node?.textContent ?? '').slice(0, 60)
        kept.moved.push(`${value.toFixed(4)} ${what}: ${previousRect.y} → ${currentRect.y}`)
      }
    }
  }).observe({ type: 'layout-shift', buffered: true })
}
