import { expect, it } from 'vitest'
import type { FigureRow } from '../../../lib/api/figure-rows.ts'
import { COLUMNS_AT_MOST, pivotOf } from './pivot.ts'

const row = (cell: FigureRow['cell'], value: number, n: number): FigureRow => ({
  time: null,
  cell,
  figures: { m: { value, n, previous: null } },
})

it('takes totals as they are told, and puts the largest first', () => {
  const pivot = pivotOf(
    {
      cells: [
        row({ team: 'A', channel: 'chat' }, 60, 1),
        row({ team: 'B', channel: 'chat' }, 90, 30),
        row({ team: 'B', channel: null }, 10, 3),
      ],
      byRow: [row({ team: 'A' }, 60, 1), row({ team: 'B' }, 85, 33)],
      byColumn: [row({ channel: null }, 10, 3), row({ channel: 'chat' }, 88, 31)],
      whole: [row({}, 84, 34)],
    },
    'm',
    ['team', 'channel'],
  )
  expect(pivot.columns.map(({ cell, total }) => [cell.channel, total?.value])).toEqual([
    ['chat', 88],
    [null, 10],
  ])
  expect(
    pivot.rows.map(({ cell, figures, total }) => [
      cell.team,
      figures.map((one) => one?.value ?? null),
      total?.value,
    ]),
  ).toEqual([
    ['B', [90, 10], 85],
    ['A', [60, null], 60],
  ])
  // A median of all is neither a sum nor a mean of the parts' medians.
  expect(pivot.total?.value).toBe(84)
})

it('takes two dimensions down, and says what is left out', () => {
  const columns = Array.from({ length: COLUMNS_AT_MOST + 3 }, (_, index) => `c${index}`)
  const pivot = pivotOf(
    {
      cells: columns.map((c) => row({ a: 'x', b: null, c }, 1, 1)),
      byRow: [row({ a: 'x', b: null }, 15, 15)],
      byColumn: columns.map((c) => row({ c }, 1, 1)),
      whole: [row({}, 15, 15)],
    },
    'm',
    ['a', 'b', 'c'],
  )
  expect(pivot.rows).toHaveLength(1)
  expect(pivot.rows[0]).toMatchObject({ cell: { a: 'x', b: null }, total: { value: 15 } })
  expect(pivot.rows[0]?.figures.every((one) => one?.n === 1)).toBe(true)
  expect([pivot.moreRows, pivot.moreColumns]).toEqual([0, 3])
})
