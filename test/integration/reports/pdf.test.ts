import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../../pipelines/engine/port.ts'
import { testCatalog } from '../../../pipelines/metrics/test-facts.ts'
import { composeReport } from '../../../pipelines/reports/compose.ts'
import type { Block, ReportDocument } from '../../../pipelines/reports/document.ts'
import { renderPdf } from '../../../pipelines/reports/pdf/render.ts'
import { WEEK, weeksFolder, ZONE } from '../../../pipelines/reports/test-weeks.ts'
import { weeklyFigures } from '../../../pipelines/reports/weekly.ts'
import { readPdf } from './read-pdf.ts'

let engine: Engine
let english: ReportDocument
let german: ReportDocument
beforeAll(async () => {
  const folder = await weeksFolder()
  engine = folder.engine
  const figures = await weeklyFigures(folder.context, { week: WEEK, tz: ZONE })
  english = composeReport(figures, testCatalog, 'en')
  german = composeReport(figures, testCatalog, 'de')
})
afterAll(() => engine.close())

const squeezed = (text: string) => text.replaceAll(/\s/g, '')

/** Every text with a figure in it, in the order of the page. */
const textsOf = ({ blocks }: ReportDocument): string[] => blocks.flatMap(textsIn)

function textsIn(block: Block): string[] {
  if (block.kind === 'charts') return block.charts.map(({ title }) => title)
  if (block.kind === 'table') return block.rows.flatMap(({ cells }) => cells)
  if (block.kind === 'paragraphs')
    return block.paragraphs.map(({ sentences }) => sentences.map((one) => one.text).join(' '))
  return block.tiles.flatMap(({ value, before, change, target, n }) =>
    [value, before, change?.text, target?.text, n].filter((text) => typeof text === 'string'),
  )
}

describe('the PDF, read back', () => {
  it.each(['en', 'de'] as const)('says every figure of the page in %s', async (language) => {
    const document = language === 'en' ? english : german
    const read = await readPdf(await renderPdf(document))
    const text = squeezed(read.text)
    const missing = textsOf(document).filter((one) => !text.includes(squeezed(one)))
    expect(missing).toEqual([])
    expect(textsOf(document).length).toBeGreaterThan(50)
    expect(read.title).toBe(document.title)
    expect(read.language).toBe(language)
  })

  it('is tagged: headings, paragraphs, tables with heads, pictures with words', async () => {
    const read = await readPdf(await renderPdf(english))
    expect(read.roles.filter((role) => role === 'H1')).toHaveLength(1)
    expect(read.roles.filter((role) => role === 'H2')).toHaveLength(7)
    expect(read.roles).toEqual(expect.arrayContaining(['Table', 'TR', 'TH', 'TD', 'P', 'Figure']))
    expect(read.alts.filter((alt) => /at last, from/.test(alt))).toHaveLength(3)
  })

  it('writes umlauts and other scripts, and marks what the typeface lacks', async () => {
    const named = { ...english, subtitle: 'Müller & Søn · Żółw · Кириллица · 5 € · 😀 · a\r\nb' }
    const { text } = await readPdf(await renderPdf(named))
    expect(text).toContain('Müller & Søn · Żółw · Кириллица · 5 € · □')
  })

  it('breaks a long table over pages and repeats its head', async () => {
    const long: ReportDocument = {
      ...english,
      blocks: english.blocks.map((block) =>
        block.kind === 'table' && block.id === 'sla'
          ? {
              ...block,
              rows: Array.from({ length: 120 }, (_, row) => ({
                cells: [`team ${row}`, ...Array.from({ length: 8 }, () => '1')],
                tone: 'neutral' as const,
              })),
            }
          : block,
      ),
    }
    const { text, pages } = await readPdf(await renderPdf(long))
    expect(pages).toBeGreaterThan(3)
    expect(text.match(/Attainment/g)?.length).toBeGreaterThan(2)
    for (let row = 0; row < 120; row += 1) expect(text).toContain(`team ${row} `)
  })
})
