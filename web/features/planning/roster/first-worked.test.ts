import { expect, it } from 'vitest'
import { firstWorked } from './first-worked.ts'

const shifts = ['2026-12-02', '2026-11-30', '2026-12-01'].map((date) => ({ date }))

it('is today where people work', () => {
  expect(firstWorked('2026-11-28', shifts, '2026-12-01')).toBe('2026-12-01')
})

it('passes over the weekend that a period begins with', () => {
  expect(firstWorked('2026-11-28', shifts, '2026-11-28')).toBe('2026-11-30')
})

it('is the first day where nobody works', () => {
  expect(firstWorked('2026-11-28', [], '2026-11-29')).toBe('2026-11-28')
})
