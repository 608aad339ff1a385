/** Weekday × hour: from rows to seven lines of twenty-four cells. */
import { type FigureRow, isTooFew } from '../../../lib/api/figure-rows.ts'

export interface HeatCell {
  day: number
  hour: number
  value: number | null
  n: number
  /** 0–1 between the lowest and the highest figure shown; null where there is none. */
  level: number | null
}

export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const
export const HOURS: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour)

/** Counts are measured from 0; other figures between their extremes. A count's empty cell is 0, another figure's is missing. */
export function heatOf(
  rows: readonly FigureRow[],
  metric: string,
  minN: number,
  counts: boolean,
): HeatCell[][] {
  const found = new Map(
    rows.map((row) => [`${row.cell.day_of_week} ${row.cell.hour_of_day}`, row.figures[metric]]),
  )
  const cells = DAYS.map((day) =>
    HOURS.map((hour) => {
      const figure = found.get(`${day} ${hour}`)
      const value = figure && !isTooFew(figure, minN) ? figure.value : null
      return { day, hour, value: value ?? (counts && !figure ? 0 : null), n: figure?.n ?? 0 }
    }),
  )
  const values = cells.flat().flatMap(({ value }) => (value === null ? [] : [value]))
  const low = counts ? 0 : Math.min(...values)
  const high = Math.max(...values)
  const level = (value: number | null) =>
    value === null ? null : high > low ? (value - low) / (high - low) : 0
  return cells.map((line) => line.map((cell) => ({ ...cell, level: level(cell.value) })))
}
