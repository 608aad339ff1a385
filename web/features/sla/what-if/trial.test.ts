import { expect, it } from 'vitest'
import type { Policy } from '../../../../pipelines/config/policy.ts'
import { decodeTrial, encodeTrial, isTried, NO_TRIAL, tidied, triedPolicy, withChange } from './trial.ts'

const policy: Policy = {
  name: 'Default',
  position: 1000,
  conditions: {},
  targets: {
    first_response: { minutes: { urgent: 15, high: 30 }, calendar: 'team', goal: 0.9, pauses: [] },
    resolution: { minutes: { high: 480 }, calendar: 'team', goal: 0.9, pauses: ['pending', 'on_hold'] },
  },
}
const TEXT = '90;policy=vip;first_response.high=20;resolution.calendar=always;resolution.pauses='

it('goes into the URL and comes back, an empty list of pauses included', () => {
  const trial = decodeTrial(TEXT)
  expect(trial).toEqual({
    days: 90,
    policy: 'vip',
    targets: {
      first_response: { minutes: { high: 20 } },
      resolution: { minutes: {}, calendar: 'always', pauses: [] },
    },
  })
  expect(encodeTrial(trial)).toBe(TEXT)
  expect(encodeTrial(NO_TRIAL)).toBeUndefined()
  expect(decodeTrial(undefined)).toEqual(NO_TRIAL)
})

it('leaves out what it cannot use', () => {
  const text =
    '45;policy=../x;first_response.high=0;first_response.high=1.5;resolution.pauses=lunch;nope.high=3;;'
  expect(decodeTrial(text)).toEqual(NO_TRIAL)
})

it('tries nothing where it says what holds anyway, or what is not promised', () => {
  const same = decodeTrial(
    'first_response.high=30;resolution.pauses=on_hold+pending;resolution.calendar=team',
  )
  expect(isTried(same)).toBe(true)
  expect(isTried(tidied(same, policy))).toBe(false)
  expect(isTried(tidied(decodeTrial('first_response.low=5;next_response.high=5'), policy))).toBe(false)
})

it('changes only what is tried', () => {
  const trial = withChange(withChange(NO_TRIAL, 'resolution', { pauses: [] }), 'resolution', {
    minutes: { high: 60 },
  })
  expect(triedPolicy(policy, trial)).toEqual({
    ...policy,
    targets: {
      first_response: policy.targets.first_response,
      resolution: { minutes: { high: 60 }, calendar: 'team', goal: 0.9, pauses: [] },
    },
  })
})
