import { expect, it } from 'vitest'
import type { Scene } from '../scene.ts'

export function viewJourneys(scene: () => Scene): void {
  it('saves what is shown under a name, opens it first, and finds it again by its short link', async () => {
    const { pegel, visitor } = scene()
    const page = await visitor.open('/explore?m=messages_inbound&by=channel&from=now-6d/d&to=now&cmp=year')
    const menu = page.getByRole('button', { name: 'Saved views', exact: true })
    await menu.click()
    const panel = page.getByRole('dialog', { name: 'Saved views' })
    await panel.getByRole('textbox', { name: 'Save this view as' }).fill('Week by channel')
    await panel.getByRole('checkbox', { name: 'Open it first' }).check()
    await panel.getByRole('button', { name: 'Save', exact: true }).click()
    await panel.getByRole('link', { name: /^Week by channel.*opens first/ }).waitFor()

    await page.goto(pegel.url)
    const shown = 'from=now-6d/d&to=now&cmp=year&m=messages_inbound&by=channel'
    await page.waitForURL(`**/explore?${shown}`)
    await page.goto(`${pegel.url}/sla?f=channel:email&cmp=none&lang=de`)
    await page.getByRole('button', { name: 'Gespeicherte Ansichten', exact: true }).click()
    await page.getByRole('link', { name: /^Week by channel/ }).click()
    await page.waitForURL(`**/explore?${shown}**lang=de**`)
    await page.goBack()
    await page.waitForURL((url) => url.pathname === '/sla' && url.searchParams.get('f') === 'channel:email')
    await page.goto(`${pegel.url}/v/week-by-channel`)
    await page.waitForURL(`**/explore?${shown}`)

    await menu.click()
    await panel.getByRole('button', { name: 'Remove Week by channel' }).click()
    await panel.getByText(/Nothing is saved yet/).waitFor()
    await page.goto(pegel.url)
    await page.waitForURL('**/live')
    await page.goto(`${pegel.url}/v/week-by-channel`)
    await page.getByText('There is no such view').waitFor()
    expect(visitor.complaints().filter((text) => !text.includes('404'))).toEqual([])
  })

  it('opens a view that another version saved with what it can, and says what it could not use', async () => {
    const { pegel, visitor } = scene()
    const put = await fetch(`${pegel.url}/api/v1/config/view/from-tomorrow`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        body: { name: 'Later', path: '/sankey', search: 'from=now-6d/d&to=now&flow=2', owner: 'admin' },
      }),
    })
    expect(put.status).toBe(200)
    const page = await visitor.open('/v/from-tomorrow')
    await page.waitForURL('**/live?from=now-6d/d&to=now')
    await page.getByText('Left out: page=/sankey, flow=2.').waitFor()
    await page.locator('[data-metric=backlog_open] strong').waitFor()
  })

  it('carries a range by copy and paste, and takes it as text', async () => {
    const page = await scene().visitor.open('/explore?m=tickets_created&from=now-2w/w&to=now/w')
    await page.getByRole('heading', { name: 'Explore', level: 1 }).waitFor()
    const pasted = (text: string) =>
      page.evaluate((given) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', given)
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
      }, text)
    const copied = await page.evaluate(() => {
      const clipboardData = new DataTransfer()
      document.body.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true }))
      return clipboardData.getData('text/plain')
    })
    expect(JSON.parse(copied)).toEqual({ from: 'now-2w/w', to: 'now/w' })
    await pasted('2026-03-02 to 2026-03-09')
    await page.waitForURL('**from=2026-03-02&to=2026-03-09**')
    await pasted('no range at all')
    await page.keyboard.press('z')
    await page.waitForURL('**from=2026-02-26&to=2026-03-13**')
    await pasted(copied)
    await page.waitForURL('**from=now-2w/w&to=now/w**')

    await page.getByRole('button', { name: /^Time range/ }).click()
    const from = page.getByRole('textbox', { name: 'From' })
    const show = page.getByRole('button', { name: 'Show', exact: true })
    await from.fill('the day before')
    await page.getByText('not a time').waitFor()
    await from.fill('now+1d/d')
    await page.getByText('It ends before it begins.').waitFor()
    expect(await show.isDisabled()).toBe(true)
    await from.fill('now-1M/M+3d')
    await show.click()
    await page.waitForURL((url) => url.searchParams.get('from') === 'now-1M/M+3d')
  })

  it('finds pages, metrics, dimensions, views and actions in the palette', async () => {
    const { visitor } = scene()
    const page = await visitor.open('/live')
    await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor()
    const pick = async (text: string) => {
      await page.keyboard.press('Control+k')
      await page.getByPlaceholder(/^Search pages/).fill(text)
      await page.getByRole('dialog').getByRole('button', { name: text }).first().waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await pick('one-touch')
    await page.waitForURL('**/explore?m=one_touch_rate')
    await pick('Channel')
    await page.waitForURL('**by=channel')
    await pick('Last month')
    await page.waitForURL('**from=now-1M/M&to=now/M**')
    await pick('Next comparison')
    await page.waitForURL('**cmp=year**')
    await pick('Switch theme')
    await page.waitForURL('**theme=light**')
    await pick('Get started')
    await page.waitForURL((url) => url.pathname === '/welcome')
  })
}
