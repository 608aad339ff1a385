import { expect, it } from 'vitest'
import type { QueryResult } from '../../../pipelines/metrics/types.ts'
import type { Timeline } from '../../../pipelines/pegel.ts'
import type { ErrorBudget } from '../../../pipelines/sla/error-budget.ts'
import type { ExplainedClock } from '../../../pipelines/sla/explain-clock.ts'
import { settled, violations } from '../browser.ts'
import { plainNumber, type Scene } from '../scene.ts'

export function slaJourneys(scene: () => Scene): void {
  const get = async <T>(path: string) =>
    (await (await fetch(`${scene().pegel.url}/api/v1${path}`)).json()) as T

  it('shows what was kept per target beside the month’s error budget, as the server counts it', async () => {
    const page = await scene().visitor.open('/live')
    await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await page.waitForURL('**/sla')
    const { data } = await scene().pegel.post<QueryResult>('/query', {
      metrics: ['sla_attainment'],
      by: ['target'],
      from: 'now-27d/d',
      tz: 'Europe/Berlin',
    })
    const { rows } = await get<ErrorBudget>('/sla/budget?tz=Europe/Berlin')
    for (const { target, breached } of rows) {
      const card = page.locator(`[data-target=${target}]`).first()
      const n = data.sla_attainment__n?.[data.target?.indexOf(target) ?? -1]
      await card.getByText(`n = ${Number(n).toLocaleString('en-GB')}`, { exact: true }).waitFor()
      await card.getByText(`${breached.toLocaleString('en-GB')} breached,`).waitFor()
      await card.getByText(/left|overspent/).waitFor()
    }
  })

  it('leads from a cell of the heatmap to exactly its rows, and says the same as a table', async () => {
    const page = await scene().visitor.open('/sla?from=now-89d/d&to=now')
    const heat = page.getByRole('region', { name: 'Where promises break', exact: true })
    const cell = heat.getByRole('button', { name: /: [1-9]\d*, n = [1-9]/ }).first()
    const n = plainNumber(/n = ([\d,]+)/.exec((await cell.getAttribute('aria-label')) ?? '')?.[1] ?? '')
    await cell.click({ modifiers: ['Shift'] })
    await page.getByRole('dialog').locator(`[data-total="${n}"]`).waitFor()
    await page.keyboard.press('Escape')
    await heat.getByRole('button', { name: 'Table', exact: true }).click()
    await heat.getByRole('columnheader', { name: 'SLA attainment' }).waitFor()
    await heat.getByRole('button', { name: 'Chart', exact: true }).click()
    await cell.click()
    await page.waitForURL(/f=team:.*f=hour_of_day:/)
  })

  it('moves the figures when a target is moved, and keeps what is tried in the address', async () => {
    const page = await scene().visitor.open('/sla')
    const desk = page.getByRole('region', { name: 'What if the target were …' })
    const after = desk.locator('tr[data-target=first_response]:not([data-part]) td strong')
    const was = await after.textContent()
    const slider = desk.getByRole('slider', { name: 'First response, Normal' })
    for (let press = 0; press < 6; press++) await slider.press('ArrowLeft')
    await page.waitForURL(/try=first_response\.normal/)
    await desk.getByText(/clocks would have gone otherwise/).waitFor()
    await settled(page)
    const tried = await after.textContent()
    expect(tried).not.toBe(was)
    await page.reload()
    await expect.poll(() => after.textContent()).toBe(tried)
    await desk.getByRole('button', { name: 'Back to what holds' }).click()
    await expect.poll(() => after.textContent()).toBe(was)
    await page.waitForURL((url) => !url.searchParams.has('try'))
  })

  it('refuses nonsense at its field, saves a version, notices others, and goes back to an earlier one', async () => {
    const { pegel, visitor } = scene()
    const page = await visitor.open('/sla')
    const policy = page.locator('[data-policy=default]')
    await policy.getByRole('button', { name: 'Edit Default' }).click()
    const editor = page.getByRole('dialog', { name: 'Edit Default' })
    const high = editor.getByRole('textbox', { name: 'First response, High' })
    await high.fill('0')
    await editor.getByText('at least 1 minute').first().waitFor()
    await high.fill('25')
    await editor.getByText(/clocks? would have gone otherwise/).waitFor()
    expect(await violations(page)).toEqual([])

    const { body } = await get<{ body: { targets: { resolution: { goal: number } } } }>(
      '/config/policy/default',
    )
    body.targets.resolution.goal = 0.95
    const put = await fetch(`${pegel.url}/api/v1/config/policy/default`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ body, basedOn: 1 }),
    })
    expect(put.status).toBe(200)
    await editor.getByRole('button', { name: 'Save version' }).click()
    await editor.getByText('Somebody else changed it').waitFor()
    await editor.getByText('targets.resolution.goal').first().waitFor()
    await editor.getByRole('button', { name: 'Keep mine and go on' }).click()
    await editor.getByRole('button', { name: 'Save version' }).click()
    await editor.waitFor({ state: 'detached' })
    await policy.locator('[data-version="3"]').waitFor()
    await policy.getByText('High within 25 min').waitFor()

    await policy.getByRole('button', { name: 'Edit Default' }).click()
    await editor.getByRole('button', { name: 'What version 3 changed' }).click()
    await editor.getByText('targets.first_response.minutes.high').waitFor()
    await editor.getByRole('button', { name: 'Restore version 1 from now on' }).click()
    await policy.locator('[data-version="4"]').waitFor()
    await policy.getByText('High within 30 min').waitFor()
    expect(visitor.complaints().filter((text) => !/40[049]/.test(text))).toEqual([])
  })

  it('explains a breached clock from its row to the second', async () => {
    const page = await scene().visitor.open('/sla?from=now-89d/d&drill=sla_breached;target=resolution')
    const link = page.getByRole('dialog').getByRole('link').first()
    const key = (await link.textContent()) ?? ''
    await link.click()
    await page.waitForURL(/conversations/)
    const all = await get<ExplainedClock[]>(`/tickets/${encodeURIComponent(key)}/clocks`)
    const clock = all.find(({ target, breachedAt }) => target === 'resolution' && breachedAt !== null)
    const lane = page.getByRole('button', { name: /^Resolution.*(breached|overdue)/ }).first()
    await lane.focus()
    await page.keyboard.press('Enter')
    const why = page.getByRole('region', { name: /^Why: Resolution/ })
    await why.getByText(/promised: breached by/).waitFor()
    await why.getByText('Due: the promised time is used up here.').waitFor()
    await why.getByText(`Policy ${clock?.policy} (version ${clock?.policyVersion})`).waitFor()
    const seconds = await why.locator('tr[data-kind=counted] td:nth-child(3)').evaluateAll((cells) =>
      cells.map((cell) => {
        const [days, rest] = (cell.textContent ?? '').includes(' d ')
          ? (cell.textContent ?? '').split(' d ')
          : ['0', cell.textContent ?? '']
        return (
          (rest ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * 86_400
        )
      }),
    )
    const off = seconds.reduce((sum, part) => sum + part, 0) - Math.round(clock?.elapsedS ?? 0)
    // A clock that still runs has run on since it was asked for.
    expect(Math.abs(off)).toBeLessThanOrEqual(clock?.stoppedAt === null ? 60 : 0)
    const told = await get<Timeline>(`/tickets/${encodeURIComponent(key)}/timeline`)
    expect(all.length).toBe(told.clocks.length)
    expect(await violations(page)).toEqual([])
  })
}
