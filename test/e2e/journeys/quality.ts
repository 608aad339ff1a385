import { expect, it } from 'vitest'
import { settled, violations } from '../browser.ts'
import { figures, plainNumber, type Scene } from '../scene.ts'

const RANGE = { from: 'now-180d/d', tz: 'Europe/Berlin' }
const AT = '/quality?from=now-180d/d'

export function qualityJourneys(scene: () => Scene): void {
  it('shows the figures of the catalog, and behind each exactly its rows', async () => {
    const page = await scene().visitor.open(AT)
    const shown = page.locator('[data-metric=escalations]')
    await shown.waitFor()
    const { escalations } = await figures(scene().pegel, { metrics: ['escalations'], ...RANGE })
    expect(escalations).toBeGreaterThan(0)
    expect(plainNumber(await shown.locator('strong').textContent())).toBe(escalations)
    await shown.getByRole('button').click()
    await page.getByRole('dialog').locator(`[data-total="${escalations}"]`).waitFor()
  })

  it('says why tickets came back, and which templates were answered', async () => {
    const page = await scene().visitor.open(AT)
    const why = page.getByRole('region', { name: 'Why', exact: true })
    await why.getByRole('button', { name: 'Customer wrote again' }).waitFor()
    const templates = page.getByRole('region', { name: 'By name and category', exact: true })
    await templates.getByRole('columnheader', { name: 'Templates answered' }).waitFor()
  })

  it('leaves out a filter that a figure cannot be cut by, and says so', async () => {
    const page = await scene().visitor.open(`${AT}&f=path:bot`)
    const templates = page.getByRole('region', { name: 'By name and category', exact: true })
    await templates.getByText('Not filtered by Path.').waitFor()
  })

  it('shows every header of its tables whole in German', async () => {
    const page = await scene().visitor.open(AT, { locale: 'de-DE' })
    const tables = page.getByRole('main').locator('section:has(> table)')
    await tables.first().waitFor()
    await settled(page)
    const over = await tables.evaluateAll((all) =>
      all.flatMap((one) =>
        one.scrollWidth > one.clientWidth
          ? [`${one.ariaLabel}: ${one.scrollWidth} in ${one.clientWidth}`]
          : [],
      ),
    )
    expect(over).toEqual([])
  })

  it.each([
    ['de-DE', 'dark', 390],
    ['en-GB', 'light', 1280],
  ] as const)('is clean for axe in %s, %s, at %i px', async (locale, scheme, width) => {
    const page = await scene().visitor.open(AT, { locale, scheme, width })
    await page.locator('[data-metric=csat] strong').waitFor()
    await page.locator('figure svg').first().waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  })
}
