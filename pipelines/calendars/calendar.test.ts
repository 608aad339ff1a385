import { describe, expect, it } from 'vitest'
import { calendarSchema, defaultCalendar } from './calendar.ts'

const good = { zone: 'Europe/Berlin', week: { mon: [['09:00', '17:00']] } }

/** `path: message` of everything that is wrong. */
function problems(change: Record<string, unknown>): string[] {
  const result = calendarSchema.safeParse({ ...good, ...change })
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('a calendar', () => {
  it('needs a zone and hours, and fills in the rest', () => {
    expect(calendarSchema.parse(good)).toEqual({
      ...good,
      holidays: [],
      public_holidays: null,
      date_hours: {},
      pauses: [],
      teams: [],
    })
    expect(calendarSchema.parse(defaultCalendar)).toEqual(defaultCalendar)
  })

  it.each([
    { date_hours: { '2026-12-24': [['08:00', '12:00']], '2026-12-26': [] }, week: {} },
    {
      holidays: ['2028-02-29', { date: '2026-12-24', name: 'Christmas Eve' }],
      name: 'Support',
      teams: ['a'],
    },
    { public_holidays: { country: 'DE', region: 'BY-A', except: ['2026-08-08'] } },
    { public_holidays: null, week: { mon: [['22:00', '24:00']], tue: [['00:00', '06:00']] } },
    {
      week: {
        mon: [
          ['12:00', '17:00'],
          ['09:00', '12:00'],
        ],
      },
    },
    {
      pauses: [
        ['2026-03-02T09:00Z', '2026-03-02T10:00:00.5+00:30'],
        ['2026-03-02T09:30:00.500Z', '2026-03-03T00:00Z'],
      ],
    },
  ])('may say %j', (change) => expect(problems(change)).toEqual([]))

  it.each([
    [{ zone: 'Europe/Bonn' }, 'zone: not an IANA time zone'],
    [{ zone: '+01:00' }, 'zone: not an IANA time zone'],
    [{ week: {} }, 'week: a calendar that never opens'],
    [{ week: { mon: [] }, date_hours: { '2026-12-24': [] } }, 'week: a calendar that never opens'],
    [{ week: { mon: [['9:00', '17:00']] } }, 'week.mon.0.0: a time from 00:00 to 24:00'],
    [{ week: { mon: [['09:00', '24:30']] } }, 'week.mon.0.1: a time from 00:00 to 24:00'],
    [
      { week: { mon: [['22:00', '06:00']] } },
      'week.mon.0: closes before it opens: a shift over midnight is two stretches, one until 24:00 and one from 00:00 of the next day',
    ],
    [
      {
        week: {
          mon: [
            ['13:00', '17:00'],
            ['09:00', '13:01'],
          ],
        },
      },
      'week.mon.0: overlaps 09:00–13:01',
    ],
    [{ week: { mon: [['09:00', '17:00', '18:00']] } }, 'week.mon.0: a pair [open, close]'],
    [{ holidays: ['2026-02-30'] }, `holidays.0: ${aDate()}`],
    [{ holidays: ['2200-01-01'] }, `holidays.0: ${aDate()}`],
    [{ holidays: [{ date: '1969-12-31', name: 'x' }] }, `holidays.0.date: ${aDate()}`],
    [{ holidays: [20261224] }, 'holidays.0: a date, or {date, name}'],
    [{ date_hours: { '2026-13-01': [['09:00', '10:00']] } }, `date_hours.2026-13-01: ${aDate()}`],
    [
      {
        date_hours: {
          '2026-12-24': [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      },
      'date_hours.2026-12-24.1: overlaps 09:00–12:00',
    ],
    [{ pauses: [['2026-03-02T10:00Z', '2026-03-02T10:30+01:00']] }, 'pauses.0: ends before it begins'],
    [{ pauses: [['2026-03-02T10:00', '2026-03-02T11:00Z']] }, `pauses.0.0: ${anInstant()}`],
    [{ pauses: [['2026-02-30T10:00Z', '2026-03-02T11:00Z']] }, `pauses.0.0: ${anInstant()}`],
    [
      {
        pauses: [
          ['2026-03-02T10:00Z', '2026-03-05T00:00Z'],
          ['2026-03-03T00:00Z', '2026-03-04T00:00Z'],
        ],
      },
      'pauses.1: overlaps 2026-03-02T10:00Z–2026-03-05T00:00Z',
    ],
    [
      { public_holidays: { country: 'DE', region: 'HH', except: ['tomorrow'] } },
      `public_holidays.except.0: ${aDate()}`,
    ],
    [
      { public_holidays: { country: 'AE', region: 'X' } },
      'public_holidays.region: no regions are known of AE: leave it out',
    ],
    [{ id: 'default' }, ': Unrecognized key: "id"'],
  ])('may not say %j', (change, problem) => expect(problems(change)).toEqual([problem]))

  it('names the countries and regions that are known', () => {
    expect(problems({ public_holidays: { country: 'de' } })).toEqual([
      expect.stringMatching(/^public_holidays\.country: not a country .*: AD, AE, .*DE, .*ZW$/),
    ])
    expect(problems({ public_holidays: { country: 'DE', region: 'Hamburg' } })).toEqual([
      expect.stringMatching(/^public_holidays\.region: not a region of DE .*: BB, .*BY-A, .*HH, /),
    ])
  })
})

function aDate(): string {
  return 'a date that exists, from 1970-01-01 to 2199-12-31, as 2026-12-25'
}

function anInstant(): string {
  return 'an instant from 1970 to 2199 with its offset, as 2026-12-24T14:00+01:00'
}
