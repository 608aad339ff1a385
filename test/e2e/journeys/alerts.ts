import { expect, it } from 'vitest'
import { violations } from '../browser.ts'
import type { Scene } from '../scene.ts'

interface Rules {
  rules: { id: string; words: { en: string } }[]
}

export function alertsJourneys(scene: () => Scene): void {
  const get = async <T>(path: string) =>
    (await (await fetch(`${scene().pegel.url}/api/v1${path}`)).json()) as T

  it('shows while a rule is written when it would have fired, saves it in words, and silences it', async () => {
    const { pegel, visitor } = scene()
    const page = await visitor.open('/live')
    await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.waitForURL('**/alerts')
    await page.getByRole('button', { name: 'New rule' }).click()
    const editor = page.getByRole('dialog', { name: 'New rule' })
    await editor.getByRole('textbox', { name: 'Name' }).fill('Slow answers')
    await editor.getByRole('textbox', { name: 'Window, min' }).fill('240')
    await editor.getByRole('textbox', { name: 'Threshold, min' }).fill('45')
    const when = {
      kind: 'metric',
      metric: 'response_time_median',
      by: ['team'],
      window_min: 240,
      is: 'above',
      enter: 2700,
      min_n: 5,
    }
    const rule = { name: 'x', when, for_min: 10, notify: { group_by: ['team'] } }
    const tested = await pegel.post<{ firings: unknown[]; dropped: number; words: { en: string } }>(
      '/alerts/back-test',
      { rule, days: 90 },
    )
    const past = editor.getByRole('region', { name: 'The last 90 days' })
    await past.getByText(tested.words.en).waitFor()
    await past.locator(`[data-count="${tested.firings.length + tested.dropped}"]`).waitFor()
    expect(tested.firings.length).toBeGreaterThan(0)
    await expect.poll(() => past.locator('rect').count()).toBe(tested.firings.length)
    expect(await violations(page)).toEqual([])
    await editor.getByRole('button', { name: 'Save' }).click()
    await editor.waitFor({ state: 'detached' })
    const item = page.locator('[data-rule=slow-answers]')
    const { rules } = await get<Rules>('/alerts/rules')
    await item.getByText(rules.find(({ id }) => id === 'slow-answers')?.words.en ?? '–').waitFor()

    await item.getByRole('combobox', { name: /Silence rule for/ }).selectOption({ label: '4 hours' })
    await page.locator('[data-silence=slow-answers]').waitFor()
    const [silence] = await get<{ until: string }[]>('/alerts/silences')
    const hours = (Date.parse(silence?.until ?? '') - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(3.9)
    expect(hours).toBeLessThanOrEqual(4)
    await page.getByRole('button', { name: 'End the silence of Slow answers' }).click()
    await page.getByText('Nothing is silenced.').waitFor()
  })

  it('adds a webhook, shows its secret once, and logs the trial notice that could not be sent', async () => {
    const page = await scene().visitor.open('/alerts')
    await page.getByRole('button', { name: 'New endpoint' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Crew')
    await page.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/hook')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText(/whsec_/).waitFor()
    const secret = (await page.getByText(/whsec_/).textContent())?.split(': ').at(-1) ?? ''
    const exported = await scene().pegel.pegel(['config', 'export'])
    expect(secret).toMatch(/^whsec_.{40,}$/)
    expect(exported).toContain('Crew')
    expect(exported).not.toContain(secret)
    await page.getByRole('button', { name: 'Send a trial notice to Crew' }).click()
    await page
      .locator('[data-delivery]')
      .getByText(/not allowed/)
      .waitFor()
    expect(await violations(page)).toEqual([])
  })
}
