import { describe, expect, it } from 'vitest'
import { readRange, writeRange } from './clipboard.ts'
import { PRESETS } from './presets.ts'

describe('a range on the clipboard', () => {
  it('is read back as it was written', () => {
    for (const range of Object.values(PRESETS)) expect(readRange(writeRange(range))).toEqual(range)
  })

  it.each([
    ['{"from":"now-6h","to":"now"}', 'now-6h', 'now'],
    ['{"from":1793487600000,"to":1793574000000}', '1793487600000', '1793574000000'],
    ['http://localhost:3000/explore?m=csat&from=now-7d/d&to=now#top', 'now-7d/d', 'now'],
    ['?from=2026-11-01&to=2026-11-08', '2026-11-01', '2026-11-08'],
    [' 2026-11-01 to 2026-11-08\n', '2026-11-01', '2026-11-08'],
    ['2026-11-01 bis now/d', '2026-11-01', 'now/d'],
    ['2026-11-01–2026-11-08', '2026-11-01', '2026-11-08'],
    ['2026-11-01 - 2026-11-08', '2026-11-01', '2026-11-08'],
    ['2026-11-01T08:00:00Z/2026-11-01T09:00:00Z', '2026-11-01T08:00:00Z', '2026-11-01T09:00:00Z'],
  ])('may be %s', (text, from, to) => {
    expect(readRange(text)).toEqual({ from, to })
  })

  it.each([
    '',
    'now',
    'yesterday to now',
    '{"from":"now-6h"}',
    '{"from":"now-6h","to":{}}',
    '{broken',
    'https://example.org/?from=me&to=you',
    'a note about 2026-11-01 to 2026-11-08',
    '2026-02-30 to 2026-03-01',
    'x'.repeat(10_000),
  ])('is not read into %s', (text) => {
    expect(readRange(text)).toBeNull()
  })
})
