import i18next, { type TFunction } from 'i18next'
import { beforeAll, expect, it } from 'vitest'
import { type Policy, policySchema } from '../../../../pipelines/config/policy.ts'
import { formatDuration } from '../../../lib/format/duration.ts'
import { formatPercent } from '../../../lib/format/number.ts'
import { startI18n } from '../../../lib/i18n/i18n.ts'
import { conditionWords, type Means, promiseWords } from './words.ts'

beforeAll(async () => {
  await startI18n('en')
  await import('../texts.ts')
})

const means = (language: 'en' | 'de'): Means => ({
  t: i18next.getFixedT(language, 'page') as TFunction<'page'>,
  format: {
    duration: (seconds) => formatDuration(seconds, language),
    percent: (share) => formatPercent(share, language),
  },
  catalog: {
    valueLabel: (_, value) =>
      value === null ? 'no value' : String(value).replace(/^./, (first) => first.toUpperCase()),
    dimensionLabel: (id) => id,
  },
  calendar: (id) => `calendar ${id}`,
})
const policy = (more: object): Policy => policySchema.parse({ name: 'P', position: 1, ...more })

it('says one priority, all alike, and several', () => {
  const say = (first_response: object) => promiseWords(policy({ targets: { first_response } }), means('en'))
  expect(say({ minutes: { high: 15 } })).toEqual([
    'High priority: first response within 15 min in the hours of the team, 90% of them.',
  ])
  expect(
    say({ minutes: { urgent: 60, high: 60, normal: 60, low: 60 }, calendar: 'always', goal: 0.995 }),
  ).toEqual(['First response within 1 h around the clock, 99.5% of them, whatever the priority.'])
  expect(say({ minutes: { urgent: 15, low: 120 }, calendar: 'night', pauses: ['pending'] })).toEqual([
    'First response: Urgent within 15 min, Low within 2 h in the hours of calendar night, 90% of them. Stands while Pending.',
  ])
})

it('says it in German', () => {
  expect(promiseWords(policy({ targets: { resolution: { minutes: { high: 480 } } } }), means('de'))).toEqual([
    'Priorität High: Lösung binnen 8 h in den Zeiten des Teams, 90\u00a0% davon. Steht bei Pending oder On_hold.',
  ])
})

it('says for which tickets it holds', () => {
  const say = (conditions: object) =>
    conditionWords(policy({ conditions, targets: { resolution: { minutes: { low: 1 } } } }), means('en'))
  expect(say({})).toBe('Every ticket')
  expect(say({ tier: { in: ['1', null] }, channel: { not_in: ['phone'] } })).toBe(
    'channel is not Phone and tier is 1 or no value',
  )
})
