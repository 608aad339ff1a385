import { expect, it } from 'vitest'
import { weekRuns } from './week-words.ts'

it('puts neighbouring days with the same hours together', () => {
  const day: [string, string][] = [['08:00', '18:00']]
  const short: [string, string][] = [
    ['09:00', '12:00'],
    ['13:00', '15:00'],
  ]
  expect(weekRuns({ mon: day, tue: day, wed: [], thu: day, fri: day, sat: short })).toEqual([
    { from: 1, to: 2, hours: ['08:00–18:00'] },
    { from: 4, to: 5, hours: ['08:00–18:00'] },
    { from: 6, to: 6, hours: ['09:00–12:00', '13:00–15:00'] },
  ])
  expect(weekRuns({})).toEqual([])
})
