import type { CDPSession, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { settled, violations } from '../browser.ts'
import type { Scene } from '../scene.ts'

export function wallJourneys(scene: () => Scene): void {
  it('shows Live big and alone, survives a reload, and is left by a key', async () => {
    const page = await scene().visitor.open('/live')
    const value = page.locator('[data-metric=backlog_open] strong')
    await value.waitFor()
    const size = () => value.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
    const before = await size()
    await page.getByRole('button', { name: 'Wall board' }).click()
    await page.waitForURL('**wall=1')
    await page.reload()
    await value.waitFor()
    expect(await size()).toBeGreaterThan(1.5 * before)
    expect(await page.getByRole('navigation').count()).toBe(0)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
  })

  it('is the same after hours: neither nodes nor listeners nor memory grow with what it has shown', async () => {
    const page = await scene().visitor.open('/live?wall=1', { apart: true })
    await settled(page)
    const devtools = await page.context().newCDPSession(page)
    await page.clock.install({ time: Date.now() })
    await page.reload()
    await settled(page)
    // Answers are dropped five minutes after their minute, so the level is reached after those.
    await minutes(page, 10)
    const early = { ...(await weight(devtools)), shown: await shownNodes(page) }
    await minutes(page, 20)
    const late = { ...(await weight(devtools)), shown: await shownNodes(page) }
    expect(late.nodes).toBeLessThanOrEqual(early.nodes * 1.15)
    // What is due next may be another row; what is shown no more is not held.
    expect(late.nodes - late.shown).toBeLessThanOrEqual(early.nodes * 1.05 - early.shown)
    expect(late.listeners).toBeLessThanOrEqual(early.listeners * 1.05)
    expect(late.heap).toBeLessThanOrEqual(early.heap * 1.3)
  })
}

/** Lets so many minutes pass on the page, each with everything that it asks anew. */
async function minutes(page: Page, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    const asked = page.waitForResponse(/api\/v1\/query/)
    await page.clock.fastForward(60_000)
    await asked
    await settled(page)
  }
}

/** Nodes that are in the document. */
const shownNodes = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL)
    let count = 1
    while (walker.nextNode()) count += 1
    return count
  })

/** What the page holds once what nobody holds is gone. */
async function weight(devtools: CDPSession): Promise<{ nodes: number; listeners: number; heap: number }> {
  await devtools.send('Performance.enable')
  await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') }
}
