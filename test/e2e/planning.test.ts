import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Setup } from '../../pipelines/roster/model/setup.ts'
import { addUnits, dateText, startOf, wallOf } from '../../web/lib/time/zone.ts'
import { executablePath, type Look, type Visitor, violations, visit } from './browser.ts'
import { type Installation, install } from './installation.ts'
import { plainNumber } from './scene.ts'

const LOOKS: readonly Look[] = [
  { scheme: 'light', locale: 'en-GB' },
  { scheme: 'dark', locale: 'de-DE', width: 390, height: 844 },
]

const HOUR = 3_600_000
const ZONE = 'Europe/Berlin'

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
  afterEach(async () => {
    expect(visitor.complaints()).toEqual([])
    await visitor.leave()
  })

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
    await handed.getByText(/support · Chat [1-9].* agent-hours, at most [1-9]/).waitFor()
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

    // What was put by hand stays where it is when the rest is solved again, and the solve outlives its tab.
    const put = page.locator('li[data-person] button[data-pinned]')
    await page.getByText('1 shift is pinned (put by hand) and stays.').waitFor()
    const where = await put.getAttribute('aria-label')
    await page.getByRole('button', { name: 'Solve again' }).click()
    const parts = page.getByRole('radiogroup', { name: 'Parts of planning' })
    await parts.getByText('Staffing').click()
    await parts.getByText('Roster').click()
    await page.getByRole('button', { name: 'Make roster' }).and(page.locator(':enabled')).waitFor()
    await page.getByText('all kept').waitFor()
    expect(await put.getAttribute('aria-label')).toBe(where)

    await page.getByRole('radiogroup', { name: 'Parts of planning' }).getByText('Staffing').click()
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

  it('takes down what people wish and when somebody stands by, changes it and takes it back', async () => {
    const body = async () => {
      const answer = await fetch(`${pegel.url}/api/v1/config/roster_team/support-desk`)
      return ((await answer.json()) as { body: Setup }).body
    }
    const wishes = async () => (await body()).people.find(({ name }) => name === 'Third')?.wishes
    const page = await visitor.open('/planning?part=roster')
    const person = page.getByRole('dialog', { name: 'Third' })
    const reopen = () => page.getByRole('button', { name: 'Third', exact: true }).click()
    await reopen()
    await person.getByRole('button', { name: 'Add wish' }).click()
    const wish = person.getByRole('group', { name: 'Wish 1' })
    await wish.getByLabel('Would like').selectOption('not to have the shift')
    await wish.getByLabel('Shift wished for').selectOption('late')
    await wish.getByLabel('On dates').fill('2026-02-31')
    await wish.getByText('Not dates').waitFor()
    expect(await person.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true)
    await wish.getByLabel('On dates').fill('2026-12-31, 2026-12-24')
    await wish.getByLabel('How much it matters').fill('2')
    await person.getByLabel('Stands by outside the shifts').check()
    expect(await violations(page)).toEqual([])
    await person.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('cell', { name: /^no late on .*24 Dec.*31 Dec.* \(×2\)$/ }).waitFor()
    expect(await wishes()).toEqual([
      { want: 'not_pattern', pattern: 'late', dates: ['2026-12-24', '2026-12-31'], weight: 2 },
    ])

    await page.getByRole('button', { name: 'Remove shift late' }).click()
    await page.getByText('late stays: wishes or choices of Third name it.').waitFor()
    expect((await body()).patterns.map(({ id }) => id)).toEqual(['early', 'late'])

    await page.getByRole('button', { name: 'Add duty' }).click()
    const duty = page.getByRole('dialog', { name: 'Add duty' })
    await duty.getByLabel('Name of the duty').fill('Night')
    await duty.getByRole('button', { name: 'Save duty' }).click()
    await page.getByText('1 person stands by; it is said of each person.').waitFor()
    await page.getByRole('button', { name: 'Night', exact: true }).click()
    await page.getByRole('dialog', { name: 'Night' }).getByLabel('Needs the skill').selectOption('phone')
    await page.getByRole('button', { name: 'Save duty' }).click()
    await page.getByText(/every day, 18:00 to 08:00: 1 person \(phone\), each at most 3 a week/).waitFor()
    expect((await body()).on_call).toMatchObject([{ id: 'Night', people: 1, skill: 'phone', per_week: 3 }])

    await page.getByRole('combobox', { name: 'Time to solve' }).selectOption('10')
    await page.getByRole('button', { name: 'Make roster' }).click()
    const turns = page.getByRole('region', { name: 'Who stands by' }).getByRole('combobox')
    await turns.first().waitFor()
    await page.getByText('all kept').waitFor()
    await page.getByRole('button', { name: 'All days' }).click()
    await page.getByText('Who stands by is planned anew.').waitFor()
    const whose = () => turns.evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).selectedIndex))
    // Three a week is the most of one person, so the fourth evening of seven is one too many.
    expect((await whose()).filter((index) => index > 0).length).toBeGreaterThan(0)
    for (const index of [0, 1, 2, 3, 4, 5, 6]) await turns.nth(index).selectOption({ label: 'Third' })
    await page.getByText(/^[1-9]\d* broken$/).waitFor()
    await page.getByText('duties in the week: 7, at most 3 allowed').waitFor()
    expect(await violations(page)).toEqual([])

    // What was given by hand stays when the roster is made again, as far as the rules allow, until it is let go.
    const byHand = page.getByRole('button', { name: /^Given by hand: Night/ })
    await expect.poll(() => byHand.count()).toBe(7)
    await page.getByText('7 on-call duties given by hand stay').waitFor()
    await page.getByRole('button', { name: 'Solve again' }).click()
    await page.getByText('the duty given by hand breaks a rule and was left out').first().waitFor()
    await page.getByText('all kept').waitFor()
    await expect.poll(() => byHand.count()).toBe(3)
    await byHand.first().click()
    await page.getByText('2 on-call duties given by hand stay').waitFor()

    await page.getByRole('button', { name: 'Remove duty Night' }).click()
    await expect.poll(async () => (await body()).on_call).toEqual([])
    await reopen()
    await wish.getByRole('button', { name: 'Remove wish 1' }).click()
    await person.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(wishes).toEqual([])
  })

  it('raises next week by a campaign marked on the chart, and with it the people needed; a hand stands beside the model', async () => {
    // A week on it may be a weekend, on which the default calendar is closed: the Wednesday after it is not.
    const monday = addUnits(startOf(Date.now(), 'w', ZONE), 7, 'd', ZONE)
    const [from, to] = [2, 3].map((days) => new Date(addUnits(monday, days, 'd', ZONE))) as [Date, Date]
    const day = dateText(wallOf(from.getTime(), ZONE))
    const needed = async () => {
      const { scenarios } = await pegel.post<{ scenarios: { total: { hours: number } }[] }>(
        '/staffing/plan',
        {
          queue: 'support~chat',
          from,
          to,
          stepMinutes: 30,
        },
      )
      return scenarios[0]?.total.hours ?? 0
    }
    const before = await needed()
    const page = await visitor.open('/planning?part=forecast')
    const weeks = page.getByRole('region', { name: 'Two weeks past, four ahead' })
    await weeks.getByRole('button', { name: 'Table', exact: true }).click()
    const cell = (column: number) => weeks.locator(`tr[data-day="${day}"] td:nth-child(${column})`)
    const shown = async (column: number) => plainNumber(await cell(column).textContent())
    const usual = await shown(3)
    expect(usual).toBeGreaterThan(80)
    await weeks.getByRole('button', { name: 'Chart', exact: true }).click()
    const box = await weeks.locator('[role=img] svg').first().boundingBox()
    if (!box) throw new Error('no chart')
    await page.mouse.click(box.x + box.width * 0.6, box.y + box.height / 2, { button: 'right' })
    const form = page.getByRole('dialog')
    await form.getByLabel('What happened').fill('Winter sale')
    await form.getByLabel(/^From/).fill(day)
    await form.getByLabel(/^Through|^To/).fill(day)
    await form.getByLabel(/^Expected change of arrivals/).fill('100')
    await form.getByRole('button', { name: 'Save' }).click()
    await weeks.getByRole('button', { name: /Campaign: Winter sale/ }).waitFor()
    await weeks.getByRole('button', { name: 'Table', exact: true }).click()
    await expect.poll(() => shown(3)).toBeGreaterThan(1.8 * usual)
    expect(await needed()).toBeGreaterThan(1.4 * before)

    const why = page.getByRole('region', { name: 'What made this day' })
    await why.getByRole('combobox', { name: 'Day' }).selectOption(day)
    await why.locator('tr[data-step=special]', { hasText: 'Campaign: Winter sale' }).waitFor()
    expect(await violations(page)).toEqual([])

    const hand = page.getByRole('region', { name: 'Adjusted by hand' })
    await hand.getByLabel('Contacts, %').fill('-50')
    await hand.getByLabel('Why').fill('Smaller than planned')
    await hand.getByRole('button', { name: 'Adjust', exact: true }).click()
    await hand
      .getByRole('listitem')
      .getByText(/Smaller than planned/)
      .waitFor()
    const marked = await shown(5 + 1)
    await expect.poll(() => shown(3)).toBeLessThan(0.6 * marked)
    await hand.getByLabel('How').selectOption('To contacts a day')
    await hand.getByLabel('Contacts a day').fill('77')
    await hand.getByLabel('Why').fill('As the client announced')
    await hand.getByRole('button', { name: 'Adjust', exact: true }).click()
    await hand.getByRole('listitem').getByText('to 77 contacts a day').waitFor()
    await expect.poll(() => shown(3)).toBe(77)
    await why.locator('tr[data-step=hand]', { hasText: 'As the client announced' }).waitFor()
    await expect.poll(() => why.locator('tr[data-step=hand]').count()).toBe(2)
    for (const left of [1, 0]) {
      await hand.getByRole('button', { name: 'Undo' }).first().click()
      await expect.poll(() => hand.getByRole('listitem').count()).toBe(left)
    }
    await expect.poll(() => shown(3)).toBeGreaterThan(0.9 * marked)
  })

  it('says how far forecasts reach where a week lies beyond, and leads back', async () => {
    const page = await visitor.open('/planning?day=2031-03-01')
    const said = page.getByRole('status').filter({ hasText: 'No forecast for this week' })
    await said.getByText(/^Forecasts reach from today to \d+ Nov 2027\.$/).waitFor()
    await said.getByRole('button', { name: 'The last week that has one' }).click()
    await page.getByRole('region', { name: 'Contacts expected' }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('keeps nobody out, wide and narrow, in both languages', async () => {
    for (const look of LOOKS) {
      const forecast = await visitor.open('/planning?part=forecast', look)
      await forecast.locator('tr[data-step=expected]').waitFor()
      expect(await violations(forecast), JSON.stringify(look)).toEqual([])
      expect(await forecast.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        look.width ?? 1280,
      )
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
