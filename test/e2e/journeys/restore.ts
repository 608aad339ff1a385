import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { settled } from '../browser.ts'
import type { Scene } from '../scene.ts'

/** One view of each page that is nothing like its default. */
const VIEWS = [
  '/live?f=channel:whatsapp&cmp=none&tz=Asia/Tokyo',
  '/explore?m=messages_inbound,csat&by=channel&view=table&from=now-2w/w&to=now/w&cmp=year',
  '/explore?m=tickets_created&by=team&view=bar&f=!channel:email&drill=tickets_created;team=orders',
  '/sla?from=now-89d/d&to=now&f=priority:high,urgent&try=first_response.normal=120',
]

export function restoreJourneys(scene: () => Scene): void {
  it.each(VIEWS)('shows %s again after reload, and when people come back and go forward', async (view) => {
    const { pegel, visitor } = scene()
    const page = await visitor.open(view)
    const first = await picture(page)
    expect(first.figures.length).toBeGreaterThan(0)
    await page.reload()
    expect(await picture(page)).toEqual(first)
    await page.goto(`${pegel.url}/welcome`)
    await page.getByRole('link', { name: 'Live', exact: true }).click()
    await page.waitForURL((url) => url.pathname === '/live')
    await page.goBack()
    await page.goBack()
    expect(await picture(page)).toEqual(first)
    await page.goForward()
    await page.waitForURL((url) => url.pathname === '/welcome')
    await page.goBack()
    expect(await picture(page)).toEqual(first)
  })
}

/** The address, what the frame says, and every figure and table cell that stands still. */
async function picture(page: Page) {
  await settled(page)
  // Ages and countdowns move by themselves.
  const said = async (selector: string) =>
    (await page.locator(selector).allTextContents()).filter((text) => !/\d (s|min|h|d)\b|:\d\d/.test(text))
  return {
    address: new URL(page.url()).search,
    frame: await said('header button'),
    figures: await said('main strong, main td, main h2, [role=dialog] h2'),
  }
}
