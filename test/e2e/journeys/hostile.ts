import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { settled, type Visitor } from '../browser.ts'
import type { Installation } from '../installation.ts'

const run = (place: string) => `"'><img src=x onerror="window.ran='${place}'">`
const FORMULA = '=HYPERLINK("http://evil.example","x")'
const TEMPLATE = '$t(nav.live) {{n}} $1'
const TICKET = run('ticket')

const event = (ticket: string, type: string, more: object) => ({
  specversion: '1.0',
  id: `hostile-${type}-${ticket}`,
  source: '/inbox',
  type: `io.pegel.${type}.v1`,
  time: new Date().toISOString(),
  data: {
    ticket,
    conversation: { channel: 'chat', account: run('account'), customer: run('customer') },
    actor: { type: 'customer' },
    ...more,
  },
})

/** Names that are markup, formulas and templates, all the way from a webhook to pages and files. */
export function hostileJourneys(started: () => { pegel: Installation; visitor: Visitor }): void {
  it('shows names that look like markup as the text that they are', async () => {
    const { pegel, visitor } = started()
    const names = {
      team: run('team'),
      topic: run('topic'),
      brand: TEMPLATE,
      assignee: run('assignee'),
      tier: FORMULA,
    }
    const deliveries = [
      event(TICKET, 'ticket.created', { status: 'open', priority: 'high', ...names }),
      event(TICKET, 'message.received', {
        message: { id: run('message'), kind: run('kind'), text: run('text') },
      }),
      event('plain', 'ticket.created', { status: 'open', team: FORMULA }),
    ].map((one) => JSON.stringify({ headers: {}, body: JSON.stringify(one) }))
    await pegel.pegel(['ingest', '--source', 'inbox'], `${deliveries.join('\n')}\n`)

    const unharmed = async (page: Page, text: string | null) => {
      await settled(page)
      if (text !== null) await page.getByText(text, { exact: false }).first().waitFor()
      expect(await page.evaluate(() => (window as { ran?: string }).ran ?? null)).toBeNull()
      expect(await page.locator('img[src="x"]').count()).toBe(0)
    }
    for (const [path, text] of [
      ['/explore?m=tickets_created&by=team&from=now/d&to=now', names.team],
      ['/explore?m=tickets_created&by=topic&view=bar&from=now/d&to=now', names.topic],
      ['/explore?m=tickets_created&by=team,brand,tier&view=table&from=now/d&to=now', TEMPLATE],
      ['/explore?m=tickets_created&from=now/d&to=now&drill=tickets_created', TICKET],
      [
        `/explore?m=tickets_created&from=now/d&to=now&f=${encodeURIComponent(`team:${names.team.replace(/[\\,]/g, '\\$&')}`)}`,
        names.team,
      ],
      [`/conversations/${encodeURIComponent(`inbox:${TICKET}`)}`, TICKET],
      ['/live', null],
      ['/sla?from=now/d&to=now', null],
    ] as const) {
      const page = await visitor.open(path)
      await unharmed(page, text)
      await page.keyboard.press('Escape')
      for (const chart of await page.locator('figure [role=img]').all()) {
        const box = await chart.boundingBox()
        if (box) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
        await unharmed(page, null)
      }
      await page.close()
    }

    const page = await visitor.open(
      '/explore?m=tickets_created&by=team,brand,tier&view=table&from=now/d&to=now',
    )
    await settled(page)
    await page.getByRole('button', { name: 'Add filter' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Team', exact: true }).click()
    await page.getByRole('checkbox', { name: names.team }).waitFor()
    await unharmed(page, null)
    await page.keyboard.press('Escape')

    const saved = page.waitForEvent('download')
    await page
      .getByRole('button', { name: /^Export/ })
      .first()
      .click()
    await page.getByRole('button', { name: /^CSV/ }).click()
    const cells = readFileSync(await (await saved).path(), 'utf8')
    expect(cells).toContain('=HYPERLINK')
    expect(cells.split(/[\r\n,]+/).filter((cell) => /^"?[=+@]/.test(cell))).toEqual([])
    expect(visitor.complaints()).toEqual([])
  })
}
