import { describe, expect, it } from 'vitest'
import { companyDays, DAY, HOUR } from './days.ts'

const { eu, us } = companyDays()
const indexOf = (date: string) => Date.parse(date) / DAY

describe('LocalDays', () => {
  it('knows wall times on days when the clocks change', () => {
    const nine = (date: string) => new Date(eu.day(indexOf(date)).startsAt + 9 * HOUR).toISOString()
    expect(nine('2026-03-28')).toBe('2026-03-28T08:00:00.000Z')
    expect(nine('2026-03-29')).toBe('2026-03-29T07:00:00.000Z')
    expect(nine('2026-10-25')).toBe('2026-10-25T08:00:00.000Z')
  })

  it('finds the local day of an instant on both sides of midnight', () => {
    expect(eu.at(Date.parse('2026-06-30T21:59:59Z')).date).toBe('2026-06-30')
    expect(eu.at(Date.parse('2026-06-30T22:00:00Z')).date).toBe('2026-07-01')
    expect(us.at(Date.parse('2026-06-30T22:00:00Z')).date).toBe('2026-06-30')
    expect(us.at(Date.parse('2026-01-01T05:59:00Z')).date).toBe('2025-12-31')
  })

  it('knows weekdays and the public holidays of each place', () => {
    expect(eu.day(indexOf('2026-11-20')).weekday).toBe(5)
    expect(eu.day(indexOf('2026-05-25')).holiday).toBe('Pfingstmontag')
    expect(us.day(indexOf('2026-11-26')).holiday).toBe('Thanksgiving Day')
    expect(eu.day(indexOf('2026-11-26')).holiday).toBeNull()
  })
})
