import { expect, it } from 'vitest'
import { weekOf } from '../../../pipelines/reports/week.ts'
import { weekOfDay, weeksBefore } from './weeks.ts'

it('names weeks as the server does, over turns of years', () => {
  for (const picked of weeksBefore('2030-06-01', 600)) {
    const { id, monday, sunday } = weekOf(picked.id, 'UTC')
    expect(picked).toMatchObject({ id, monday, sunday })
  }
})

it('takes the week of any day in it', () => {
  expect(weekOfDay('2027-01-03').id).toBe('2026-W53')
  expect(weekOfDay('2026-11-22')).toEqual({
    id: '2026-W47',
    number: 47,
    monday: '2026-11-16',
    sunday: '2026-11-22',
  })
})
