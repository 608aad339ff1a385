import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { wallClock } from './zone.ts'

const at = (zone: string, wall: string): string =>
  new Date(wallClock(zone)(Date.parse(`${wall}Z`))).toISOString().replace('.000', '')

describe('wallClock', () => {
  it('moves a wall time that daylight saving skips to the first instant after', () => {
    expect(at('Europe/Berlin', '2026-03-29T01:59:59')).toBe('2026-03-29T00:59:59Z')
    expect(at('Europe/Berlin', '2026-03-29T02:00:00')).toBe('2026-03-29T01:00:00Z')
    expect(at('Europe/Berlin', '2026-03-29T02:59:59')).toBe('2026-03-29T01:00:00Z')
    expect(at('Europe/Berlin', '2026-03-29T03:00:01')).toBe('2026-03-29T01:00:01Z')
  })

  it('takes the first occurrence of a wall time that comes twice', () => {
    expect(at('Europe/Berlin', '2026-10-25T02:30:15')).toBe('2026-10-25T00:30:15Z')
    expect(at('Europe/Berlin', '2026-10-25T03:00:00')).toBe('2026-10-25T02:00:00Z')
    expect(at('America/New_York', '2026-11-01T01:30:00')).toBe('2026-11-01T05:30:00Z')
  })

  it('knows changes of half an hour, at midnight, and of a whole day', () => {
    expect(at('Australia/Lord_Howe', '2026-10-04T02:15:00')).toBe('2026-10-03T15:30:00Z')
    expect(at('America/Sao_Paulo', '2018-11-04T00:30:00')).toBe('2018-11-04T03:00:00Z')
    expect(at('Pacific/Apia', '2011-12-30T12:00:00')).toBe('2011-12-30T10:00:00Z')
  })

  it('agrees with Temporal wherever the wall time exists', () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
    ]
    const clocks = new Map(zones.map((zone) => [zone, wallClock(zone)]))
    const minute = fc.integer({ min: Date.UTC(1995, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 })
    fc.assert(
      fc.property(fc.constantFrom(...zones), minute, (zone, minutes) => {
        const wall = Temporal.Instant.fromEpochMilliseconds(minutes * 60_000)
          .toZonedDateTimeISO('UTC')
          .toPlainDateTime()
        const zoned = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
        if (!zoned.toPlainDateTime().equals(wall)) return
        expect(clocks.get(zone)?.(minutes * 60_000)).toBe(zoned.epochMilliseconds)
      }),
      { numRuns: 500 },
    )
  })

  it('refuses a zone that does not exist', () => {
    expect(() => wallClock('Europe/Atlantis')).toThrow(RangeError)
  })
})
