import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { AtRiskRow } from '../../../pipelines/pegel.ts'
import { gzippedSize } from '../../load/script-size.ts'
import { openTicket } from '../open-ticket.ts'
import { asked, figures, plainNumber, type Scene } from '../scene.ts'

const TILES = [
  'backlog_open',
  'backlog_waiting',
  'sla_at_risk',
  'sla_breached',
  'response_time_mean',
  'tickets_created',
]

export function liveJourneys(scene: () => Scene): void {
  it('shows the figures that the API gives, with their n', async () => {
    const { pegel, visitor } = scene()
    const page = await visitor.open('/welcome')
    const question = asked(page, TILES)
    await page.getByRole('link', { name: 'Live', exact: true }).click()
    const input = await question
    expect(input).toMatchObject({ tz: 'Europe/Berlin', compare: 'previous' })
    await page.locator('[data-metric=backlog_open] strong').waitFor()
    const given = await figures(pegel, input)
    for (const metric of TILES) {
      const tile = page.locator(`[data-metric=${metric}]`)
      expect(plainNumber(await tile.locator('small').textContent()), metric).toBe(given[`${metric}__n`])
      if (metric !== 'response_time_mean') {
        expect(plainNumber(await tile.locator('strong').textContent()), metric).toBe(given[metric])
      }
    }
    const seconds = given.response_time_mean ?? 0
    const minutes = Math.round(seconds / 60)
    const text = await page.locator('[data-metric=response_time_mean] strong').textContent()
    if (minutes >= 60 && minutes < 48 * 60 && minutes % 60 > 0) {
      expect(text).toBe(`${Math.floor(minutes / 60)} h ${minutes % 60} min`)
    }
  })

  it('loads no more script than a first page may', async () => {
    const page = await scene().visitor.open('/live')
    await page.locator('[data-metric=backlog_open] strong').waitFor()
    await page.getByRole('region', { name: 'New tickets per hour' }).locator('svg path').first().waitFor()
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((path) => path.endsWith('.js')),
    )
    expect(gzippedSize(new Set(scripts))).toBeLessThanOrEqual(350_000)
  })

  it('has room on a tile for a long duration', async () => {
    const page = await scene().visitor.open('/live')
    const value = page.locator('[data-metric=response_time_mean] strong')
    await value.waitFor()
    const over = await value.evaluate((element) => {
      element.textContent = '12 Tage 15 h'
      return element.scrollWidth - element.clientWidth
    })
    expect(over).toBe(0)
  })

  it('holds those on shift against the part that they are rostered for, which a link leads to', async () => {
    const { visitor } = scene()
    const page = await visitor.open('/live')
    const arrivals = page.getByRole('region', { name: 'New tickets per hour' })
    await arrivals.getByText('Saved rosters cover only a part of these queues').waitFor()
    expect(await arrivals.getByText('Staff can take').count()).toBe(0)
    await arrivals.getByRole('link', { name: 'front-desk' }).click()
    await arrivals.getByText('Staff can take').waitFor()
    expect(new URL(page.url()).searchParams.getAll('f').join()).toContain('team:front-desk')

    // The roster of today, of the four that are saved, on today's shifts.
    const planning = await visitor.open('/planning?part=roster')
    await planning.getByRole('heading', { name: 'front-desk-2026-11-23' }).waitFor()
    await planning.getByRole('button', { name: 'Wed 25 Nov', pressed: true }).waitFor()
    await expect.poll(() => planning.locator('li[data-person] button').count()).toBe(5)
  })

  it('says the same on the tile, behind it, in the table, in the CSV and on the command line', async () => {
    const { pegel, visitor } = scene()
    const page = await visitor.open('/live')
    const tile = page.locator('[data-metric=tickets_created]')
    const figure = plainNumber(await tile.locator('strong').textContent())
    expect(figure).toBeGreaterThan(0)

    await tile.getByRole('link').click()
    const panel = page.getByRole('dialog')
    await panel.locator(`[data-total="${figure}"]`).waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Table', exact: true }).click()
    const table = page.getByRole('region', { name: 'Tickets created', exact: true }).getByRole('table')
    const cells = await table.locator('tbody tr td:nth-child(2)').allTextContents()
    expect(cells.reduce((sum, cell) => sum + (plainNumber(cell) || 0), 0)).toBe(figure)

    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export Tickets created' }).click()
    await page.getByRole('button', { name: /^CSV/ }).click()
    const [head, ...lines] = readFileSync(await (await saved).path(), 'utf8')
      .trim()
      .split(/\r?\n/)
      .filter((line) => !line.startsWith('# '))
    const column = head?.split(',').indexOf('tickets_created') ?? -1
    expect(lines.reduce((sum, line) => sum + Number(line.split(',')[column]), 0)).toBe(figure)

    const said = await pegel.pegel([
      ...['query', '--metrics', 'tickets_created', '--format', 'json'],
      ...['--from', 'now/d', '--tz', 'Europe/Berlin'],
    ])
    expect(JSON.parse(said)).toMatchObject([{ tickets_created: figure }])
  })

  it('lists the promises due next in their order and leads to the conversation', async () => {
    const { pegel, visitor } = scene()
    await openTicket(pegel, 'T-due-next')
    const page = await visitor.open('/live')
    const given = (await (
      await fetch(`${pegel.url}/api/v1/at-risk?within=604800&limit=200`)
    ).json()) as AtRiskRow[]
    expect(given.length).toBeGreaterThan(0)
    const list = page.getByRole('region', { name: 'Due next' })
    const rows = list.locator('tbody tr')
    await rows.first().waitFor()
    const titles = await rows
      .locator('a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('title')))
    expect(titles).toEqual(given.slice(0, 25).map((row) => row.ticketKey))
    await rows.first().getByRole('link').click()
    await page.waitForURL(`**/conversations/${encodeURIComponent(given[0]?.ticketKey ?? '')}`)
  })

  it('counts the backlog by age as high as the tile', async () => {
    const { visitor } = scene()
    const page = await visitor.open('/live')
    const open = plainNumber(await page.locator('[data-metric=backlog_open] strong').textContent())
    const foot = page.getByRole('region', { name: 'Open by priority and age' }).locator('tfoot td')
    await foot.last().waitFor()
    const counts = (await foot.allTextContents()).map(plainNumber)
    expect(counts.at(-1)).toBe(open)
    expect(counts.slice(0, -1).reduce((sum, count) => sum + count, 0)).toBe(open)
  })
}
