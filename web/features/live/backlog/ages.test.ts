import { expect, it } from 'vitest'
import { byPriorityAndAge } from './ages.ts'

const row = (priority: string | null, hours: number) => ({ priority, ageS: hours * 3600 })

it('sorts tickets into bands that begin at their lower end, and priorities as the catalog does', () => {
  const rows = [
    row('low', 0.5),
    row('urgent', 1),
    row(null, 200),
    row('low', 23.99),
    row('low', 24),
    row('vip', 100),
  ]
  expect(byPriorityAndAge(rows, ['urgent', 'high', 'normal', 'low'])).toEqual([
    { priority: 'urgent', counts: [0, 1, 0, 0, 0, 0], total: 1 },
    { priority: 'low', counts: [1, 0, 1, 1, 0, 0], total: 3 },
    { priority: 'vip', counts: [0, 0, 0, 0, 1, 0], total: 1 },
    { priority: null, counts: [0, 0, 0, 0, 0, 1], total: 1 },
  ])
})
