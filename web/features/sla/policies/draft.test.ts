import { expect, it } from 'vitest'
import { defaultPolicy, policySchema } from '../../../../pipelines/config/policy.ts'
import { bodyOf, draftOf } from './draft.ts'

it('changes nothing by being opened and saved', () => {
  const policy = policySchema.parse({
    name: 'VIP',
    position: 10,
    conditions: { tier: { in: ['1', null] }, channel: { in: ['email'], not_in: ['phone'] } },
    targets: {
      first_response: { minutes: { high: 15 }, goal: 0.995, calendar: 'always', pauses: ['new'] },
      resolution: { minutes: { low: 90 } },
    },
  })
  for (const one of [policy, policySchema.parse(defaultPolicy)]) {
    expect(policySchema.parse(bodyOf(draftOf(one)))).toEqual(one)
  }
})

it('leaves what is empty to be refused', () => {
  const draft = draftOf(policySchema.parse(defaultPolicy))
  const first = { ...draft.targets.first_response, goal: null }
  const body = bodyOf({ ...draft, position: null, targets: { ...draft.targets, first_response: first } })
  const fields = policySchema.safeParse(body).error?.issues.map(({ path }) => path.join('.'))
  expect(fields).toEqual(['position', 'targets.first_response.goal'])
})
