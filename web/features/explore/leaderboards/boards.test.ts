import { expect, it } from 'vitest'
import { boardOrder, isAdditive } from './boards.ts'

it('puts what people ask for in front and leaves parts of time out', () => {
  const dimensions = ['template', 'assignee', 'hour_of_day', 'channel', 'category', 'team', 'day_of_week']
  expect(boardOrder(dimensions)).toEqual(['team', 'channel', 'assignee', 'template', 'category'])
})

it('gives shares only where parts add up', () => {
  expect(isAdditive({ kind: 'count', unit: 'count' })).toBe(true)
  expect(isAdditive({ kind: 'stock', unit: 'count' })).toBe(true)
  expect(isAdditive({ kind: 'stock', unit: 'seconds' })).toBe(false)
  expect(isAdditive({ kind: 'distinct', unit: 'count' })).toBe(false)
  expect(isAdditive({ kind: 'ratio', unit: 'ratio' })).toBe(false)
})
