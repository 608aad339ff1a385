import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { onWake } from './wake.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('hears once of a sleep, and nothing of hours awake or after it was stopped', () => {
  const woke = vi.fn()
  const stop = onWake(woke)
  vi.advanceTimersByTime(3 * 3_600_000)
  expect(woke).not.toHaveBeenCalled()
  vi.setSystemTime(Date.now() + 8 * 3_600_000)
  vi.advanceTimersByTime(60_000)
  expect(woke).toHaveBeenCalledTimes(1)
  stop()
  expect(vi.getTimerCount()).toBe(0)
})
