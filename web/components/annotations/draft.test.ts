import { expect, it } from 'vitest'
import { annotationSchema } from '../../../pipelines/config/annotation.ts'
import { bodyOf, draftOf, emptyDraft } from './draft.ts'

const zone = 'Europe/Berlin'
const body = {
  kind: 'campaign' as const,
  text: 'Loyalty offer',
  from: '2026-10-15T08:00:00.000Z',
  to: '2026-10-15T10:00:00.000Z',
  scope: { brand: ['Alpina'] },
  expected_effect_pct: 12.5,
}
const held = { id: 'x', version: 1, startsAt: body.from, endsAt: body.to }

it('says the same after the form as before it, whatever the zone, and what the server takes', () => {
  for (const tz of [zone, 'America/New_York', 'Asia/Kolkata']) {
    expect(bodyOf(draftOf({ ...body, ...held }, tz), tz)).toEqual(body)
  }
  const days = { ...body, from: '2026-12-24', to: '2026-12-26' }
  expect(bodyOf(draftOf({ ...days, ...held }, 'Pacific/Auckland'), 'Pacific/Auckland')).toEqual(days)
  expect(annotationSchema.parse(days)).toEqual(days)
  expect(draftOf({ ...body, ...held }, zone).from).toBe('2026-10-15T10:00')
})

it('begins with the bucket that was marked', () => {
  const from = Date.parse('2026-10-14T22:00:00Z')
  const to = Date.parse('2026-10-15T22:00:00Z')
  const day = { ...emptyDraft({ from, to }, true, zone), text: 'x' }
  expect(bodyOf(day, zone)).toMatchObject({ from: '2026-10-15', to: null, expected_effect_pct: null })
  const hour = { ...emptyDraft({ from, to: from + 3_600_000 }, false, zone), text: 'x', effect: '-7,5' }
  expect(bodyOf(hour, zone)).toEqual({
    kind: 'campaign',
    text: 'x',
    from: '2026-10-14T22:00:00.000Z',
    to: '2026-10-14T23:00:00.000Z',
    scope: {},
    expected_effect_pct: -7.5,
  })
})
