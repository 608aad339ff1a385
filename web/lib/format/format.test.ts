import { describe, expect, it } from 'vitest'
import { changeOf } from './change.ts'
import { formatAge, formatCountdown, formatDuration } from './duration.ts'
import { formatBucket, formatInstant, formatRange, weekdayName } from './instant.ts'
import { formatChange, formatTick, formatValue } from './value.ts'

/** Intl writes some spaces as no-break spaces, and which ones depends on its data. */
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, ' ')

describe('a duration', () => {
  it.each([
    [0, '0 s'],
    [4.24, '4.2 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [150, '2 min 30 s'],
    [599.6, '10 min'],
    [2700, '45 min'],
    [3599, '1 h'],
    [4320, '1 h 12 min'],
    [172_740, '47 h 59 min'],
    [172_800, '2 d'],
    [273_600, '3 d 4 h'],
    [-720, '−12 min'],
  ])('%d s reads %s', (seconds, text) => {
    expect(formatDuration(seconds, 'en')).toBe(text)
  })

  it('speaks German', () => {
    expect(formatDuration(273_600, 'de')).toBe('3 Tage 4 h')
    expect(formatDuration(4.24, 'de')).toBe('4,2 s')
  })

  it('gives an age in one unit, never more than has passed', () => {
    expect([-1, 59, 3599, 3600, 172_799, 172_800].map((seconds) => formatAge(seconds, 'en'))).toEqual([
      '0 min',
      '0 min',
      '59 min',
      '1 h',
      '47 h',
      '2 d',
    ])
  })

  it('counts down and past zero', () => {
    expect(formatCountdown(299, 'en')).toBe('0:04:59')
    expect(formatCountdown(-3661, 'en')).toBe('−1:01:01')
    expect(formatCountdown(90_000, 'de')).toBe('1 Tag 1:00:00')
  })
})

describe('a value', () => {
  it('follows unit and language', () => {
    expect(formatValue(12_345.6, 'count', 'en')).toBe('12,345.6')
    expect(formatValue(12_345.6, 'count', 'de')).toBe('12.345,6')
    expect(plain(formatValue(0.9236, 'ratio', 'de'))).toBe('92,4 %')
    expect(formatValue(4320, 'seconds', 'de')).toBe('1 h 12 min')
    expect(plain(formatTick(12_300, 'count', 'de'))).toBe('12.300')
    expect(formatTick(12_300, 'count', 'en')).toBe('12.3k')
  })
})

describe('a change', () => {
  it('says the way and whether it is good', () => {
    expect(changeOf(90, 100, 'down')).toEqual({ way: 'down', tone: 'better', ratio: -0.1, absolute: -10 })
    expect(changeOf(0.9, 0.8, 'down')?.tone).toBe('worse')
    expect(changeOf(7, 5, 'none')?.tone).toBe('neutral')
    expect(changeOf(5, 5, 'up')).toMatchObject({ way: 'same', ratio: 0 })
    expect(changeOf(5, null, 'up')).toBeNull()
  })

  it('is relative, in points for shares, absolute from zero', () => {
    const text = (now: number, before: number, unit: string) => {
      const change = changeOf(now, before, 'up')
      return change && plain(formatChange(change, unit, 'en', 'pp'))
    }
    expect(text(112, 100, 'count')).toBe('+12%')
    expect(text(104, 100, 'seconds')).toBe('+4%')
    expect(text(0.924, 0.9, 'ratio')).toBe('+2.4 pp')
    expect(text(7, 0, 'count')).toBe('+7')
    expect(text(90, 0, 'seconds')).toBe('+1 min 30 s')
  })
})

describe('an instant', () => {
  const at = Date.parse('2026-11-22T23:30:00Z')

  it('is written in the reporting zone and language', () => {
    expect(formatInstant(at, 'dateTime', 'Europe/Berlin', 'en')).toBe('23 Nov 2026, 00:30')
    expect(formatInstant(at, 'time', 'America/New_York', 'de')).toBe('18:30')
    expect(formatBucket(at, 'month', 'UTC', 'de')).toBe('Nov. 2026')
  })

  it('ends a range of whole days on its last day', () => {
    const range = { from: Date.parse('2026-10-31T23:00:00Z'), to: Date.parse('2026-11-14T23:00:00Z') }
    expect(plain(formatRange(range, 'Europe/Berlin', 'en')).replace(' – ', '–')).toBe('1–14 Nov 2026')
    expect(plain(formatRange(range, 'UTC', 'en'))).toContain('23:00')
  })

  it('names ISO weekdays', () => {
    expect([weekdayName(1, 'en'), weekdayName(7, 'de')]).toEqual(['Mon', 'So'])
  })
})
