import { describe, expect, it } from 'vitest'
import { datePattern } from './date-patterns.ts'
import { dateReader } from './dates.ts'

const read = (patterns: string | string[], text: string, zone = 'UTC') =>
  dateReader([patterns].flat(), zone, '2026-06-01T00:00:00Z')(text)

describe('dateReader', () => {
  it('reads the patterns of a mapping', () => {
    expect(read('dd-MM-yyyy HH:mm', '29-02-2016 01:16')).toBe('2016-02-29T01:16:00Z')
    expect(read('d/M/yyyy H:mm:ss', '1/2/2024 3:04:05')).toBe('2024-02-01T03:04:05Z')
    expect(read('MMM d, yyyy h:mm a', 'Sept 5, 2025 12:07 a.m.')).toBe('2025-09-05T00:07:00Z')
    expect(read('MM/dd/yy hh:mm a', '12/31/99 12:00 PM')).toBe('1999-12-31T12:00:00Z')
    expect(read("yyyyMMdd'T'HHmmss", '20250701T235959')).toBe('2025-07-01T23:59:59Z')
    expect(read('dd.MM.yyyy HH:mm:ss,SSS X', '01.07.2025 10:00:00,125 +0530')).toBe(
      '2025-07-01T04:30:00.125Z',
    )
  })

  it('reads ISO 8601 with and without an offset', () => {
    expect(read('iso', '2025-07-01T10:00:00+02:00', 'America/New_York')).toBe('2025-07-01T08:00:00Z')
    expect(read('iso', '2025-07-01T10:00:00.5Z')).toBe('2025-07-01T10:00:00.500Z')
    expect(read('iso', '2025-07-01 10:00:00 UTC', 'Asia/Tokyo')).toBe('2025-07-01T10:00:00Z')
    expect(read('iso', '2025-07-01 10:00', 'America/New_York')).toBe('2025-07-01T14:00:00Z')
    expect(read('iso', '2025-07-01', 'Asia/Tokyo')).toBe('2025-06-30T15:00:00Z')
  })

  it('reads epochs, and Excel days as wall times', () => {
    expect(read('epoch_s', '1456708560')).toBe('2016-02-29T01:16:00Z')
    expect(read('epoch_ms', '1456708560250')).toBe('2016-02-29T01:16:00.250Z')
    expect(read('excel', '42429.0527777778')).toBe('2016-02-29T01:16:00Z')
    expect(read('excel', '45839.5', 'Europe/Berlin')).toBe('2025-07-01T10:00:00Z')
  })

  it('takes the first pattern that fits', () => {
    const patterns = ['iso', 'dd.MM.yyyy HH:mm', 'epoch_s']
    expect(read(patterns, '01.02.2024 00:00')).toBe('2024-02-01T00:00:00Z')
    expect(read(patterns, '1706745600')).toBe('2024-02-01T00:00:00Z')
  })

  it('refuses days that are in no calendar and text of another form', () => {
    for (const text of [
      '30-02-2016 01:16',
      '29-02-2015 01:16',
      '01-13-2016 01:16',
      '01-01-2016 24:00',
      '2016-01-01',
    ])
      expect(() => read('dd-MM-yyyy HH:mm', text)).toThrow('is no date of the form')
  })

  it('refuses absurd instants, to the second', () => {
    expect(read('iso', '1990-01-01T00:00:00Z')).toBe('1990-01-01T00:00:00Z')
    expect(() => read('iso', '1989-12-31T23:59:59Z')).toThrow('before 1990')
    expect(() => read('iso', '0001-01-01T00:00:00Z')).toThrow('is no date')
    expect(read('iso', '2026-06-02T00:00:00Z')).toBe('2026-06-02T00:00:00Z')
    expect(() => read('iso', '2026-06-02T00:00:01Z')).toThrow('more than a day in the future')
    expect(() => read('epoch_s', '1456708560000')).toThrow('more than a day in the future')
    expect(() => read('epoch_ms', '1456708560')).toThrow('before 1990')
  })

  it('judges a wall time near the limits by its instant', () => {
    expect(read('iso', '2026-06-02 05:00:00', 'Asia/Tokyo')).toBe('2026-06-01T20:00:00Z')
    expect(() => read('iso', '2026-06-01 20:00:01', 'America/New_York')).toThrow('future')
  })

  it('gives the same answer for a text it has seen before', () => {
    const reader = dateReader(['iso'], 'Europe/Berlin', '2026-06-01T00:00:00Z')
    expect(reader('2025-10-26 02:30')).toEqual(reader('2025-10-26 02:30'))
  })
})

describe('datePattern', () => {
  it('refuses patterns that cannot make a date', () => {
    for (const pattern of ['HH:mm', 'yyyy-MM', 'DD.MM.YYYY', 'dd.MM.yyyy dd', 'tomorrow'])
      expect(() => datePattern(pattern)).toThrow(RangeError)
  })
})
