import { expect, it } from 'vitest'
import { calendarSchema, defaultCalendar } from '../../../../pipelines/calendars/calendar.ts'
import { bodyOf, draftOf } from './draft.ts'

const calendar = calendarSchema.parse({
  name: 'Night shift',
  zone: 'Europe/Berlin',
  week: {
    mon: [
      ['00:00', '06:00'],
      ['22:00', '24:00'],
    ],
    sat: [['09:00', '12:00']],
  },
  holidays: ['2026-12-24', { date: '2026-12-27', name: 'Works outing' }],
  public_holidays: { country: 'DE', region: 'HH', except: ['2026-10-31'] },
  date_hours: { '2026-12-31': [['08:00', '12:00']], '2026-12-30': [] },
  pauses: [['2026-12-24T14:00+01:00', '2026-12-24T15:00+01:00']],
  teams: ['Billing'],
})

it('changes nothing by being opened and saved', () => {
  for (const one of [calendar, defaultCalendar])
    expect(calendarSchema.parse(bodyOf(draftOf(one)))).toEqual(one)
})

it('reads hours as people write them, and leaves nonsense to be refused at its field', () => {
  const draft = draftOf(calendar)
  const body = bodyOf({ ...draft, week: { ...draft.week, tue: '8-12; 13:30 – 18:00', wed: 'morning' } })
  expect(body).toMatchObject({
    week: {
      tue: [
        ['08:00', '12:00'],
        ['13:30', '18:00'],
      ],
    },
  })
  const fields = calendarSchema.safeParse(body).error?.issues.map(({ path }) => path.join('.'))
  expect(fields?.every((field) => field.startsWith('week.wed'))).toBe(true)
  expect(fields?.length).toBeGreaterThan(0)
})
