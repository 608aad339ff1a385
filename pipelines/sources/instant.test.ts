import { describe, expect, it } from 'vitest'
import { EARLIEST_S, FUTURE_TOLERANCE_S, unixSeconds } from './instant.ts'

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
