import { expect, it } from 'vitest'
import { settled } from '../browser.ts'
import { openTicket } from '../open-ticket.ts'
import type { Scene } from '../scene.ts'

const FIGURES = /\/api\/v1\/(query|at-risk|drill|forecast|staffing)/
/** Of another version, or of somebody who means no good: what the page says, and a heading that is there all the same. */
const LINKS = [
  ['/explore?m=nope', 'Not in the catalog: nope.', 'Tickets created'],
  ['/explore?from=now-9999y&to=now', 'lies beyond all calendars', 'Tickets created'],
  ['/explore?f=hour_of_day:noon', 'Not in the catalog: hour_of_day:noon.', 'Tickets created'],
  ['/explore?why=nope', 'Not found here: nope.', 'Tickets created'],
  [`/quality?f=team:${'x'.repeat(600)}`, 'Left out: f=team:xxx', 'Satisfaction'],
  ['/sla?try=%3Cb%3E', 'Not found here: <b>.', 'Policies'],
  ['/alerts?rule=nope', 'Not found here: nope.', 'Rules'],
  ['/reports?week=2026-W59', 'Left out: week=2026-W59', 'Recipients'],
  ['/planning?queue=nope', 'Not found here: nope.', 'Planning'],
  ['/planning?part=roster&roster=nope', 'Not found here: nope.', 'Team and rules'],
  ['/explore?drill=tickets_created;colour=red', 'Not found here: colour=red.', 'Tickets created'],
] as const

export function stateJourneys(scene: () => Scene): void {
  it('says soon that figures cannot be had, says so while the data go on moving, and heals by itself', async () => {
    const { pegel, visitor } = scene()
    const page = await visitor.open('/quality')
    let ill = true
    const detail = JSON.stringify({ detail: 'The server is ill' })
    await page.route(FIGURES, (route) =>
      ill ? route.fulfill({ status: 500, body: detail }) : route.continue(),
    )
    await page.goto(`${pegel.url}/live`)
    const alerts = page.getByRole('main').getByRole('alert')
    await expect.poll(() => alerts.count()).toBe(4)
    expect(await page.locator('main [aria-busy=true]').count()).toBe(0)

    const asked = page.waitForRequest(/at-risk/)
    await openTicket(pegel, 'S-1')
    await asked
    expect(await alerts.count()).toBe(4)
    expect(await page.locator('main [aria-busy=true]').count()).toBe(0)

    ill = false
    await openTicket(pegel, 'S-2')
    await page.locator('[data-metric=backlog_open] strong').waitFor()
    await page.getByRole('main').getByRole('link', { name: 'S-2', exact: true }).first().waitFor()
    visitor.complaints()
  })

  it('keeps the last picture when the next cannot be had, and says of when it is', async () => {
    const { pegel, visitor } = scene()
    const page = await visitor.open('/live')
    await settled(page)
    const open = page.locator('[data-metric=backlog_open] strong')
    const before = await open.textContent()
    // Let through from the press on, not before: the page tries by itself too, and the button goes when that succeeds.
    await page.evaluate(() =>
      addEventListener('click', () => document.body.setAttribute('pressed', ''), true),
    )
    await page.route(FIGURES, async (route) =>
      (await page.locator('body[pressed]').count()) > 0 ? route.continue() : route.abort(),
    )
    await openTicket(pegel, 'S-3')
    await page.getByText('newer ones could not be loaded').first().waitFor()
    expect(await open.textContent()).toBe(before)
    await page
      .getByRole('region', { name: 'Now and today' })
      .getByRole('button', { name: 'Try again' })
      .click()
    await expect.poll(() => open.textContent()).not.toBe(before)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    visitor.complaints()
  })

  it.each(LINKS)('%s says what it left out and still shows something right', async (path, said, heading) => {
    const { visitor } = scene()
    const page = await visitor.open(path)
    await page.getByRole('main').getByText(said).first().waitFor()
    await page.getByRole('heading', { name: heading, exact: true }).first().waitFor()
    await settled(page)
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('shows the rows of what is left of a mark, and says in their panel what it left out', async () => {
    const { visitor } = scene()
    const page = await visitor.open('/explore?drill=tickets_created;colour=red;time=1999-01-01T00:00:00Z')
    const panel = page.getByRole('dialog', { name: 'Rows behind Tickets created' })
    await panel.getByText('Left out: colour=red, time=1999-01-01T00:00:00Z.').waitFor()
    const total = panel.locator('[data-total]')
    await total.waitFor()
    const whole = await visitor.open('/explore?drill=tickets_created')
    await expect
      .poll(() => whole.locator('[data-total]').getAttribute('data-total'))
      .toBe(await total.getAttribute('data-total'))
  })
}
