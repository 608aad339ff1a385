import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { violations } from '../browser.ts'
import type { Scene } from '../scene.ts'

/** Enough to be a company, and read in within seconds. */
const SMALL = JSON.stringify({ messages: 1000 })

async function withSmallCompany(page: Page): Promise<void> {
  await page.route('**/api/v1/sample', (route) =>
    route.request().method() === 'POST' ? route.continue({ postData: SMALL }) : route.continue(),
  )
}

export function sampleJourneys(scene: () => Scene): void {
  it('loads the sample company with one click, whoever leaves the page meanwhile, and leads to Live', async () => {
    const { pegel, visitor } = scene()
    const page = await visitor.open('/welcome')
    await withSmallCompany(page)
    const door = page.getByRole('region', { name: 'Load the sample company' })
    await door.getByText('Everything in it is made up').waitFor()
    await door.getByRole('button', { name: 'Load the sample company' }).click()
    await door.getByRole('progressbar').waitFor()
    expect(await violations(page)).toEqual([])
    await page.goto(`${pegel.url}/quality`)
    await page.goto(`${pegel.url}/welcome`)
    await door.getByRole('progressbar').waitFor()
    await page.waitForURL((url) => url.pathname === '/live')
    await expect
      .poll(() => page.locator('[data-metric=backlog_open] strong').first().textContent())
      .toMatch(/^\d+$/)
    await page.goto(`${pegel.url}/welcome`)
    await door.getByText('The sample company is loaded').waitFor()
    expect(await door.getByRole('button', { name: /load/i }).count()).toBe(0)
    const again = await fetch(`${pegel.url}/api/v1/sample`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: SMALL,
    })
    expect(again.status).toBe(409)
  })

  it('shows its doors before anything is known, and nothing moves when it is', async () => {
    const { visitor, pegel } = scene()
    const page = await visitor.open('/explore')
    const held: (() => void)[] = []
    let open = false
    await page.route(/\/api\/v1\/(status|sources|sample)$/, async (route) => {
      if (!open) await new Promise<void>((resolve) => held.push(resolve))
      await route.continue()
    })
    await page.goto(`${pegel.url}/welcome`)
    const doors = page.getByRole('main').getByRole('heading', { level: 2 })
    const places = () => doors.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
    await expect.poll(async () => (await places()).length).toBe(4)
    const before = await places()
    await expect.poll(() => held.length).toBeGreaterThanOrEqual(3)
    open = true
    for (const go of held) go()
    await page.getByText('The sample company is loaded').waitFor()
    await page.getByText('Events have come in').waitFor()
    expect(await places()).toEqual(before)
  })
}
