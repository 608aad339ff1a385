import { expect, it } from 'vitest'
import { violations } from '../browser.ts'
import type { Scene } from '../scene.ts'

const CSV = `Ticket ID;Updated at;Status;Group
1;2026-03-01T10:00:00Z;In Progress;Billing
2;2026-03-02T10:00:00Z;Frozen;Support
`

export function importJourneys(scene: () => Scene): void {
  it('takes a file: guesses, shows events and rejects, mends a word, imports, and says what it came to', async () => {
    const page = await scene().visitor.open('/welcome', { width: 390 })
    const send = (name: string, text: string) =>
      page
        .getByLabel('Choose a file')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    await send('empty.csv', '')
    await page.getByRole('alert').getByText('is empty').waitFor()
    await send('tickets.csv', CSV)
    await page.getByText('2 rows looked at: 1 become events, 1 would be left out.').waitFor()
    await page.getByText('"Frozen" is not mapped').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByLabel('Frozen').selectOption('on_hold')
    await page.getByText('2 rows looked at: 2 become events, 0 would be left out.').waitFor()
    await page.getByLabel('Name of the source').fill('sheet')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('2 rows read: 2 taken, 0 there before, 0 left out.').waitFor()
    expect(
      scene()
        .visitor.complaints()
        .filter((text) => !text.includes('Failed to load resource')),
    ).toEqual([])
  })
}
