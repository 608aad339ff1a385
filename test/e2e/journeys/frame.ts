import { expect, it } from 'vitest'
import { SHORTCUTS } from '../../../web/lib/shortcuts/registry.ts'
import type { Scene } from '../scene.ts'

export function frameJourneys(scene: () => Scene): void {
  it('keeps what it was told in the address, and defaults out of it', async () => {
    const page = await scene().visitor.open('/explore?m=csat')
    const search = () => decodeURIComponent(new URL(page.url()).search)
    await page.getByRole('button', { name: /^Time range: Last 28 days/ }).click()
    await page.getByRole('button', { name: 'Last week', exact: true }).click()
    await page.waitForURL('**from=now-1w/w&to=now/w')
    await page.getByRole('button', { name: /^Comparison/ }).click()
    await page.getByRole('button', { name: /^A year ago/ }).click()
    await page.waitForURL('**cmp=year')
    await page.getByRole('link', { name: 'Live', exact: true }).click()
    await page.waitForURL((address) => address.pathname === '/live')
    await page.getByRole('link', { name: 'Explore', exact: true }).click()
    expect(search()).toContain('from=now-1w/w&to=now/w&cmp=year')
    await page.getByRole('button', { name: /^Time range/ }).click()
    await page.getByRole('button', { name: 'Last 28 days so far' }).click()
    await page.getByRole('button', { name: /^Comparison/ }).click()
    await page
      .getByRole('button', { name: /^Previous period/ })
      .last()
      .click()
    await page.waitForURL((address) => address.search === '')
  })

  it('lists every shortcut on its sheet, and obeys them', async () => {
    const page = await scene().visitor.open('/explore')
    await page.getByRole('heading', { name: 'Explore', level: 1 }).waitFor()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.waitFor()
    expect(await sheet.locator('dt').count()).toBe(SHORTCUTS.length)
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await page.keyboard.press('w')
    await page.waitForURL('**from=now-6d/d&to=now')
    await page.keyboard.press('ArrowLeft')
    await page.waitForURL(/from=\d{4}-/)
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await page.waitForURL((address) => address.pathname === '/live')
    await page.keyboard.press('b')
    await page.waitForURL('**theme=light')
    await page.keyboard.press('b')
    await page.waitForURL('**theme=dark')
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
  })

  it('sets a filter by keyboard alone', async () => {
    const page = await scene().visitor.open('/explore')
    await page.getByRole('button', { name: 'Add filter' }).focus()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: 'Add filter' })
    await panel.getByRole('button', { name: 'Priority' }).focus()
    await page.keyboard.press('Enter')
    await panel.getByRole('checkbox', { name: 'Urgent' }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.waitForURL('**f=priority:urgent')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''))
      .toContain('Add filter')
  })

  it('closes what a press opened with Escape, and gives the focus back', async () => {
    const page = await scene().visitor.open('/explore')
    await page.getByRole('button', { name: 'Language and theme' }).waitFor()
    const buttons = page.locator('header button[aria-haspopup=dialog]')
    for (const button of await buttons.all()) {
      await button.click()
      const panel = page.getByRole('dialog')
      await panel.waitFor()
      await expect.poll(() => panel.evaluate((it) => it.contains(document.activeElement))).toBe(true)
      await page.keyboard.press('Escape')
      await panel.waitFor({ state: 'detached' })
      await expect.poll(() => button.evaluate((it) => it === document.activeElement)).toBe(true)
    }
  })

  it('skips to the page', async () => {
    const page = await scene().visitor.open('/live')
    await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('page')
  })
}
