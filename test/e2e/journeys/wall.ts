import { expect, it } from 'vitest'
import { violations } from '../browser.ts'
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
}
