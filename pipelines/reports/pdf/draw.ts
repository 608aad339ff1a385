/** The weekly page on paper. */
import svgToPdf from 'svg-to-pdfkit'
import type { Block, ReportDocument, Tone } from '../document.ts'
import { textsDe } from '../words/texts-de.ts'
import { textsEn } from '../words/texts-en.ts'
import { chartSvg } from './chart-svg.ts'
import { ACCENT, BREACH, INK, INK_2, INK_3, MET, SUNKEN } from './colours.ts'
import { Page, type TextStyle } from './page.ts'
import { drawTable } from './table.ts'

const TITLE: TextStyle = { size: 19, font: 'strong' }
const SUBTITLE: TextStyle = { size: 9.5, colour: INK_2 }
const HEADING: TextStyle = { size: 11.5, font: 'strong' }
const NOTE: TextStyle = { size: 7.5, colour: INK_3 }
const BODY: TextStyle = { size: 9.5, lineGap: 2 }
const GAP = 16
export const TONES: Readonly<Record<Tone, string>> = { better: MET, worse: BREACH, neutral: INK_2 }
/** Shapes beside the colours, for those who do not tell them apart. */
const MARKS: Readonly<Record<Tone, string>> = { better: '+', worse: '!', neutral: '·' }

export async function drawReport(document: ReportDocument): Promise<Uint8Array> {
  const page = new Page({ title: document.title, subject: document.subject, language: document.language })
  head(page, document)
  for (const block of document.blocks) drawBlock(page, block, document)
  const texts = document.language === 'de' ? textsDe : textsEn
  return page.finish(document.footer, (number, pages) =>
    texts.page.replace('{page}', String(number)).replace('{pages}', String(pages)),
  )
}

function head(page: Page, { title, subtitle, warnings }: ReportDocument): void {
  const line = (type: string, text: string, style: TextStyle, after: number) => {
    page.tagged(type, () => page.text(text, style, { x: page.left, y: page.y, width: page.width }))
    page.y += page.heightOf(text, style, page.width) + after
  }
  line('H1', title, TITLE, 3)
  line('P', subtitle, SUBTITLE, 8)
  for (const warning of warnings) line('P', warning, { ...BODY, font: 'strong', colour: ACCENT }, 4)
  page.rule()
  page.y += 10
}

function drawBlock(page: Page, block: Block, document: ReportDocument): void {
  if (block.kind === 'tiles') drawTiles(page, block)
  else if (block.kind === 'paragraphs') drawParagraphs(page, block)
  else if (block.kind === 'charts') drawCharts(page, block, document)
  else if (block.rows.length > 0) {
    heading(page, block.title, block.note, 3 * 15 + 20)
    drawTable(page, block)
    page.y += GAP
  } else {
    heading(page, block.title, null, 20)
    const box = { x: page.left, y: page.y, width: page.width }
    page.tagged('P', () => page.text(block.nothing, BODY, box))
    page.y += page.heightOf(block.nothing, BODY, page.width) + GAP
  }
}

/** Keeps the heading with the first `following` points of what comes beneath. */
function heading(page: Page, title: string, note: string | null, following: number): void {
  const height =
    page.heightOf(title, HEADING, page.width) + (note ? page.heightOf(note, NOTE, page.width) + 2 : 0)
  page.need(height + 6 + following)
  const box = () => ({ x: page.left, y: page.y, width: page.width })
  page.tagged('H2', () => page.text(title, HEADING, box()))
  page.y += page.heightOf(title, HEADING, page.width) + 2
  if (note) {
    page.tagged('P', () => page.text(note, NOTE, box()))
    page.y += page.heightOf(note, NOTE, page.width)
  }
  page.y += 6
}

function drawTiles(page: Page, block: Extract<Block, { kind: 'tiles' }>): void {
  const gap = 8
  const width = (page.width - gap * (block.tiles.length - 1)) / block.tiles.length
  const inner = width - 16
  const label: TextStyle = { size: 8, colour: INK_2 }
  const small: TextStyle = { size: 7.5, colour: INK_3 }
  const labels = Math.max(...block.tiles.map((tile) => page.heightOf(tile.label, label, inner)))
  const lines = block.tiles.map((tile) =>
    [tile.before, tile.target?.text, tile.n].filter((line) => line !== undefined && line !== null),
  )
  const below = Math.max(
    ...lines.map((some) => some.reduce((sum, line) => sum + page.heightOf(line, small, inner) + 1, 0)),
  )
  const height = 8 + labels + 4 + 22 + 13 + below + 8
  heading(page, block.title, block.note, height)
  const top = page.y
  for (const [index, tile] of block.tiles.entries()) {
    const x = page.left + index * (width + gap)
    page.artifact(() => page.pdf.roundedRect(x, top, width, height, 3).fill(SUNKEN))
    page.tagged('P', () => {
      let y = top + 8
      const put = (text: string, style: TextStyle, step: number) => {
        page.text(text, style, { x: x + 8, y, width: inner })
        y += step
      }
      put(tile.label, label, labels + 4)
      put(tile.value, { size: fitting(page, tile.value, inner), font: 'strong' }, 22)
      if (tile.change) {
        const { text, way, tone } = tile.change
        const mark = way === 'up' ? '↑' : way === 'down' ? '↓' : '='
        put(`${mark} ${text}`, { size: 9, font: 'strong', colour: TONES[tone] }, 13)
      } else y += 13
      for (const line of lines[index] ?? []) {
        const missed = line === tile.target?.text && tile.target.met === false
        const style = missed ? { ...small, colour: BREACH, font: 'strong' as const } : small
        put(line, style, page.heightOf(line, small, inner) + 1)
      }
    })
  }
  page.y = top + height + GAP
}

/** The size at which a tile's figure fits on one line. */
function fitting(page: Page, text: string, width: number): number {
  for (let size = 17; size > 9; size -= 1) {
    if (page.widthOf(text, { size, font: 'strong' }) <= width) return size
  }
  return 9
}

function drawParagraphs(page: Page, block: Extract<Block, { kind: 'paragraphs' }>): void {
  heading(page, block.title, block.note, 30)
  const inner = page.width - 14
  for (const { tone, sentences } of block.paragraphs) {
    const text = sentences.map((one) => one.text).join(' ')
    const height = page.heightOf(text, BODY, inner)
    page.need(height)
    const y = page.y
    page.artifact(() =>
      page.text(
        MARKS[tone],
        { ...BODY, font: 'strong', colour: TONES[tone] },
        { x: page.left, y, width: 12 },
      ),
    )
    page.tagged('P', () => page.text(text, { ...BODY, colour: INK }, { x: page.left + 14, y, width: inner }))
    page.y += height + 5
  }
  page.y += GAP - 5
}

function drawCharts(
  page: Page,
  block: Extract<Block, { kind: 'charts' }>,
  { language }: ReportDocument,
): void {
  const gap = 14
  const width = (page.width - gap * (block.charts.length - 1)) / block.charts.length
  const height = 118
  const title: TextStyle = { size: 8.5, font: 'strong' }
  heading(page, block.title, null, height + 20)
  const top = page.y
  for (const [index, chart] of block.charts.entries()) {
    const x = page.left + index * (width + gap)
    page.tagged('P', () => page.text(chart.title, title, { x, y: top, width }))
    page.tagged(
      'Figure',
      () => {
        svgToPdf(page.pdf, chartSvg(chart, language, width, height), x, top + 16, {
          width,
          height,
          fontCallback: () => 'regular',
          assumePt: true,
        })
      },
      { alt: chart.alt },
    )
  }
  page.y = top + 16 + height + GAP
}
