/** A query result row by row. */
import type { QueryResult } from '../../../pipelines/metrics/types.ts'

export interface Figure {
  value: number | null
  n: number
  previous: number | null
}

export interface FigureRow {
  /** ISO instant of the bucket; null without a grain. */
  time: string | null
  cell: Readonly<Record<string, string | null>>
  figures: Readonly<Record<string, Figure>>
}

export function figureRows({ columns, data, rowCount }: QueryResult): FigureRow[] {
  const dimensions = columns.filter(({ role }) => role === 'dimension').map(({ name }) => name)
  const metrics = columns.filter(({ role }) => role === 'value').map(({ name }) => name)
  const number = (column: string, row: number) => {
    const value = data[column]?.[row]
    return typeof value === 'number' ? value : null
  }
  const text = (column: string, row: number) => {
    const value = data[column]?.[row]
    return value === null || value === undefined ? null : String(value)
  }
  return Array.from({ length: rowCount }, (_, row) => ({
    time: text('time', row),
    cell: Object.fromEntries(dimensions.map((dimension) => [dimension, text(dimension, row)])),
    figures: Object.fromEntries(
      metrics.map((metric) => [
        metric,
        {
          value: number(metric, row),
          n: number(`${metric}__n`, row) ?? 0,
          previous: number(`${metric}__previous`, row),
        },
      ]),
    ),
  }))
}

/** The only row of a result without dimensions and grain. */
export function onlyFigure(result: QueryResult, metric: string): Figure {
  return figureRows(result)[0]?.figures[metric] ?? { value: null, n: 0, previous: null }
}

/** There is something, but too little to mean anything. */
export function isTooFew(figure: Pick<Figure, 'n'>, minN: number): boolean {
  return figure.n > 0 && figure.n < minN
}
