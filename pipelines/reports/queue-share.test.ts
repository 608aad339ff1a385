import { expect, it } from 'vitest'
import { queueShare } from './queue-share.ts'

const at = '2026-12-07T08:00:00Z'
const requirement = [
  { time: at, queue: 'support~chat', skill: 'desk', agents: 3 },
  { time: at, queue: 'sales~chat', skill: 'desk', agents: 1 },
  { time: at, queue: 'support~phone', skill: 'phone', agents: 2 },
  { skill: 'care~mail', from: '2026-12-07T09:00', agents: [1] },
]
const share = (dimension: string, values: string[], exclude = false) =>
  queueShare({ requirement }, [{ dimension, values, exclude }])
const ms = Date.parse(at)

it('counts a skill for a queue as the queue shares in its need', () => {
  expect(queueShare({ requirement }, [])('desk', ms)).toBe(1)
  expect(share('team', ['support'])('desk', ms)).toBe(0.75)
  expect(share('team', ['support'], true)('desk', ms)).toBe(0.25)
  expect(share('channel', ['phone'])('desk', ms)).toBe(0)
  expect(share('channel', ['phone'])('phone', ms)).toBe(1)
})

it('reads a queue out of a skill that is named as one, and knows nothing of brands', () => {
  expect(share('team', ['care'])('care~mail', ms)).toBe(1)
  expect(share('team', ['support'])('care~mail', ms)).toBe(0)
  expect(share('brand', ['x'])('desk', ms)).toBe(0)
})
