import { describe, expect, it } from 'vitest'
import { lastWeek, moved, weekOf } from './week.ts'

const hours = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / 3_600_000

describe('ISO weeks', () => {
  it.each([
    // ISO 8601: week 1 has the year's first Thursday.
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2021-W01', '2021-01-04', '2021-01-10'],
    ['2026-W01', '2025-12-29', '2026-01-04'],
    ['2026-W53', '2026-12-28', '2027-01-03'],
    ['2027-W01', '2027-01-04', '2027-01-10'],
    ['2026-W47', '2026-11-16', '2026-11-22'],
  ])('%s runs from %s to %s', (id, monday, sunday) => {
    expect(weekOf(id, 'UTC')).toMatchObject({ id, monday, sunday })
  })

  it.each(['2025-W53', '2026-W00', '2026-W54', '2026-47', '2026-W7', 'last', ''])('refuses %j', (id) => {
    expect(() => weekOf(id, 'UTC')).toThrow('no ISO week')
  })

  it('has an hour less or more where clocks change, and begins at the first instant of Monday', () => {
    expect(hours(weekOf('2026-W13', 'Europe/Berlin'))).toBe(167)
    expect(hours(weekOf('2026-W43', 'Europe/Berlin'))).toBe(169)
    expect(hours(weekOf('2026-W47', 'Europe/Berlin'))).toBe(168)
    expect(weekOf('2026-W47', 'Europe/Berlin').from).toBe('2026-11-15T23:00:00Z')
    expect(weekOf('2026-W47', 'America/New_York').from).toBe('2026-11-16T05:00:00Z')
  })

  it('follows one another without gap or overlap over years', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata']) {
      let week = weekOf('2019-W50', zone)
      for (let count = 0; count < 420; count += 1) {
        const next = moved(week, 1, zone)
        expect(next.from).toBe(week.to)
        expect(weekOf(next.id, zone)).toEqual(next)
        week = next
      }
    }
  })

  it('is the last one that is over where the reader is', () => {
    const at = new Date('2026-11-22T23:30:00Z')
    expect(lastWeek(at, 'Europe/Berlin').id).toBe('2026-W47')
    expect(lastWeek(at, 'UTC').id).toBe('2026-W46')
    expect(lastWeek(new Date('2027-01-01T12:00:00Z'), 'UTC').id).toBe('2026-W52')
  })
})
