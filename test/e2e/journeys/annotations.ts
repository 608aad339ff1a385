import type { Locator } from 'playwright-core'
import { expect, it } from 'vitest'
import { violations } from '../browser.ts'
import type { Scene } from '../scene.ts'

const AT = '/explore?m=tickets_created&from=now-45d/d&cmp=none'

export function annotationJourneys(scene: () => Scene): void {
  it('stand on the chart, beneath it and in its table', async () => {
    const page = await scene().visitor.open(AT)
    const list = page.getByRole('list', { name: 'Marked on the time axis' })
    await list.getByRole('button', { name: /A Campaign: Loyalty offer/ }).waitFor()
    await page.locator('figure svg text', { hasText: /^A$/ }).first().waitFor()
    await page.getByRole('button', { name: 'Table', exact: true }).click()
    await page.getByRole('cell', { name: /· A$/ }).waitFor()
    await page.goto(`${scene().pegel.url}${AT}&f=brand:Hafen`)
    await page.getByRole('button', { name: 'Mark a time' }).waitFor()
    await expect.poll(() => list.count()).toBe(0)
  })

  it('are made with a right-click, changed by keyboard, never run as markup, and go when removed', async () => {
    const page = await scene().visitor.open(AT)
    const box = await page.locator('figure [role=img] svg').first().boundingBox()
    if (!box) throw new Error('no chart')
    const place = { x: box.x + box.width / 3, y: box.y + box.height / 2 }
    await page.mouse.click(place.x, place.y, { button: 'right' })
    const form = page.getByRole('dialog')
    await form.getByLabel('What happened').fill('<img src=x onerror=alert(1)>')
    await form.getByLabel('Kind').selectOption('Outage')
    expect(await violations(page)).toEqual([])
    await form.getByRole('button', { name: 'Save' }).click()
    const mark = page.getByRole('button', { name: /Outage: <img src=x onerror=alert\(1\)>/ })
    await gone(form)
    await mark.press('Enter')
    await form.getByLabel('What happened').fill('Login was down')
    await form.getByLabel('What happened').press('Enter')
    await gone(form)
    await page.getByRole('button', { name: /Outage: Login was down/ }).press('Enter')
    await form.getByRole('button', { name: 'Remove' }).click()
    await form.getByRole('button', { name: 'Really remove it?' }).click()
    await expect.poll(() => page.getByRole('button', { name: /Outage/ }).count()).toBe(0)
  })
}

/** Saved, and out of the way. */
const gone = (form: Locator) => form.waitFor({ state: 'detached' })
