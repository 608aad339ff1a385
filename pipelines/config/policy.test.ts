import { describe, expect, it } from 'vitest'
import { fieldsOf } from './fields.ts'
import { policySchema } from './policy.ts'

const targets = (minutes: unknown, more: object = {}) => ({ first_response: { minutes, ...more } })
const policy = (more: object) => ({ name: 'VIP', position: 10, targets: targets({ high: 30 }), ...more })

function refused(body: unknown): Record<string, string> {
  const read = policySchema.safeParse(body)
  return read.success ? {} : fieldsOf(read.error)
}

describe('a policy', () => {
  it('pauses while pending and on hold for resolution alone, on the calendar of the team', () => {
    const goal = { minutes: { low: 60 } }
    const read = policySchema.parse(policy({ targets: { next_response: goal, resolution: goal } }))
    expect(read.conditions).toEqual({})
    expect(read.targets).toEqual({
      next_response: { minutes: { low: 60 }, calendar: 'team', goal: 0.9, pauses: [] },
      resolution: { minutes: { low: 60 }, calendar: 'team', goal: 0.9, pauses: ['pending', 'on_hold'] },
    })
  })

  it('needs a target with a priority', () => {
    expect(refused(policy({ targets: {} }))).toEqual({ targets: 'at least one target' })
    expect(refused(policy({ targets: targets({}) }))).toEqual({
      'targets.first_response.minutes': 'at least one priority',
    })
    expect(Object.keys(refused({ name: 'VIP', position: 1 }))).toEqual(['targets'])
  })

  it('names the field of a target of nothing, of a century, of a fraction', () => {
    const field = 'targets.first_response.minutes.high'
    expect(refused(policy({ targets: targets({ high: 0 }) }))).toEqual({ [field]: 'at least 1 minute' })
    expect(refused(policy({ targets: targets({ high: -5 }) }))).toHaveProperty([field])
    expect(refused(policy({ targets: targets({ high: 1.5 }) }))).toEqual({ [field]: 'whole minutes' })
    expect(refused(policy({ targets: targets({ high: 366 * 1440 }) }))).toEqual({})
    expect(refused(policy({ targets: targets({ high: 366 * 1440 + 1 }) }))).toEqual({
      [field]: 'at most 366 days, in minutes',
    })
  })

  it('refuses what it does not know, by name', () => {
    expect(refused(policy({ targets: targets({ high: 1, huge: 2 }) }))).toEqual({
      'targets.first_response.minutes.huge': 'there is no such field',
    })
    expect(refused(policy({ conditions: { customer: { in: ['x'] } } }))).toEqual({
      'conditions.customer': 'there is no such field',
    })
    expect(refused(policy({ targets: targets({ high: 1 }, { pauses: ['open'] }) }))).toHaveProperty([
      'targets.first_response.pauses.0',
    ])
    expect(refused(policy({ targets: targets({ high: 1 }, { pauses: ['new', 'new'] }) }))).toEqual({
      'targets.first_response.pauses': 'each status once',
    })
  })

  it('takes conditions on attributes, with null for "not set"', () => {
    const conditions = { tier: { in: ['1', null] }, channel: { not_in: ['phone'] } }
    expect(policySchema.parse(policy({ conditions })).conditions).toEqual(conditions)
    expect(refused(policy({ conditions: { tier: {} } }))).toEqual({ 'conditions.tier': 'state in or not_in' })
    expect(refused(policy({ conditions: { tier: { in: [] } } }))).toEqual({
      'conditions.tier.in': 'at least one value',
    })
  })
})
