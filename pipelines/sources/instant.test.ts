import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EARLIEST_S, epochMs, FUTURE_TOLERANCE_S, isoInstant, unixSeconds, utcMs } from './instant.ts'

const received = Date.UTC(2026, 2, 2, 9, 15) / 1000

describe('unixSeconds', () => {
  it('takes numbers and strings of digits', () => {
    expect(unixSeconds('1772442900', received)).toBe(1772442900)
    expect(unixSeconds(1772442900, received)).toBe(1772442900)
  })

  it('takes what lies on a bound and refuses what lies beyond', () => {
    expect(unixSeconds(EARLIEST_S, received)).toBe(EARLIEST_S)
    expect(unixSeconds(EARLIEST_S - 1, received)).toBe('before 2009-01-01')
    expect(unixSeconds(received + FUTURE_TOLERANCE_S, received)).toBe(received + FUTURE_TOLERANCE_S)
    expect(unixSeconds(received + FUTURE_TOLERANCE_S + 1, received)).toBe(
      'more than a day after it was received',
    )
  })

  it.each([
    ['1772442900000'],
    ['1'],
    ['-5'],
    ['noon'],
    [''],
    ['1e9'],
    [Number.NaN],
    [{}],
    [true],
    [null],
    [undefined],
  ])('says what is wrong with %s without repeating it', (value) => {
    const reason = unixSeconds(value, received)
    expect(reason).toBeTypeOf('string')
    if (typeof value === 'string' && value.length > 1) expect(reason).not.toContain(value)
  })
})

describe('isoInstant', () => {
  it('spells what Date spells, within a day and across days, before 1970 and beyond the year 9999', () => {
    const seconds = fc.oneof(
      fc.integer({ min: -1e10, max: 3e11 }),
      fc.double({ min: -1e10, max: 3e11, noNaN: true }),
      fc.integer({ min: 20_000 * 86_400, max: 20_001 * 86_400 }),
      fc.constantFrom(0, -0, 0.001, 86_399.999, 86_400, 951_782_400, 253_402_300_799.999, 253_402_300_800),
    )
    fc.assert(
      fc.property(seconds, (each) => {
        expect(isoInstant(each)).toBe(new Date(each * 1000).toISOString())
      }),
      { numRuns: 2000 },
    )
  })
})

describe('utcMs', () => {
  it('reads what toISOString writes, with and without milliseconds', () => {
    const instants = fc.date({
      min: new Date('0100-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instants, (date) => {
        expect(utcMs(date.toISOString())).toBe(date.getTime())
        const whole = `${date.toISOString().slice(0, 19)}Z`
        expect(utcMs(whole)).toBe(Date.parse(whole))
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['2026-02-29T00:00:00.000Z'],
    ['1900-02-29T00:00:00Z'],
    ['2026-04-31T00:00:00Z'],
    ['2026-00-10T00:00:00Z'],
    ['2026-01-00T00:00:00Z'],
    ['2026-01-01T24:00:00Z'],
    ['2026-01-01T00:60:00Z'],
    ['2026-01-01T00:00:60Z'],
    ['2026-01-01T00:00:00.0x0Z'],
    ['2026-01-01 00:00:00Z'],
    ['2026-01-01T00:00:00+0Z'],
    ['2026-01-01T00:00:00.000000Z'],
    ['0099-01-01T00:00:00Z'],
  ])('leaves %s to others', (text) => {
    expect(utcMs(text)).toBeNull()
  })

  it('is read as Date reads it where the shape is another', () => {
    expect(epochMs('2026-03-02T10:15:00+01:00')).toBe(Date.UTC(2026, 2, 2, 9, 15))
    expect(epochMs('noon')).toBeNaN()
  })
})
