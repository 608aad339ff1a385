import type { Block, Tone } from '../document.ts'
import { BREACH, INK, INK_2, INK_3 } from './colours.ts'
import type { Page, TextStyle } from './page.ts'

type Table = Extract<Block, { kind: 'table' }>

const HEAD: TextStyle = { size: 7.5, colour: INK_3 }
const CELL: TextStyle = { size: 8.5 }
const PAD = 3
const MARK: Readonly<Record<Tone, string>> = { better: '', worse: ' !', neutral: '' }

/** Rows with rules between them; the head comes again on each page. */
export function drawTable(page: Page, { columns, rows }: Table): void {
  const widths = widthsOf(page, columns)
  const lefts = widths.map((_, at) => page.left + widths.slice(0, at).reduce((sum, one) => sum + one, 0))
  const table = page.element('Table')
  const line = (cells: readonly string[], type: 'TH' | 'TD', styles: (at: number) => TextStyle) => {
    const row = page.element('TR', {}, table)
    const y = page.y
    const height = heightOf(page, cells, styles, widths)
    for (const [at, cell] of cells.entries()) {
      const style: TextStyle = { ...styles(at), align: columns[at]?.numeric ? 'right' : 'left' }
      const box = { x: (lefts[at] ?? 0) + 2, y: y + PAD, width: (widths[at] ?? 0) - 4 }
      const kind = type === 'TH' || at === 0 ? 'TH' : 'TD'
      page.tagged(kind, () => page.text(cell, style, box), {}, row)
    }
    row.end()
    page.y = y + height + 2 * PAD
    page.rule()
  }
  const head = () =>
    line(
      columns.map(({ label }) => label),
      'TH',
      () => HEAD,
    )
  head()
  for (const { cells, tone } of rows) {
    const styles = (at: number): TextStyle =>
      at === 0
        ? { ...CELL, font: 'strong', colour: INK }
        : at === 1 && tone === 'worse'
          ? { ...CELL, font: 'strong', colour: BREACH }
          : { ...CELL, colour: INK_2 }
    const height = heightOf(page, cells, styles, widths) + 2 * PAD
    if (height > page.room) {
      page.need(height)
      head()
    }
    line(
      cells.map((cell, at) => (at === 1 ? cell + MARK[tone] : cell)),
      'TD',
      styles,
    )
  }
  table.end()
}

function heightOf(
  page: Page,
  cells: readonly string[],
  styles: (at: number) => TextStyle,
  widths: readonly number[],
): number {
  return Math.max(...cells.map((cell, at) => page.heightOf(cell, styles(at), (widths[at] ?? 0) - 4)))
}

/** Figures share what names leave; a table of words gives most to its last column. */
function widthsOf(page: Page, columns: Table['columns']): number[] {
  const numeric = columns.filter((column) => column.numeric).length
  if (numeric === 0)
    return columns.map((_, at) => page.width * (at === 0 ? 0.22 : 0.78 / (columns.length - 1)))
  const name = page.width * 0.22
  return columns.map((_, at) => (at === 0 ? name : (page.width - name) / (columns.length - 1)))
}
