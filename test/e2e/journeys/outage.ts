import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { settled } from '../browser.ts'
import type { Scene } from '../scene.ts'

const DAY = 86_400_000
const WEEK = 7
const CLICKS_AT_MOST = 10

export function outageJourneys(scene: () => Scene): void {
  it('leads a manager from Live to the week of the outage and to what it was about in under ten clicks', async () => {
    const page = await scene().visitor.open('/live')
    let clicks = 0
    const click = async (name: string | RegExp, role: 'button' | 'link' = 'button') => {
      clicks += 1
      await page.getByRole(role, { name, exact: true }).first().click()
      await settled(page)
    }
    await click('Explore', 'link')
    await click(/^Time range/)
    await click('Last 90 days so far')
    await expect.poll(async () => (await drawnLine(page)).length).toBeGreaterThan(80)
    // Nothing on the page moves while its line is read and dragged over.
    await settled(page)
    clicks += 1
    await drag(page, busiestWeek(await drawnLine(page)))
    await page.waitForURL(/from=\d{4}-\d{2}-\d{2}&to=\d{4}-\d{2}-\d{2}/)
    await click(/^Why did it move\?/)
    const ranked = page.getByRole('region', { name: 'What explains it' })
    await ranked
      .getByRole('button', { name: /app-login/ })
      .first()
      .click()
    clicks += 1
    await page.waitForURL(/f=topic:app-login/)

    expect(clicks).toBeLessThan(CLICKS_AT_MOST)
    const url = new URL(page.url())
    const start = Date.parse(url.searchParams.get('from') ?? '')
    const end = Date.parse(url.searchParams.get('to') ?? '')
    const outage = mondayWeeksBack(9)
    const shared = Math.min(end, outage + WEEK * DAY) - Math.max(start, outage)
    expect(shared / DAY).toBeGreaterThanOrEqual(4)
  })
}

interface Point {
  x: number
  y: number
}

/** The days of the first chart's line as they are drawn, in pixels of the window: what a person sees. */
async function drawnLine(page: Page): Promise<Point[]> {
  const lines = page.locator('figure [role=img] svg').first().locator('path[stroke="var(--pg-series-1)"]')
  const drawn = await lines.evaluateAll((paths) =>
    paths
      .filter((path) => !path.getAttribute('stroke-dasharray'))
      .map((path) => {
        const box = path.closest('svg')?.getBoundingClientRect()
        const numbers = (path.getAttribute('d') ?? '').match(/-?\d+(\.\d+)?/g)?.map(Number) ?? []
        const points = []
        for (let at = 0; at + 1 < numbers.length; at += 2)
          points.push({ x: (box?.x ?? 0) + (numbers[at] ?? 0), y: (box?.y ?? 0) + (numbers[at + 1] ?? 0) })
        return points
      }),
  )
  return drawn.sort((a, b) => b.length - a.length)[0] ?? []
}

/** The seven neighbouring days that are drawn highest. */
function busiestWeek(line: readonly Point[]): Point[] {
  const weeks = line.slice(0, 1 - WEEK).map((_, at) => line.slice(at, at + WEEK))
  const sum = (week: readonly Point[]) => week.reduce((total, { y }) => total + y, 0)
  return weeks.sort((a, b) => sum(a) - sum(b))[0] ?? []
}

async function drag(page: Page, week: readonly Point[]): Promise<void> {
  const [first, middle, last] = [week[0], week[3], week[6]]
  if (!first || !middle || !last) throw new Error('no week is drawn')
  const y = Math.max(...week.map((point) => point.y))
  await page.mouse.move(first.x, y)
  await page.mouse.down()
  await page.mouse.move(middle.x, y, { steps: 3 })
  await page.mouse.move(last.x, y, { steps: 3 })
  await page.mouse.up()
}

/** Midnight UTC of the date of a Monday in Berlin. */
function mondayWeeksBack(weeks: number): number {
  const today = new Date(new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date()))
  const weekday = (today.getUTCDay() + 6) % 7
  return today.getTime() - (weekday + 7 * weeks) * DAY
}
