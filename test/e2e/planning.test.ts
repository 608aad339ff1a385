import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Setup } from '../../pipelines/roster/model/setup.ts'
import { executablePath, type Look, type Visitor, violations, visit } from './browser.ts'
import { type Installation, install } from './installation.ts'

const LOOKS: readonly Look[] = [
  { scheme: 'light', locale: 'en-GB' },
  { scheme: 'dark', locale: 'de-DE', width: 390, height: 844 },
]

const HOUR = 3_600_000

/** Five weeks up to now in which four customers an hour write, day and night: any coming day needs people while it is open. */
function contacts(now: number): string {
  const hours = Array.from({ length: 35 * 24 }, (_, hour) => hour)
  const events = hours.flatMap((hour) =>
    [5, 20, 35, 50].map((minute) => ({
      specversion: '1.0',
      id: `${hour}-${minute}`,
      source: '/inbox',
      type: 'io.pegel.ticket.created.v1',
      time: new Date(now - (hour + 1) * HOUR + minute * 60_000).toISOString(),
      data: {
        ticket: `${hour}-${minute}`,
        channel: 'chat',
        team: 'support',
        status: 'new',
        customer: `c${hour % 50}`,
        actor: { type: 'customer' },
      },
    })),
  )
  return events.map((event) => JSON.stringify(event)).join('\n')
}

describe.skipIf(executablePath === null)('a roster, from the need to a calendar file', () => {
  let pegel: Installation
  let visitor: Visitor
  beforeAll(async () => {
    pegel = await install(null)
    const folder = mkdtempSync(join(tmpdir(), 'pegel-contacts-'))
    const file = join(folder, 'contacts.jsonl')
    writeFileSync(file, contacts(Math.floor(Date.now() / HOUR) * HOUR))
    await pegel.pegel(['import', file, '--source', 'inbox'])
    rmSync(folder, { recursive: true })
    const put = await fetch(`${pegel.url}/api/v1/config/staffing/default`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        body: { targets: { occupancy: 0.8 }, handle_time_s: 600, shrinkage: 0.1, minimum: 1 },
      }),
    })
    expect(put.status).toBe(200)
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

  it('takes the need from staffing, is made, edited by keys with the checker’s word at once, set against the need, saved, and taken home as iCal', async () => {
    const page = await visitor.open('/planning')
    await page.getByRole('button', { name: 'Hand over to the roster' }).click()
    const handed = page.getByRole('list', { name: 'Needs of the forecast' })
    await handed.getByText(/support · chat [1-9].* agent-hours, at most [1-9]/).waitFor()
    // Nobody but phone people are there, so they serve it.
    expect(await handed.getByRole('combobox').inputValue()).toBe('phone')
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

    await page.getByText('Forecast and staff').click()
    const against = page.getByText(
      /^The roster that is not saved yet: [1-9].* hours in the roster, [1-9].* are needed/,
    )
    await against.waitFor()
    await page.getByRole('button', { name: 'Open the roster' }).click()

    await page.getByRole('button', { name: 'Save roster' }).click()
    await page.getByText(/^Saved as .*, version 1\.$/).waitFor()
    expect(new URL(page.url()).searchParams.get('roster')).toMatch(/support-desk$/)
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
