import { expect, it } from 'vitest'
import { cellsOf, shortRuns } from './strip.ts'

const HOUR = 3_600_000
const from = Date.parse('2026-12-07T00:00:00Z')
const row = (hour: number, needed: number, there: number, skill = 'phone') => ({
  at: new Date(from + hour * HOUR).toISOString(),
  skill,
  needed,
  there,
})

it('tells too few from too many, and runs together what is short', () => {
  const coverage = [row(1, 2, 1), row(2, 3, 1), row(3, 1, 1), row(4, 1, 2), row(4, 9, 0, 'chat')]
  const cells = cellsOf(coverage, 'phone', { from, to: from + 6 * HOUR }, HOUR)
  expect(cells.map(({ tone }) => tone)).toEqual(['none', 'short', 'short', 'met', 'over', 'none'])
  expect(shortRuns(cells, HOUR)).toEqual([{ from: from + HOUR, to: from + 3 * HOUR, missing: 2 }])
})
