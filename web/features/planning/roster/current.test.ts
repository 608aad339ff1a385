import { expect, it } from 'vitest'
import { currentRoster } from './current.ts'

const roster = (id: string, from: string, recordedAt = '2026-11-01T00:00:00Z') => ({
  id,
  from,
  days: 7,
  recordedAt,
})
const WEEKS = [roster('next', '2026-11-30'), roster('this', '2026-11-23'), roster('last', '2026-11-16')]

it('is the one for today, its last day included', () => {
  expect(currentRoster(WEEKS, '2026-11-23')).toBe('this')
  expect(currentRoster(WEEKS, '2026-11-29')).toBe('this')
})

it('is the one saved last, of two for today', () => {
  const again = roster('again', '2026-11-24', '2026-11-22T09:00:00Z')
  expect(currentRoster([...WEEKS, again], '2026-11-25')).toBe('again')
  expect(currentRoster([again, ...WEEKS], '2026-11-23')).toBe('this')
})

it('is the next to come where today has none, and none where all are over', () => {
  expect(currentRoster(WEEKS, '2026-11-10')).toBe('last')
  expect(currentRoster(WEEKS, '2026-12-07')).toBeNull()
  expect(currentRoster([], '2026-12-07')).toBeNull()
})
