import { expect, it } from 'vitest'
import { datesOf, leaveOf, leaveText } from './leave.ts'

it('reads days and spans, and says what it read', () => {
  const text = '2026-12-24\n\n2026-12-28 – 2026-12-31'
  expect(leaveOf(text)).toEqual([
    { from: '2026-12-24', to: '2026-12-24' },
    { from: '2026-12-28', to: '2026-12-31' },
  ])
  expect(leaveText(leaveOf(text) ?? [])).toBe('2026-12-24\n2026-12-28 – 2026-12-31')
})

it.each(['soon', '2026-12-31 2026-12-24', '2026-13-01'])('refuses %s', (text) =>
  expect(leaveOf(text)).toBeNull(),
)

it('reads single days in order, once each, and no spans', () => {
  expect(datesOf('2026-12-26\n2026-12-25\n\n2026-12-25')).toEqual(['2026-12-25', '2026-12-26'])
  expect(datesOf('2026-12-24 – 2026-12-26')).toBeNull()
  expect(datesOf('Christmas')).toBeNull()
})
