import type { Io } from '../io.ts'
import type { PrintableRow, RowPrinter } from './rows.ts'

const MEASURED = 500
const WIDEST = 60

/** Aligned columns; widths come from the first rows, so that a result of any length prints as it arrives. */
export function tablePrinter(io: Pick<Io, 'out'>, columns: readonly string[]): RowPrinter {
  let waiting: PrintableRow[] = []
  let layout: Layout | null = null
  const flush = async () => {
    const begin = layout === null
    layout ??= layoutOf(columns, waiting)
    const lines = waiting.map((row) => lineOf(layout as Layout, row))
    if (begin) lines.unshift(...headOf(layout))
    waiting = []
    if (lines.length > 0) await io.out(`${lines.join('\n')}\n`)
  }
  return {
    async rows(batch) {
      waiting.push(...batch)
      if (waiting.length >= MEASURED) await flush()
    },
    end: flush,
  }
}

interface Layout {
  columns: readonly { name: string; width: number; right: boolean }[]
}

function layoutOf(names: readonly string[], rows: readonly PrintableRow[]): Layout {
  return {
    columns: names.map((name) => {
      const widest = rows.reduce((width, row) => Math.max(width, textOf(row[name]).length), name.length)
      const right = rows.some((row) => typeof row[name] === 'number')
      return { name, width: Math.min(widest, WIDEST), right }
    }),
  }
}

function headOf(layout: Layout): string[] {
  const names = layout.columns.map(({ name, width, right }) =>
    right ? name.padStart(width) : name.padEnd(width),
  )
  return [names.join('  ').trimEnd(), layout.columns.map(({ width }) => '─'.repeat(width)).join('  ')]
}

function lineOf(layout: Layout, row: PrintableRow): string {
  return layout.columns
    .map(({ name, width, right }) => {
      const text = textOf(row[name])
      const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text
      return right ? cut.padStart(width) : cut.padEnd(width)
    })
    .join('  ')
    .trimEnd()
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value).replace(/\p{Cc}/gu, '·')
}
