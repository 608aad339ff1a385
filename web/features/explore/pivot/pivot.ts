/** Rows × columns of a metric; totals are figures of their own, asked for and never added up. */
import type { Figure, FigureRow } from '../../../lib/api/figure-rows.ts'

export type Cell = FigureRow['cell']

export interface Pivot {
  /** Values of the last dimension. */
  columns: readonly { cell: Cell; total: Figure | null }[]
  /** Values of the other dimensions. */
  rows: readonly { cell: Cell; figures: readonly (Figure | null)[]; total: Figure | null }[]
  total: Figure | null
  /** What there is more of. */
  moreRows: number
  moreColumns: number
}

export interface PivotAnswers {
  cells: readonly FigureRow[]
  byRow: readonly FigureRow[]
  byColumn: readonly FigureRow[]
  whole: readonly FigureRow[]
}

export const ROWS_AT_MOST = 60
export const COLUMNS_AT_MOST = 12

/** The largest (by n) come first, both ways. A pair that never occurs has no figure. */
export function pivotOf(answers: PivotAnswers, metric: string, by: readonly string[]): Pivot {
  const across = by.slice(-1)
  const down = by.slice(0, -1)
  const figure = (row: FigureRow | undefined) => row?.figures[metric] ?? null
  const largest = (rows: readonly FigureRow[]) =>
    rows.toSorted((a, b) => (figure(b)?.n ?? 0) - (figure(a)?.n ?? 0))
  const found = new Map(answers.cells.map((row) => [keyOf(row.cell, by), figure(row)]))
  const columns = largest(answers.byColumn)
  const rows = largest(answers.byRow)
  return {
    columns: columns
      .slice(0, COLUMNS_AT_MOST)
      .map((column) => ({ cell: pick(column.cell, across), total: figure(column) })),
    rows: rows.slice(0, ROWS_AT_MOST).map((row) => ({
      cell: pick(row.cell, down),
      figures: columns
        .slice(0, COLUMNS_AT_MOST)
        .map((column) => found.get(keyOf({ ...row.cell, ...column.cell }, by)) ?? null),
      total: figure(row),
    })),
    total: figure(answers.whole[0]),
    moreRows: Math.max(0, rows.length - ROWS_AT_MOST),
    moreColumns: Math.max(0, columns.length - COLUMNS_AT_MOST),
  }
}

export function keyOf(cell: Cell, by: readonly string[]): string {
  return JSON.stringify(by.map((dimension) => cell[dimension] ?? null))
}

function pick(cell: Cell, by: readonly string[]): Cell {
  return Object.fromEntries(by.map((dimension) => [dimension, cell[dimension] ?? null]))
}
