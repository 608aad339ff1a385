import { describe, expect, it } from 'vitest'
import { calendarSchema, defaultCalendar } from './calendar.ts'
import { compileCalendar } from './compile.ts'
import { deadlineMs } from './deadline.ts'
import { openMsBefore } from './elapsed.ts'

describe('compileCalendar', () => {
  it('closes on public holidays and keeps the cumulated time in step', () => {
    const { intervals } = compileCalendar(defaultCalendar, '2026-04-02', '2026-04-08')
    // Thursday, then Good Friday and Easter Monday closed, then Tuesday and Wednesday.
    expect(intervals.map((one) => new Date(one.opensAtMs).toISOString())).toEqual([
      '2026-04-02T06:00:00.000Z',
      '2026-04-07T06:00:00.000Z',
      '2026-04-08T06:00:00.000Z',
    ])
    expect(intervals.map((one) => one.openMsBefore)).toEqual([0, 36_000_000, 72_000_000])
  })

  it('moves an opening in the spring gap to the first valid instant', () => {
    const calendar = calendarSchema.parse({
      zone: 'America/Los_Angeles',
      week: { sun: [['02:30', '05:00']] },
    })
    const [interval] = compileCalendar(calendar, '2014-03-09', '2014-03-09').intervals
    expect(new Date(interval?.opensAtMs ?? 0).toISOString()).toBe('2014-03-09T10:00:00.000Z')
  })

  it('joins stretches that touch at midnight', () => {
    const calendar = calendarSchema.parse({
      zone: 'UTC',
      week: { mon: [['22:00', '24:00']], tue: [['00:00', '06:00']] },
    })
    expect(compileCalendar(calendar, '2026-01-05', '2026-01-06').intervals).toHaveLength(1)
  })

  it('lets pauses over hours of a date, those over holidays, and holidays over the week', () => {
    const calendar = calendarSchema.parse({
      zone: 'UTC',
      week: {
        mon: [
          ['13:00', '17:00'],
          ['09:00', '12:00'],
        ],
        tue: [['09:00', '17:00']],
        wed: [['09:00', '17:00']],
      },
      holidays: ['2026-01-06', { date: '2026-01-07', name: 'Stocktaking' }],
      date_hours: { '2026-01-07': [['10:00', '11:00']], '2026-01-11': [['10:00', '12:00']] },
      pauses: [['2026-01-11T12:30+02:00', '2026-01-11T10:45:00.250Z']],
    })
    const { intervals } = compileCalendar(calendar, '2026-01-05', '2026-01-11')
    expect(
      intervals.map(({ opensAtMs, closesAtMs }) =>
        [opensAtMs, closesAtMs].map((ms) => new Date(ms).toISOString().slice(5, -1)).join(' '),
      ),
    ).toEqual([
      '01-05T09:00:00.000 01-05T12:00:00.000',
      '01-05T13:00:00.000 01-05T17:00:00.000',
      '01-07T10:00:00.000 01-07T11:00:00.000',
      '01-11T10:00:00.000 01-11T10:30:00.000',
      '01-11T10:45:00.250 01-11T12:00:00.000',
    ])
  })

  it('is open on an excepted public holiday, and until noon on half of one', () => {
    const at = (country: string, date: string, except: string[]) => {
      const calendar = calendarSchema.parse({
        ...defaultCalendar,
        zone: 'UTC',
        public_holidays: { country, except },
      })
      const { intervals } = compileCalendar(calendar, date, date)
      return intervals.map(({ opensAtMs, closesAtMs }) => (closesAtMs - opensAtMs) / 3_600_000)
    }
    expect(at('DE', '2026-05-01', [])).toEqual([])
    expect(at('DE', '2026-05-01', ['2026-05-01'])).toEqual([10])
    // Grundlógardagur of the Faroe Islands, a Friday in 2026.
    expect(at('FO', '2026-06-05', [])).toEqual([4])
  })

  it('has nothing on a date that the zone skipped', () => {
    const day: [string, string][] = [['00:00', '24:00']]
    const calendar = calendarSchema.parse({ zone: 'Pacific/Apia', week: { thu: day, fri: day, sat: day } })
    const { intervals } = compileCalendar(calendar, '2011-12-29', '2011-12-31')
    expect(intervals.map(({ opensAtMs, closesAtMs }) => (closesAtMs - opensAtMs) / 3_600_000)).toEqual([48])
  })

  it('refuses instants outside what was compiled', () => {
    const calendar = compileCalendar(defaultCalendar, '2026-01-05', '2026-01-05')
    expect(openMsBefore(calendar, calendar.toMs - 1)).toBe(36_000_000)
    expect(() => openMsBefore(calendar, calendar.toMs)).toThrow(/compiled from .* lies outside/)
    expect(() => openMsBefore(calendar, calendar.fromMs - 1)).toThrow(/lies outside/)
    expect(deadlineMs(calendar, calendar.fromMs, 36_000_000)).toBe(Date.parse('2026-01-05T17:00Z'))
    expect(() => deadlineMs(calendar, calendar.fromMs, 36_000_001)).toThrow(/fewer open hours/)
    expect(() => deadlineMs(calendar, calendar.fromMs, 36_000_000, 'next_open')).toThrow(/fewer open hours/)
  })
})
