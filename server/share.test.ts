import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { shareFor } from './share.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it('works once for all who ask within the moment, and anew for who asks later or something else', async () => {
  let worked = 0
  const share = shareFor<number>(1000)
  const work = async () => ++worked
  expect(await Promise.all([share('a', work), share('a', work), share('b', work)])).toEqual([1, 1, 2])
  vi.advanceTimersByTime(999)
  expect(await share('a', work)).toBe(1)
  vi.advanceTimersByTime(1)
  expect(await share('a', work)).toBe(3)
})

it('shares a failure with those who wait for it only', async () => {
  const share = shareFor<string>(1000)
  const fail = () => Promise.reject(new Error('no'))
  const both = await Promise.allSettled([share('a', fail), share('a', async () => 'never asked')])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await share('a', async () => 'yes')).toBe('yes')
})
