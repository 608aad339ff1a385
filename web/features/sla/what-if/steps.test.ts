import { expect, it } from 'vitest'
import { nearestStep, stepsWith } from './steps.ts'

it('stops at round values and at what holds now, and finds the nearest by ratio', () => {
  expect(stepsWith(30)).toBe(stepsWith(60))
  const steps = stepsWith(37)
  expect(steps.slice(7, 10)).toEqual([30, 37, 45])
  expect(steps[nearestStep(steps, 37)]).toBe(37)
  expect(steps[nearestStep(steps, 5000)]).toBe(5760)
  expect(steps[nearestStep(steps, 1)]).toBe(1)
})
