import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { AtRiskRow } from '../../../pipelines/pegel.ts'
import { settled } from '../browser.ts'
import type { Scene } from '../scene.ts'

/** Between the margins of an A4 page. */
const PAPER = 688
const PATHS = [
  '/live',
  '/explore?by=channel',
  '/explore?m=tickets_created,csat&by=topic&view=table',
  '/sla',
  '/planning',
  '/planning?part=forecast',
  '/alerts',
  '/quality',
  '/reports',
]

export function printJourneys(scene: () => Scene): void {
  it.each([...PATHS, '/conversations/'])(
    'puts all of %s on white paper, and nothing beside it',
    async (path) => {
      const { pegel, visitor } = scene()
      const [row] = (await (await fetch(`${pegel.url}/api/v1/at-risk?limit=1`)).json()) as AtRiskRow[]
      const address = path.endsWith('/') ? path + encodeURIComponent(row?.ticketKey ?? '') : path
      const page = await visitor.open(address, { scheme: 'dark' })
      await settled(page)
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: PAPER, height: 900 })
      await expect.poll(() => flaws(page)).toEqual([])
    },
  )

  it('prints the rows that a table would scroll to', async () => {
    const page = await scene().visitor.open('/explore?m=tickets_created&by=assignee,topic&view=table')
    const table = page.locator('main table[aria-rowcount]').first()
    const count = Number(await table.getAttribute('aria-rowcount')) - 1
    await settled(page)
    const drawn = () => table.locator('tbody tr[aria-rowindex]').count()
    expect(await drawn()).toBeLessThan(count)
    await page.emulateMedia({ media: 'print' })
    await expect.poll(drawn).toBe(count)
  })
}

/** What would not be right on paper, as it is laid out for it. */
function flaws(page: Page): Promise<string[]> {
  return page.evaluate((paper) => {
    const said: string[] = []
    const shown = (one: Element) => one.getClientRects().length > 0
    if (getComputedStyle(document.body).backgroundColor !== 'rgb(253, 252, 250)') said.push('dark')
    if (document.documentElement.scrollWidth > paper) said.push('wider than the paper')
    for (const one of document.querySelectorAll('nav, [data-screen]'))
      if (shown(one)) said.push(`for a hand only: ${one.outerHTML.slice(0, 60)}`)
    for (const one of document.querySelectorAll('main svg, main table, main [data-metric]')) {
      const { right, height } = one.getBoundingClientRect()
      if (shown(one) && height === 0) said.push(`nothing of ${one.outerHTML.slice(0, 60)}`)
      if (shown(one) && right > paper + 1) said.push(`cut off at ${right}: ${one.textContent?.slice(0, 60)}`)
    }
    for (const one of document.querySelectorAll('main section, main figure')) {
      const over = one.scrollHeight - one.clientHeight
      if (shown(one) && over > 2)
        said.push(`${over} px of ${one.getAttribute('aria-label')} lie over the next`)
    }
    return said
  }, PAPER)
}
