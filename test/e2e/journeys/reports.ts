import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { ReportDocument } from '../../../pipelines/reports/document.ts'
import { readPdf } from '../../integration/reports/read-pdf.ts'
import { settled } from '../browser.ts'
import type { Scene } from '../scene.ts'

const TZ = 'Europe/Berlin'
/** Lines end elsewhere on paper, and its spaces are of other widths. */
const bare = (text: string) => text.replace(/\s+/g, '')

export function reportJourneys(scene: () => Scene): void {
  const said = async (language: 'en' | 'de') => {
    const { document } = await scene().pegel.post<{ document: ReportDocument }>('/reports/weekly', {
      tz: TZ,
      language,
    })
    const ahead = document.blocks.find(({ id }) => id === 'ahead')
    const [first] = ahead?.kind === 'paragraphs' ? ahead.paragraphs : []
    return { document, ahead: first?.sentences.map(({ text }) => text) ?? [] }
  }

  it('tells a manager the week and the one ahead, in either language, as PDF and as the mail to come', async () => {
    const [english, german] = [await said('en'), await said('de')]
    expect(english.ahead[1]).toMatch(/^Busiest hours: /)
    const page = await scene().visitor.open('/reports')
    await page.getByRole('heading', { name: english.document.title }).waitFor()
    for (const sentence of english.ahead) await page.getByText(sentence).waitFor()

    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'PDF', exact: true }).click()
    const { text, language } = await readPdf(readFileSync(await (await coming).path()))
    expect(language).toBe('en')
    for (const sentence of english.ahead) expect(bare(text)).toContain(bare(sentence))

    await page.getByRole('button', { name: 'Language and theme' }).click()
    await page.getByRole('button', { name: 'Deutsch' }).click()
    await page.getByRole('heading', { name: german.document.title }).waitFor()
    for (const sentence of german.ahead) await page.getByText(sentence).waitFor()

    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Empfänger hinzufügen' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('textbox', { name: 'Vor- und Nachname' }).fill('Geschäftsführung')
    await form.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill('gf@example.com')
    await form.getByRole('combobox', { name: 'Sprache' }).selectOption('de')
    await form.getByRole('button', { name: 'Speichern' }).click()
    const recipient = page.locator('[data-recipient]')
    await recipient.getByText('gf@example.com').waitFor()
    await recipient.getByRole('button', { name: 'Vorschau' }).click()
    const mail = page.frameLocator('iframe')
    await mail.getByText(german.ahead[1] ?? '–').waitFor()
  })

  it('prints the page and nothing around it', async () => {
    const page = await scene().visitor.open('/reports')
    await page.locator('h2').first().waitFor()
    await settled(page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('heading', { level: 2 }).first().isVisible()).toBe(true)
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
    for (const aside of ['button', 'combobox', 'textbox'] as const)
      expect(await page.locator('main').getByRole(aside).filter({ visible: true }).count(), aside).toBe(0)
  })
}
