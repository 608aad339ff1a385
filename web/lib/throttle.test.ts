import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { throttle } from './throttle.ts'

beforeEach(() => vi.useFakeTimers({ now: 1000 }))
afterEach(() => vi.useRealTimers())

it('runs at once, gathers what comes meanwhile, and runs once more', () => {
  const runs: number[] = []
  const { call } = throttle(() => runs.push(Date.now()), 2000)
  call()
  call()
  vi.advanceTimersByTime(500)
  call()
  vi.advanceTimersByTime(5000)
  expect(runs).toEqual([1000, 3000])
})

it('runs at once again after a quiet time', () => {
  const runs: number[] = []
  const { call } = throttle(() => runs.push(Date.now()), 2000)
  call()
  vi.advanceTimersByTime(2500)
  call()
  expect(runs).toEqual([1000, 3500])
})

it('does not run after being cancelled', () => {
  let runs = 0
  const { call, cancel } = throttle(() => runs++, 2000)
  call()
  call()
  cancel()
  vi.advanceTimersByTime(10_000)
  expect(runs).toBe(1)
})
