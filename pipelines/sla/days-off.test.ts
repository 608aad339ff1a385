import { expect, it } from 'vitest'
import { calendarSchema, defaultCalendar } from '../calendars/calendar.ts'
import { nextDaysOff } from './days-off.ts'

it('names the next days that depart from the week, in the order of their dates', () => {
  const calendar = calendarSchema.parse({
    ...defaultCalendar,
    holidays: [{ date: '2026-12-28', name: 'Stocktaking' }, '2026-12-27'],
    date_hours: { '2026-12-31': [['08:00', '12:00']], '2027-01-02': [['10:00', '14:00']] },
  })
  // 26 and 27 December are a Saturday and a Sunday, closed anyway; 2 January is a Saturday that opens.
  expect(nextDaysOff(calendar, Date.parse('2026-12-24T23:30:00Z'))).toEqual([
    { date: '2026-12-25', name: '1. Weihnachtstag', hours: [] },
    { date: '2026-12-28', name: 'Stocktaking', hours: [] },
    { date: '2026-12-31', name: null, hours: [['08:00', '12:00']] },
    { date: '2027-01-01', name: 'Neujahr', hours: [] },
    { date: '2027-01-02', name: null, hours: [['10:00', '14:00']] },
    { date: '2027-03-26', name: 'Karfreitag', hours: [] },
  ])
})

it('cuts the hours of a half holiday', () => {
  const calendar = calendarSchema.parse({
    zone: 'Europe/Berlin',
    week: {
      mon: [
        ['08:00', '12:00'],
        ['13:00', '18:00'],
      ],
      thu: [
        ['08:00', '12:00'],
        ['13:00', '18:00'],
      ],
    },
    public_holidays: { country: 'DE', region: 'BY-A' },
  })
  for (const { hours } of nextDaysOff(calendar, Date.parse('2026-12-20T12:00:00Z'))) {
    for (const [open, close] of hours) expect(open < close).toBe(true)
  }
})
