import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { DAY_MS, fromLocal, offsetSegments, toLocal, zoneOf } from './zone.ts'

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'UTC',
]
const FROM = Date.UTC(2024, 0, 1)
const TO = Date.UTC(2027, 0, 1)

describe('zone', () => {
  it('gives the wall clock that the zone has at any instant', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: FROM, max: TO }), (zone, ms) => {
        const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime()
        const local = toLocal(offsetSegments(zone, FROM, TO), ms)
        expect(new Date(local).toISOString().slice(0, 23)).toBe(
          wall.toString({ smallestUnit: 'millisecond' }),
        )
      }),
    )
  })

  it('finds the first instant of every local day, also where midnight is skipped', () => {
    for (const zone of ZONES) {
      const segments = offsetSegments(zone, FROM, TO)
      for (let day = FROM; day < TO; day += DAY_MS) {
        const date = Temporal.PlainDate.from(new Date(day).toISOString().slice(0, 10))
        expect(fromLocal(segments, day)).toBe(date.toZonedDateTime(zone).epochMilliseconds)
      }
    }
  })

  it('moves a time in the gap to its end and takes the first of two', () => {
    const segments = offsetSegments('Europe/Berlin', FROM, TO)
    expect(fromLocal(segments, Date.UTC(2026, 2, 29, 2, 30))).toBe(Date.UTC(2026, 2, 29, 1))
    expect(fromLocal(segments, Date.UTC(2026, 9, 25, 2, 30))).toBe(Date.UTC(2026, 9, 25, 0, 30))
  })

  it('takes IANA names in any case and nothing else', () => {
    expect(zoneOf('europe/berlin')).toBe('Europe/Berlin')
    for (const zone of ['Mars/Olympus', '+02:00', '', 'Z', "UTC'; drop table ticket; --"]) {
      expect(() => zoneOf(zone), zone).toThrow('unknown time zone')
    }
  })
})
