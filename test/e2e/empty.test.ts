import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executablePath, type Visitor, violations, visit } from './browser.ts'
import { type Installation, install } from './installation.ts'
import { hostileJourneys } from './journeys/hostile.ts'
import { openTicket } from './open-ticket.ts'

describe.skipIf(executablePath === null)('an empty installation', () => {
  let pegel: Installation
  let visitor: Visitor
  beforeAll(async () => {
    pegel = await install(null)
    visitor = await visit(pegel.url)
  })
  afterAll(async () => {
    await visitor?.close()
    await pegel?.stop()
  })

  it.each([
    '/live',
    '/explore?m=tickets_created,csat',
    '/explore?m=tickets_created,csat&view=table',
    '/sla',
    '/planning',
    '/planning?part=forecast',
    '/quality',
    '/reports',
  ])('says once on %s that nothing has come in, and leads to the doors', async (path) => {
    const page = await visitor.open(path)
    const way = page.getByRole('main').getByRole('link', { name: 'Get started' })
    await way.waitFor()
    expect(await way.count()).toBe(1)
    expect(await violations(page)).toEqual([])
    await way.click()
    await page.waitForURL('**/welcome')
    await visitor.leave()
    expect(visitor.complaints()).toEqual([])
  })

  it('asks for a team before a roster, and alarms nobody over mail that nobody awaits', async () => {
    const planning = await visitor.open('/planning?part=roster')
    await planning.getByLabel('Name of the team').waitFor()
    expect(await planning.getByText('No roster is open').count()).toBe(0)
    const reports = await visitor.open('/reports')
    const [mail, quiet] = ['No mail server is configured', 'Nobody is on the list'].map((text) =>
      reports.getByText(text),
    ) as [Locator, Locator]
    await mail.waitFor()
    const colour = (text: Locator) => text.evaluate((element) => getComputedStyle(element).color)
    expect(await colour(mail)).toBe(await colour(quiet))
    await visitor.leave()
  })

  it('offers four doors, whose light turns on with the first event, and Live moves by itself', async () => {
    const page = await visitor.open('/')
    await page.waitForURL('**/welcome')
    await page.getByText('Waiting for the first event').waitFor()
    const doors = page.getByRole('main').getByRole('heading', { level: 2 })
    await expect
      .poll(() => doors.allTextContents())
      .toEqual(['Connect WhatsApp', 'Connect a helpdesk', 'Load the sample company', 'Import a file'])
    expect(await page.getByText(`${pegel.url}/hooks/whatsapp`).count()).toBe(1)
    expect(await violations(page)).toEqual([])

    await openTicket(pegel, 'T-1')
    await page.getByText('Events have come in').waitFor()
    await page.getByRole('link', { name: 'See them live' }).click()
    const open = page.locator('[data-metric=backlog_open]')
    await open.getByText('n = 1').waitFor()
    await openTicket(pegel, 'T-2')
    await open.getByText('n = 2').waitFor()
    await visitor.leave()
    expect(visitor.complaints()).toEqual([])
  })

  hostileJourneys(() => ({ pegel, visitor }))
})
