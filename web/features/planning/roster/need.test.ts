import { expect, it } from 'vitest'
import { requirementOf } from './need.ts'

it('adds up the lines of a skill on the days they name', () => {
  const line = {
    key: 1,
    skill: 'phone',
    days: ['mon', 'tue'],
    from: '08:00',
    to: '10:00',
    agents: 2,
  } as const
  const rows = requirementOf(
    [line, { ...line, key: 2, days: ['mon'], from: '09:30', to: '11:00', agents: 1 }],
    '2026-12-07',
    3,
  )
  const agents = (time: string) => rows.find((row) => 'time' in row && row.time === time)?.agents
  expect(agents('2026-12-07T08:00')).toBe(2)
  expect(agents('2026-12-07T09:30')).toBe(3)
  expect(agents('2026-12-07T10:30')).toBe(1)
  expect(agents('2026-12-08T09:30')).toBe(2)
  expect(rows.some((row) => 'time' in row && String(row.time).startsWith('2026-12-09'))).toBe(false)
})
