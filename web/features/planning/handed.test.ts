import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../pipelines/roster/model/problem.ts'
import { decodeHanded, encodeHanded, givenTo, handOver, skillFor } from './handed.ts'

describe('a need in the URL', () => {
  it('reads plainly', () => {
    expect(encodeHanded({ queue: 'support~chat', times: 1 })).toBe('support~chat')
    expect(encodeHanded({ queue: 'support~chat', times: 1.3 })).toBe('1.3*support~chat')
  })

  it('comes back unchanged, whatever the team is called', () => {
    const name = fc.oneof(fc.string(), fc.constantFrom('2*x', '1.5*', '*', '3*4*y'))
    fc.assert(
      fc.property(name, name, fc.integer({ min: 0, max: 1000 }), (team, channel, percent) => {
        const handed = { queue: `${team}~${channel}`, times: percent / 100 }
        expect(decodeHanded(encodeHanded(handed))).toEqual(handed)
      }),
    )
  })

  it('replaces what was handed over of the same queue', () => {
    expect(handOver(['a~x', '1.3*b~x'], { queue: 'b~x', times: 1 })).toEqual(['a~x', 'b~x'])
  })
})

it('finds the skill by the channel, the team, or because there is but one', () => {
  expect(skillFor('support~chat', ['phone', 'Chat'])).toBe('Chat')
  expect(skillFor('Billing~chat', ['phone', 'billing'])).toBe('billing')
  expect(skillFor('support~chat', ['phone'])).toBe('phone')
  expect(skillFor('support~chat', ['phone', 'mail'])).toBe('chat')
})

describe('people whom a roster gives to a queue', () => {
  const time = ['2026-12-07T08:00:00Z', '2026-12-07T08:30:00Z', '2026-12-07T09:00:00Z']
  const row = (i: number, queue: string, agents: number) => ({ time: time[i], queue, skill: 'chat', agents })
  const problem = {
    requirement: [row(0, 'a~x', 2), row(0, 'b~x', 6), row(1, 'a~x', 3)],
  } as unknown as Problem
  const there = (i: number, count: number) => ({ at: time[i] as string, skill: 'chat', there: count })
  const coverage = [there(0, 4), there(1, 2.5), there(2, 1)]
  const period = { from: Date.parse('2026-12-07T00:00:00Z'), to: Date.parse('2026-12-08T00:00:00Z') }

  it('are shared out as queues need the skill, and whoever is free counts', () => {
    expect(givenTo('a~x', time, problem, coverage, period)).toEqual([1, 2, 1])
    expect(givenTo('b~x', time, problem, coverage, period)).toEqual([3, 0, 1])
  })

  it('are unknown for other queues and other days', () => {
    expect(givenTo('c~x', time, problem, coverage, period)).toBeNull()
    expect(givenTo('a~x', ['2026-12-08T08:00:00Z'], problem, coverage, period)).toBeNull()
  })
})
