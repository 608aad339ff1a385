import { expect, it } from 'vitest'
import type { FigureRow } from '../../../lib/api/figure-rows.ts'
import { heatOf } from './heat.ts'

const row = (day: string, hour: string, value: number, n = value): FigureRow => ({
  time: null,
  cell: { day_of_week: day, hour_of_day: hour },
  figures: { m: { value, n, previous: null } },
})

it('lays seven days of twenty-four hours out, counts from zero', () => {
  const cells = heatOf([row('1', '0', 5), row('7', '23', 20)], 'm', 0, true)
  expect(cells.map((line) => line.length)).toEqual([24, 24, 24, 24, 24, 24, 24])
  expect(cells[0]?.[0]).toEqual({ day: 1, hour: 0, value: 5, n: 5, level: 0.25 })
  expect(cells[6]?.[23]).toMatchObject({ value: 20, level: 1 })
  expect(cells[3]?.[12]).toMatchObject({ value: 0, level: 0 })
})

it('spreads durations between their extremes and keeps too few and nothing apart from low', () => {
  const cells = heatOf([row('1', '0', 60, 10), row('1', '1', 180, 10), row('1', '2', 9000, 2)], 'm', 3, false)
  expect(cells[0]?.slice(0, 4).map(({ value, level }) => [value, level])).toEqual([
    [60, 0],
    [180, 1],
    [null, null],
    [null, null],
  ])
  expect(cells[0]?.[2]?.n).toBe(2)
})
