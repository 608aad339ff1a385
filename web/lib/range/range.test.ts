import { describe, expect, it } from 'vitest'
import { parseBound } from './expression.ts'
import { grainFor } from './grain.ts'
import { PRESETS, presetOf } from './presets.ts'
import { resolveRange, shiftRange, toText, widenRange } from './range.ts'

const BERLIN = 'Europe/Berlin'
const now = Date.parse('2026-10-28T14:35:10Z')
const iso = (range: { from: number; to: number } | null) =>
  range && [new Date(range.from).toISOString(), new Date(range.to).toISOString()]

describe('a bound', () => {
  it('takes relative, date, instant and epoch forms', () => {
    expect(parseBound('now-7d/d')).toEqual({
      kind: 'relative',
      steps: [{ add: -7, unit: 'd' }, { round: 'd' }],
    })
    expect(parseBound('now/w')).toEqual({ kind: 'relative', steps: [{ round: 'w' }] })
    expect(parseBound('2026-02-28')).toEqual({ kind: 'date', year: 2026, month: 2, day: 28 })
    expect(parseBound('2026-02-28T10:00:00+02:00')).toEqual({ kind: 'instant', at: Date.UTC(2026, 1, 28, 8) })
    expect(parseBound('now/d+8h')).toEqual({
      kind: 'relative',
      steps: [{ round: 'd' }, { add: 8, unit: 'h' }],
    })
    expect(parseBound('1790000000000')).toEqual({ kind: 'instant', at: 1_790_000_000_000 })
  })

  it.each([
    '',
    'yesterday',
    'now-7',
    'now-7x',
    'now-7d/q',
    '2026-02-30',
    '2026-13-01',
    '2026-02-28 10:00',
    '12',
  ])('refuses %j', (text) => {
    expect(parseBound(text)).toBeNull()
  })
})

describe('a range', () => {
  it('starts today at local midnight', () => {
    expect(iso(resolveRange(PRESETS.today, now, BERLIN))).toEqual([
      '2026-10-27T23:00:00.000Z',
      '2026-10-28T14:35:10.000Z',
    ])
  })

  it('counts back in calendar days across the end of summer time', () => {
    expect(iso(resolveRange(PRESETS.week, now, BERLIN))).toEqual([
      '2026-10-21T22:00:00.000Z',
      '2026-10-28T14:35:10.000Z',
    ])
  })

  it('takes last month and last week whole', () => {
    expect(iso(resolveRange(PRESETS.lastMonth, now, 'America/New_York'))).toEqual([
      '2026-09-01T04:00:00.000Z',
      '2026-10-01T04:00:00.000Z',
    ])
    expect(iso(resolveRange(PRESETS.lastWeek, now, 'UTC'))).toEqual([
      '2026-10-19T00:00:00.000Z',
      '2026-10-26T00:00:00.000Z',
    ])
  })

  it('moves on from a rounded start', () => {
    expect(iso(resolveRange({ from: 'now/d+8h', to: 'now' }, now, BERLIN))?.[0]).toBe(
      '2026-10-28T07:00:00.000Z',
    )
  })

  it('refuses a reversed or empty range', () => {
    expect(resolveRange({ from: 'now', to: 'now-1d' }, now, 'UTC')).toBeNull()
    expect(resolveRange({ from: '2026-01-01', to: '2026-01-01' }, now, 'UTC')).toBeNull()
  })

  it('refuses what lies beyond all calendars, however it is written', () => {
    const now = Date.parse('2026-11-27T12:00:00Z')
    for (const [from, to] of [
      ['now-9999y', 'now'],
      ['now', 'now+9999y'],
      ['now-9999y-9999y', 'now'],
      ['1900-01-01', 'now'],
      ['now', '9999-12-31'],
    ] as const) {
      expect([from, to, resolveRange({ from, to }, now, 'Europe/Berlin')]).toEqual([from, to, null])
    }
    expect(resolveRange({ from: '1901-01-01', to: '9998-01-01' }, now, 'Europe/Berlin')).not.toBeNull()
  })

  it('shifts whole days by days and other ranges by their length', () => {
    const week = resolveRange({ from: '2026-10-19', to: '2026-10-26' }, now, BERLIN)
    const hours = resolveRange({ from: '2026-10-28T10:00:00Z', to: '2026-10-28T13:00:00Z' }, now, BERLIN)
    if (!week || !hours) throw new Error('readable ranges')
    expect(shiftRange(week, 1, BERLIN)).toEqual({ from: '2026-10-26', to: '2026-11-02' })
    expect(shiftRange(week, -1, BERLIN)).toEqual({ from: '2026-10-12', to: '2026-10-19' })
    expect(shiftRange(hours, -1, BERLIN)).toEqual({
      from: '2026-10-28T07:00:00Z',
      to: '2026-10-28T10:00:00Z',
    })
  })

  it('shifts a range that is not over by whole days', () => {
    const soFar = resolveRange(PRESETS.week, now, BERLIN)
    if (!soFar) throw new Error('a readable range')
    expect(shiftRange(soFar, -1, BERLIN)).toEqual({ from: '2026-10-15', to: '2026-10-22' })
  })

  it('writes dates for midnights in the zone only', () => {
    const day = resolveRange({ from: '2026-10-25', to: '2026-10-26' }, now, BERLIN)
    if (!day) throw new Error('a readable range')
    expect(toText(day, BERLIN)).toEqual({ from: '2026-10-25', to: '2026-10-26' })
    expect(toText(day, 'UTC')).toEqual({ from: '2026-10-24T22:00:00Z', to: '2026-10-25T23:00:00Z' })
  })

  it('is recognised as a preset', () => {
    expect(presetOf({ from: 'now/w', to: 'now' })).toBe('thisWeek')
    expect(presetOf({ from: 'now/w', to: 'now/d' })).toBeNull()
  })

  it('gets a grain that it can be read in', () => {
    const days = (count: number) => grainFor({ from: 0, to: count * 86_400_000 })
    expect([days(1), days(3), days(4), days(92), days(366), days(1200)]).toEqual([
      'hour',
      'hour',
      'day',
      'day',
      'week',
      'month',
    ])
  })
})

describe('zooming out', () => {
  const wide = (from: string, to: string) => {
    const range = resolveRange({ from, to }, now, BERLIN)
    return range && widenRange(range, now, BERLIN)
  }
  it('adds half as many whole days on both sides, over a change of the clocks', () => {
    expect(wide('2026-10-12', '2026-10-22')).toEqual({ from: '2026-10-07', to: '2026-10-27' })
    expect(wide('2026-10-10', '2026-10-11')).toEqual({ from: '2026-10-09', to: '2026-10-12' })
    expect(wide('2026-03-28', '2026-03-30')).toEqual({ from: '2026-03-27', to: '2026-03-31' })
  })
  it('ends now rather than later', () => {
    expect(wide('2026-10-24', '2026-10-28')).toEqual({ from: '2026-10-22', to: 'now' })
    expect(wide('now-6h', 'now')).toEqual({ from: '2026-10-28T05:35:10Z', to: 'now' })
  })
  it('doubles what is no whole day', () => {
    expect(wide('2026-10-20T08:00:00Z', '2026-10-20T10:00:00Z')).toEqual({
      from: '2026-10-20T07:00:00Z',
      to: '2026-10-20T11:00:00Z',
    })
  })
})
