import { expect, it } from 'vitest'
import type { ClockStretch } from '../../../../pipelines/sla/explain-clock.ts'
import { stepsOf, sumsOf } from './steps.ts'

const stretch = (kind: ClockStretch['kind'], seconds: number): ClockStretch => ({
  kind,
  seconds,
  from: '2026-03-04T08:00:00Z',
  to: '2026-03-04T09:00:00Z',
  status: 'open',
  team: null,
  calendar: 'default',
  calendarVersion: 1,
})

it('shows seconds that add up to the total although each was a fraction', () => {
  const stretches = [
    stretch('counted', 0.4),
    stretch('closed', 0.4),
    stretch('counted', 0.4),
    stretch('counted', 0.4),
  ]
  const steps = stepsOf({ stretches, targetS: 1, dueAt: null })
  expect(steps.map(({ seconds, total }) => [seconds, total])).toEqual([
    [0, 0],
    [0, 0],
    [1, 1],
    [0, 1],
  ])
  expect(sumsOf(stretches)).toEqual({ counted: 1, paused: 0, closed: 0 })
})

it('marks the stretch in which the promise is used up, once', () => {
  const stretches = [
    stretch('counted', 600),
    stretch('paused', 900),
    stretch('counted', 300),
    stretch('counted', 60),
  ]
  const due = (targetS: number) => stepsOf({ stretches, targetS, dueAt: null }).map((step) => step.due)
  expect(due(900)).toEqual([false, false, true, false])
  expect(due(600)).toEqual([true, false, false, false])
  expect(due(961)).toEqual([false, false, false, false])
})

it('cuts the stretch in which the clock falls due, so that the sum there is the promise', () => {
  const clock = { stretches: [stretch('counted', 3600)], targetS: 900, dueAt: '2026-03-04T08:15:00Z' }
  expect(
    stepsOf(clock).map(({ seconds, total, due, stretch: { from } }) => [
      from.slice(11, 16),
      seconds,
      total,
      due,
    ]),
  ).toEqual([
    ['08:00', 900, 900, true],
    ['08:15', 2700, 3600, false],
  ])
})
