import { describe, expect, it } from 'vitest'
import type { FigureRow } from '../../lib/api/figure-rows.ts'
import { largestGroups, slotsOf, timeSeriesOf } from './series.ts'

const row = (
  time: string,
  team: string | null,
  value: number | null,
  n: number,
  previous: number | null = null,
): FigureRow => ({
  time,
  cell: { team },
  figures: { csat: { value, n, previous } },
})
const rows = [
  row('2026-11-02T00:00:00Z', 'Billing', 0.5, 2, 0.4),
  row('2026-11-01T00:00:00Z', 'Support', 0.9, 40, 0.8),
  row('2026-11-01T00:00:00Z', null, 0.7, 6),
  row('2026-11-02T00:00:00Z', 'Support', 0.8, 30, 0.9),
]
const input = {
  rows,
  metric: 'csat',
  unit: 'ratio',
  minN: 5,
  grain: 'day' as const,
  by: ['team'],
  incompleteFrom: null,
  compared: true,
  label: (cell: FigureRow['cell']) => cell.team ?? 'none',
  order: [],
}

describe('series over time', () => {
  it('puts the largest group first, whatever its value', () => {
    expect(largestGroups(rows, 'csat', ['team'])).toEqual([
      { team: 'Support' },
      { team: null },
      { team: 'Billing' },
    ])
  })

  it('gives every series all buckets in order, gaps where there is nothing or too little', () => {
    const data = timeSeriesOf(input)
    expect(data.buckets).toEqual(['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'])
    expect(data.series.map(({ label, values, n, previous }) => ({ label, values, n, previous }))).toEqual([
      { label: 'Support', values: [0.9, 0.8], n: [40, 30], previous: [0.8, 0.9] },
      { label: 'none', values: [0.7, null], n: [6, null], previous: [null, null] },
      { label: 'Billing', values: [null, null], n: [null, 2], previous: [null, 0.4] },
    ])
  })

  it('draws no more than can be told apart', () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      row('2026-11-01T00:00:00Z', `team ${index}`, 1, 100 - index),
    )
    const { series } = timeSeriesOf({ ...input, rows: many, compared: false })
    expect(series.map(({ label }) => label)).toEqual(Array.from({ length: 8 }, (_, index) => `team ${index}`))
    expect(series[0]?.previous).toBeNull()
  })
})

it('lets a group keep its colour from chart to chart', () => {
  expect(slotsOf(['b', 'x', 'a', ''], ['a', 'b', 'c'])).toEqual([1, 2, 0, 3])
  expect(slotsOf(['a', 'b'], [])).toEqual([0, 1])
  expect(slotsOf(['', 'b'], ['', 'b'])).toEqual([0, 1])
})
