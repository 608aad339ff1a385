import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { DriversResult } from '../../../pipelines/drivers/types.ts'
import type { QueryResult } from '../../../pipelines/metrics/types.ts'
import { violations } from '../browser.ts'
import { figures, plainNumber, type Scene } from '../scene.ts'

const ZONE = 'Europe/Berlin'
const DAY = 86_400_000

export function analystJourneys(scene: () => Scene): void {
  it('explains what moved attainment in the week the bot was introduced: every part, down to the whole change', async () => {
    const week = botWeek()
    const page = await scene().visitor.open(`/explore?m=sla_attainment&from=${week.from}&to=${week.to}`)
    const told = await scene().pegel.post<DriversResult>('/drivers', {
      metric: 'sla_attainment',
      ...week,
      tz: ZONE,
    })
    const parts = told.cuts.find(({ by }) => by.join() === 'target')?.segments ?? []
    const change = told.change ?? 0
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(change, 9)

    await page.getByRole('button', { name: /^Why did it move\?/ }).click()
    await page.getByRole('combobox', { name: 'Cut by' }).selectOption('SLA target')
    const cut = page.getByRole('region', { name: 'How it adds up, by SLA target', exact: true })
    const rows = cut.locator('tbody tr')
    await rows.nth(parts.length - 1).waitFor()
    const added = await Promise.all((await rows.all()).map((row) => points(row.locator('td').last())))
    expect(added.map((part) => part.toFixed(1))).toEqual(
      parts.map(({ contribution }) => (100 * contribution).toFixed(1).replace('-0.0', '0.0')),
    )
    expect((await points(cut.locator('tfoot td').last())).toFixed(1)).toBe((100 * change).toFixed(1))

    const first = rows.first().getByRole('button').first()
    const name = (await first.textContent()) ?? ''
    await first.click()
    await page.getByRole('button', { name: `Remove filter: SLA target is ${name}` }).waitFor()
    const [most] = parts
    const filters = [{ dimension: 'target', values: [most?.cell.target ?? null] }]
    const kept = await figures(scene().pegel, { metrics: ['sla_attainment'], ...week, tz: ZONE, filters })
    expect(kept.sla_attainment__n).toBe(most?.after.n)
    const headline = page.locator('[data-metric=sla_attainment] strong')
    await expect.poll(() => headline.textContent()).toBe(percent(kept.sla_attainment ?? 0))
  })

  it('exports the rows behind one cell of the heatmap and gets exactly its n', async () => {
    const page = await scene().visitor.open('/explore?m=messages_inbound&view=heatmap')
    const cells = page.getByRole('table', { name: /by weekday and hour/ }).getByRole('button')
    const cell = cells.and(page.getByRole('button', { name: /n = [1-9]/ })).first()
    const n = plainNumber(/n = ([\d,]+)/.exec((await cell.getAttribute('aria-label')) ?? '')?.[1] ?? '')
    await cell.click({ modifiers: ['Shift'] })
    const panel = page.getByRole('dialog')
    await panel.locator(`[data-total="${n}"]`).waitFor()
    const rows = await exported(page, panel, 'CSV')
    expect(rows).toHaveLength(n)
    expect(new Set(rows.map(({ message_key }) => message_key)).size).toBe(n)
    expect(new Set(rows.map(({ direction }) => direction))).toEqual(new Set(['inbound']))
  })

  it('leads from a bar of a distribution to exactly its rows, by keyboard, and says the same as a table', async () => {
    const page = await scene().visitor.open('/explore?m=response_time_median&view=distribution&cmp=none')
    const { data, meta } = await scene().pegel.post<QueryResult>('/query', {
      metrics: ['response_time_median'],
      from: 'now-27d/d',
      tz: ZONE,
      bins: 'log',
    })
    const counts = (data.response_time_median__n ?? []).map(Number)
    const bars = page.getByRole('region', { name: /^Response time, median: / }).getByRole('button')
    await expect.poll(() => bars.count()).toBe(counts.length)
    const figure = page.locator('[data-metric=response_time_median]')
    await figure.getByText(`n = ${meta.spread?.n.toLocaleString('en-GB')}`).waitFor()

    expect(await violations(page)).toEqual([])
    await bars.first().focus()
    const last = counts.length - 1
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog')
    await panel.locator(`[data-total="${counts[last]}"]`).waitFor()
    await panel.getByText(`response_s >= ${data.bin?.[last]}`).waitFor()
    await page.reload()
    await panel.locator(`[data-total="${counts[last]}"]`).waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Table', exact: true }).click()
    const shown = page.getByRole('region', { name: /^Table: Response time, median/ }).locator('tbody tr')
    await shown.first().waitFor()
    const first = shown.first().getByRole('button', { name: /rows behind/ })
    expect(plainNumber(await first.textContent())).toBe(counts[0])
  })
}

/** The first week of the latest June that is a month old: when the sample company put its bot to work. */
function botWeek(): { from: string; to: string } {
  const monthAgo = new Date(Date.now() - 30 * DAY)
  const year =
    monthAgo.getUTCFullYear() - (monthAgo < new Date(Date.UTC(monthAgo.getUTCFullYear(), 5, 1)) ? 1 : 0)
  return { from: `${year}-06-01`, to: `${year}-06-08` }
}

const percent = (share: number) =>
  share.toLocaleString('en-GB', { style: 'percent', maximumFractionDigits: 1 })

/** `−9.9 pp` → -9.9. */
async function points(cell: Locator): Promise<number> {
  return plainNumber(((await cell.textContent()) ?? '').replace('−', '-'))
}

async function exported(page: Page, place: Locator, kind: string): Promise<Record<string, string>[]> {
  await place.getByRole('button', { name: /^Export/ }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: new RegExp(`^${kind}`) }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  return parse(text.replace(/^\uFEFF/, '').replace(/^(#.*\r\n)+/, ''), { columns: true })
}
