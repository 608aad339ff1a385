import { expect, it } from 'vitest'
import { firstWorked } from './first-worked.ts'

it('passes over the weekend that a period begins with', () => {
  const shifts = ['2026-12-02', '2026-11-30', '2026-12-01'].map((date) => ({ date }))
  expect(firstWorked('2026-11-28', shifts)).toBe('2026-11-30')
})

it('is the first day where nobody works', () => {
  expect(firstWorked('2026-11-28', [])).toBe('2026-11-28')
})
