/** Something × hour: from rows to lines of twenty-four cells. */
import { type FigureRow, isTooFew } from '../../../lib/api/figure-rows.ts'

export interface HeatCell {
  /** Value of the dimension that the lines are. */
  line: string | null
  hour: number
  value: number | null
  n: number
  /** 0–1 between the lowest and the highest figure shown; null where there is none. */
  level: number | null
}

interface HeatLines {
  dimension: string
  values: readonly (string | null)[]
}

export const WEEKDAYS: HeatLines = { dimension: 'day_of_week', values: ['1', '2', '3', '4', '5', '6', '7'] }
export const HOURS: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour)

/** Counts are measured from 0; other figures between their extremes. A count's empty cell is 0, another figure's is missing. */
export function heatOf(
  rows: readonly FigureRow[],
  metric: string,
  minN: number,
  counts: boolean,
  lines: HeatLines = WEEKDAYS,
): HeatCell[][] {
  const key = (line: string | null, hour: string | number | null) => JSON.stringify([line, String(hour)])
  const found = new Map(
    rows.map(({ cell, figures }) => [
      key(cell[lines.dimension] ?? null, cell.hour_of_day ?? null),
      figures[metric],
    ]),
  )
  const cells = lines.values.map((line) =>
    HOURS.map((hour) => {
      const figure = found.get(key(line, hour))
      const value = figure && !isTooFew(figure, minN) ? figure.value : null
      return { line, hour, value: value ?? (counts && !figure ? 0 : null), n: figure?.n ?? 0 }
    }),
  )
  const values = cells.flat().flatMap(({ value }) => (value === null ? [] : [value]))
  const low = counts ? 0 : Math.min(...values)
  const high = Math.max(...values)
  const level = (value: number | null) =>
    value === null ? null : high > low ? (value - low) / (high - low) : 0
  return cells.map((row) => row.map((cell) => ({ ...cell, level: level(cell.value) })))
}
