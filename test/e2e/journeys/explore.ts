import { expect, it } from 'vitest'
import type { QueryInput } from '../../../pipelines/metrics/types.ts'
import { figures, plainNumber, type Scene } from '../scene.ts'

const RANGE = { from: 'now-27d/d', tz: 'Europe/Berlin' }

export function exploreJourneys(scene: () => Scene): void {
  const created = (filters: QueryInput['filters'] = []) =>
    figures(scene().pegel, { metrics: ['tickets_created'], ...RANGE, filters })

  it('filters by a click, excludes by Alt-click, and the figure follows', async () => {
    const page = await scene().visitor.open('/explore?m=tickets_created')
    const headline = page.locator('[data-metric=tickets_created] strong')
    const channels = page.getByRole('region', { name: 'Channel' })
    const shows = (count: number | null | undefined) =>
      expect.poll(async () => plainNumber(await headline.textContent())).toBe(count)
    await shows((await created()).tickets_created)

    await channels.getByRole('button', { name: /^E-mail/ }).click()
    await page.waitForURL('**f=channel:email')
    await shows((await created([{ dimension: 'channel', values: ['email'] }])).tickets_created)
    await channels.getByRole('button', { name: /^WhatsApp/ }).waitFor()

    await page.getByRole('button', { name: 'Remove filter: Channel is E-mail' }).click()
    await channels.getByRole('button', { name: /^WhatsApp/ }).click({ modifiers: ['Alt'] })
    await page.waitForURL('**f=!channel:whatsapp')
    const excluded = await created([{ dimension: 'channel', values: ['whatsapp'], exclude: true }])
    await shows(excluded.tickets_created)

    await page.reload()
    await shows(excluded.tickets_created)
    await page.goBack()
    await shows((await created()).tickets_created)
  })

  it('asks for what a filter would show while the pointer rests on it, and shows it once it is pressed', async () => {
    const page = await scene().visitor.open('/explore?m=tickets_created')
    const chat = page.getByRole('region', { name: 'Channel' }).getByRole('button', { name: /^Chat/ })
    const asked = page.waitForRequest((request) => {
      const { metrics, filters }: QueryInput = request.postDataJSON() ?? {}
      return metrics?.[0] === 'tickets_created' && filters?.[0]?.values[0] === 'chat'
    })
    await chat.hover()
    await asked
    expect(new URL(page.url()).searchParams.has('f')).toBe(false)
    await chat.click()
    await page.waitForURL('**f=channel:chat')
  })

  it('shows exactly the rows behind a mark and leads on to the conversation', async () => {
    const page = await scene().visitor.open('/explore?m=sla_attainment&by=team&view=bar')
    await page.getByRole('button', { name: 'Table', exact: true }).click()
    const row = page.getByRole('region', { name: 'SLA attainment', exact: true }).locator('tbody tr').first()
    const team = (await row.locator('td').first().textContent()) ?? ''
    const cell = row.getByRole('button', { name: /rows behind/ })
    const n = plainNumber(await cell.textContent())
    expect(n).toBeGreaterThan(0)
    await cell.click()
    const panel = page.getByRole('dialog')
    await panel.locator(`[data-total="${n}"]`).waitFor()
    await panel.getByText(`${plainNumber(String(n)).toLocaleString('en-GB')} row`).waitFor()
    await panel.getByRole('list', { name: 'Condition' }).getByText(team).waitFor()
    const link = panel.getByRole('link').first()
    const ticket = (await link.textContent()) ?? ''
    await link.click()
    await page.waitForURL(`**/conversations/${encodeURIComponent(ticket)}*`)
  })

  it('zooms in by dragging over a chart, and back again', async () => {
    const page = await scene().visitor.open('/explore?m=tickets_created&cmp=none')
    const box = await page.locator('figure [role=img] svg').first().boundingBox()
    if (!box) throw new Error('no chart')
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + box.width * 0.4, y)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.5, y, { steps: 4 })
    await page.mouse.move(box.x + box.width * 0.6, y, { steps: 4 })
    await page.mouse.up()
    await page.waitForURL(/from=\d{4}-\d{2}-\d{2}&to=\d{4}-\d{2}-\d{2}/)
    const url = new URL(page.url())
    const days =
      (Date.parse(url.searchParams.get('to') ?? '') - Date.parse(url.searchParams.get('from') ?? '')) /
      86_400_000
    expect(days).toBeGreaterThan(3)
    expect(days).toBeLessThan(10)
    await page.goBack()
    await page.waitForURL((address) => !address.searchParams.has('from'))
  })

  it('filters by a click on a line and shows rows for a click on a single one', async () => {
    const page = await scene().visitor.open('/explore?m=messages_inbound&by=channel&cmp=none')
    const marks = page.locator('figure [role=img] path[fill="var(--pg-series-1)"]')
    await marks.first().waitFor()
    const name = (await page.locator('figcaption, figure button').first().textContent()) ?? ''
    const place = await marks.nth(4).boundingBox()
    if (!place) throw new Error('no mark')
    await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2)
    await page.waitForURL(/f=channel:/)
    await page.getByRole('button', { name: `Remove filter: Channel is ${name}` }).waitFor()
  })

  it('cuts weekday by hour, whose cells add up to the figure', async () => {
    const page = await scene().visitor.open('/explore?m=messages_inbound&view=heatmap')
    const cells = page.getByRole('table', { name: /by weekday and hour/ }).getByRole('button')
    await cells.first().waitFor()
    expect(await cells.count()).toBe(7 * 24)
    const labels = await cells.evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute('aria-label') ?? ''),
    )
    const sum = labels.reduce((total, label) => total + plainNumber(/n = ([\d,]+)/.exec(label)?.[1] ?? ''), 0)
    expect(sum).toBe(
      (await figures(scene().pegel, { metrics: ['messages_inbound'], ...RANGE })).messages_inbound,
    )
  })

  it('says what it left out of a question and answers the rest', async () => {
    const page = await scene().visitor.open(
      '/explore?m=happiness,tickets_created&by=agent&from=yesterday&tz=Mars/Olympus&utm=x',
    )
    await page.getByText('Left out: from=yesterday, tz=Mars/Olympus, utm=x.').waitFor()
    await page.getByText('Not in the catalog: happiness.').waitFor()
    await page.getByText('Left out: Rated agent').waitFor()
    const headline = page.locator('[data-metric=tickets_created] strong')
    expect(plainNumber(await headline.textContent())).toBe((await created()).tickets_created)
  })

  it('tells nothing there, nothing left by filters, and no answer apart, and tries again', async () => {
    const { visitor } = scene()
    const page = await visitor.open('/explore?m=tickets_created&from=2019-01-01&to=2019-02-01')
    await page.getByText('No data in this range').waitFor()
    await page.getByRole('button', { name: 'Show the 28 days before it' }).click()
    await page.waitForURL(/from=20[2-9]\d-/)
    await page.goto(`${scene().pegel.url}/explore?m=tickets_created&f=topic:no-such-topic`)
    await page.getByText('Nothing matches the filters').waitFor()

    await page.route('**/api/v1/query', (route) => route.abort())
    await page.goto(`${scene().pegel.url}/explore?m=tickets_resolved`)
    await page.getByText('The server does not answer.').first().waitFor()
    await page.unroute('**/api/v1/query')
    await page.getByRole('main').getByRole('button', { name: 'Try again' }).first().click()
    await page.locator('[data-metric=tickets_resolved] strong').waitFor()
    expect(visitor.complaints().filter((text) => !text.includes('Failed to load resource'))).toEqual([])
  })
}
