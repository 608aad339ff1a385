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
  expect(cells[0]?.[0]).toEqual({ line: '1', hour: 0, value: 5, n: 5, level: 0.25 })
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

it('takes any dimension for its lines, no value among them', () => {
  const of = (team: string | null, value: number): FigureRow => ({
    time: null,
    cell: { team, hour_of_day: '9' },
    figures: { m: { value, n: value, previous: null } },
  })
  const lines = { dimension: 'team', values: ['Billing', null] }
  const cells = heatOf([of('Billing', 4), of(null, 2), of('Sales', 8)], 'm', 0, true, lines)
  expect(cells.map((line) => line[9])).toEqual([
    { line: 'Billing', hour: 9, value: 4, n: 4, level: 1 },
    { line: null, hour: 9, value: 2, n: 2, level: 0.5 },
  ])
})
