import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Setup } from '../../pipelines/roster/model/setup.ts'
import { executablePath, type Look, type Visitor, violations, visit } from './browser.ts'
import { type Installation, install } from './installation.ts'

const LOOKS: readonly Look[] = [
  { scheme: 'light', locale: 'en-GB' },
  { scheme: 'dark', locale: 'de-DE', width: 390, height: 844 },
]

describe.skipIf(executablePath === null)('a roster, from nothing to a calendar file', () => {
  let pegel: Installation
  let visitor: Visitor
  beforeAll(async () => {
    pegel = await install(null)
    visitor = await visit(pegel.url)
  }, 60_000)
  afterAll(async () => {
    await visitor?.close()
    await pegel?.stop()
  })
  afterEach(() => expect(visitor.complaints()).toEqual([]))

  it('begins with a team of people that a form takes down', async () => {
    const page = await visitor.open('/planning?part=roster')
    await page.getByRole('textbox', { name: 'Name of the team' }).fill('Support desk')
    await page.getByRole('button', { name: 'Begin a team' }).click()
    for (const name of ['First', 'Second', 'Third']) {
      await page.getByRole('button', { name: 'Add person' }).click()
      const form = page.getByRole('dialog', { name: 'Add person' })
      await form.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
      await form.getByRole('combobox', { name: 'Skills' }).fill('phone')
      await page.keyboard.press('Enter')
      await form.getByRole('button', { name: 'Save', exact: true }).click()
      await form.waitFor({ state: 'detached' })
      await page.getByRole('button', { name, exact: true }).waitFor()
    }
    const answer = await fetch(`${pegel.url}/api/v1/config/roster_team/support-desk`)
    const { version, body } = (await answer.json()) as { version: number; body: Setup }
    expect(version).toBe(4)
    expect(body.people.map(({ name, skills }) => [name, skills])).toEqual([
      ['First', ['phone']],
      ['Second', ['phone']],
      ['Third', ['phone']],
    ])
  })

  it('is made, edited by keys with the checker’s word at once, saved, and taken home as iCal', async () => {
    const page = await visitor.open('/planning?part=roster')
    await page.getByRole('combobox', { name: 'Time to solve' }).selectOption('10')
    await page.getByRole('button', { name: 'Make roster' }).click()
    const bars = page.locator('li[data-person] button')
    await bars.first().waitFor()
    await page.getByText('all kept').waitFor()
    expect(await violations(page)).toEqual([])

    // Ten hours of work are the most a day may have: eight half-hours more are too many.
    await bars.first().focus()
    for (let step = 0; step < 8; step++) await page.keyboard.press('Shift+ArrowRight')
    await page.getByText(/^\d+ broken$/).waitFor()
    await page.getByRole('list', { name: 'Hard rules that are broken' }).getByText('Hours a day').waitFor()
    for (let step = 0; step < 8; step++) await page.keyboard.press('Shift+ArrowLeft')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await page.getByText('all kept').waitFor()

    await page.getByRole('button', { name: 'Save roster' }).click()
    await page.getByText(/^Saved as .*, version 1\.$/).waitFor()
    await page.getByRole('combobox', { name: 'Calendar of' }).selectOption({ label: 'First' })
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'iCal' }).click()
    const text = readFileSync(await (await coming).path(), 'utf8')
    expect(text.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(0)
  })

  it('keeps nobody out, wide and narrow, in both languages', async () => {
    for (const look of LOOKS) {
      const page = await visitor.open('/planning?part=roster', look)
      await page.locator('table').first().waitFor()
      await page
        .getByRole('combobox', { name: /^(Saved rosters|Gespeicherte Dienstpläne)$/ })
        .selectOption({ index: 1 })
      await page.locator('li[data-person] button').first().waitFor()
      expect(await violations(page), JSON.stringify(look)).toEqual([])
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(look.width ?? 1280)
    }
  })
})
