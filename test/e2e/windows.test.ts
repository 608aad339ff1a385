import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executablePath, type Visitor, visit } from './browser.ts'
import { type Installation, install } from './installation.ts'
import { openTicket } from './open-ticket.ts'

/** More than the six connections that a browser opens to a server. */
const WINDOWS = 8

describe.skipIf(executablePath === null)('many windows of one browser', () => {
  let pegel: Installation
  let visitor: Visitor
  beforeAll(async () => {
    pegel = await install(null)
    visitor = await visit(pegel.url)
  })
  afterAll(async () => {
    await visitor?.close()
    await pegel?.stop()
  })

  it('all show figures, move when an event arrives, and say when the line is lost', async () => {
    await openTicket(pegel, 'T-1')
    const pages: Page[] = []
    for (let at = 0; at < WINDOWS; at += 1) pages.push(await visitor.open('/live'))
    const count = async (open: number) => {
      for (const page of pages)
        await page.locator('[data-metric=backlog_open]').getByText(`n = ${open}`).waitFor()
    }
    await count(1)
    await openTicket(pegel, 'T-2')
    await count(2)
    await pages.shift()?.close()
    await openTicket(pegel, 'T-3')
    await count(3)
    // A window that is closed keeps no connection from those that come after it.
    for (let at = 0; at < WINDOWS; at += 1) {
      const short = await visitor.open('/live')
      await short.locator('[data-metric=backlog_open]').getByText('n = 3').waitFor()
      await short.close()
    }
    await pages.shift()?.close()
    await openTicket(pegel, 'T-4')
    await count(4)
    expect(visitor.complaints()).toEqual([])
    await pegel.stop()
    for (const page of pages) await page.getByRole('button', { name: /Connection lost/ }).waitFor()
  })
})
