import { expect, it } from 'vitest'
import type { DrillResult } from '../../../pipelines/metrics/types.ts'
import type { Timeline } from '../../../pipelines/pegel.ts'
import type { Scene } from '../scene.ts'

export function conversationJourneys(scene: () => Scene): void {
  it('tells every message and every broken promise, in the picture and in words', async () => {
    const { pegel, visitor } = scene()
    const { rows } = await pegel.post<DrillResult>('/drill', {
      metric: 'sla_breached',
      filters: [{ dimension: 'target', values: ['first_response'] }],
      limit: 1,
    })
    const key = String(rows[0]?.ticket_key)
    const told = (await (
      await fetch(`${pegel.url}/api/v1/tickets/${encodeURIComponent(key)}/timeline`)
    ).json()) as Timeline
    const breaches = told.clocks.filter((clock) => clock.breached_at !== null)
    expect(told.messages.length).toBeGreaterThan(0)
    expect(breaches.length).toBeGreaterThan(0)

    const page = await visitor.open(`/conversations/${encodeURIComponent(key)}`)
    const id = key.slice(key.indexOf(':') + 1)
    await page.getByRole('heading', { name: id, exact: true }).waitFor()
    const story = page.getByRole('region', { name: 'Story' }).locator('tbody tr')
    await expect.poll(() => story.filter({ hasText: /wrote/ }).count()).toBe(told.messages.length)
    await expect.poll(() => story.filter({ hasText: /breached$/ }).count()).toBe(breaches.length)
    const picture = page.getByRole('img', { name: /Messages, waiting times/ })
    // Drawn once it has measured its width, after the words.
    await expect.poll(() => picture.locator('path[data-actor]').count()).toBe(told.messages.length)

    const width = (await picture.boundingBox())?.width ?? 0
    await page.getByRole('button', { name: 'Closer' }).click()
    await expect.poll(async () => (await picture.boundingBox())?.width).toBe(width * 2)
  })

  it('says so when there is none', async () => {
    const { visitor } = scene()
    const page = await visitor.open('/conversations/inbox:no-such-ticket')
    await page.getByText('There is no conversation inbox:no-such-ticket').waitFor()
    expect(visitor.complaints().filter((text) => !text.includes('404'))).toEqual([])
  })
}
