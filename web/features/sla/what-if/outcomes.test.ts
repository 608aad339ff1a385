import { expect, it } from 'vitest'
import { shiftsOf } from './outcomes.ts'

const side = (met: number, breached: number) => ({ met, breached, running: 3 })

it('adds policies up into shares of sums, running clocks left out', () => {
  const shifts = shiftsOf([
    { target: 'resolution', policy: 'Default', priority: 'low', before: side(0, 0), after: side(1, 1) },
    { target: 'first_response', policy: 'Default', priority: 'high', before: side(9, 1), after: side(5, 5) },
    { target: 'first_response', policy: 'VIP', priority: 'high', before: side(0, 10), after: side(0, 10) },
    { target: 'first_response', policy: 'VIP', priority: 'urgent', before: side(4, 0), after: side(4, 0) },
  ])
  expect(
    shifts.map(({ target, priority, before, after }) => [
      target,
      priority,
      before.attainment,
      after.attainment,
      after.decided,
    ]),
  ).toEqual([
    ['first_response', null, 13 / 24, 9 / 24, 24],
    ['first_response', 'urgent', 1, 1, 4],
    ['first_response', 'high', 9 / 20, 5 / 20, 20],
    ['resolution', null, null, 0.5, 2],
    ['resolution', 'low', null, 0.5, 2],
  ])
})
