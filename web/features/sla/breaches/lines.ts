/** Which lines a heatmap has: the values of a dimension, those with the highest sum first. */
import type { FigureRow } from '../../../lib/api/figure-rows.ts'

export function linesOf(rows: readonly FigureRow[], dimension: string, metric: string): (string | null)[] {
  const sums = new Map<string | null, number>()
  for (const { cell, figures } of rows) {
    const line = cell[dimension] ?? null
    sums.set(line, (sums.get(line) ?? 0) + (figures[metric]?.value ?? 0))
  }
  return [...sums].sort((a, b) => b[1] - a[1]).map(([line]) => line)
}
