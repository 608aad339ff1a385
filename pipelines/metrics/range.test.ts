import { describe, expect, it } from 'vitest'
import { parseInstant } from './range.ts'

/** Wednesday 1 April 2026, 11:30 in Berlin, three days after the clocks went forward. */
const NOW = new Date('2026-04-01T09:30:00Z')
const read = (text: string, zone = 'Europe/Berlin') =>
  new Date(parseInstant(text, 'from', zone, NOW)).toISOString().replace('.000Z', 'Z')

describe('parseInstant', () => {
  it.each([
    ['2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z'],
    ['2026-01-05T09:00:00.250+02:00', '2026-01-05T07:00:00.250Z'],
    ['2026-01-05', '2026-01-04T23:00:00Z'],
    ['2026-07-05', '2026-07-04T22:00:00Z'],
    ['2026-07', '2026-06-30T22:00:00Z'],
    ['2026-01-05T09:00', '2026-01-05T08:00:00Z'],
    ['2026-03-29T02:30', '2026-03-29T01:30:00Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00Z'],
    ['1767225600000', '2026-01-01T00:00:00Z'],
    ['now', '2026-04-01T09:30:00Z'],
    ['now/d', '2026-03-31T22:00:00Z'],
    ['now/w', '2026-03-29T22:00:00Z'],
    ['now/M', '2026-03-31T22:00:00Z'],
    ['now/Q', '2026-03-31T22:00:00Z'],
    ['now/y', '2025-12-31T23:00:00Z'],
    ['now/h', '2026-04-01T09:00:00Z'],
    ['now-7d', '2026-03-25T10:30:00Z'],
    ['now-7d/d', '2026-03-24T23:00:00Z'],
    ['now-168h', '2026-03-25T09:30:00Z'],
    ['now-1M/M', '2026-02-28T23:00:00Z'],
    ['now/d+8h', '2026-04-01T06:00:00Z'],
    ['now+90m', '2026-04-01T11:00:00Z'],
  ])('reads %s as %s in Berlin', (text, instant) => {
    expect(read(text)).toBe(instant)
  })

  it('rounds in the zone asked for', () => {
    expect(read('now/d', 'Asia/Kathmandu')).toBe('2026-03-31T18:15:00Z')
    expect(read('now/d', 'America/New_York')).toBe('2026-04-01T04:00:00Z')
  })

  it.each([
    '',
    'yesterday',
    '2026-13-01',
    '2026-02-30',
    '2026-01-05T25:00',
    'now-7',
    'now-7x',
    'now7d',
    '0001-01-01',
    'now-9999y',
    "'; --",
  ])('refuses %s, naming the field', (text) => {
    expect(() => parseInstant(text, 'to', 'UTC', NOW)).toThrow(
      expect.objectContaining({ code: 'invalid', fields: { to: expect.any(String) } }),
    )
  })
})
