import { describe, expect, it } from 'vitest'
import { holidaysOfIcal } from './ical.ts'

const calendar = (...events: string[]) =>
  Buffer.from(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//test//EN',
      ...events.map((lines, i) => `BEGIN:VEVENT\nUID:${i}\n${lines}\nEND:VEVENT`),
      'END:VCALENDAR',
      '',
    ]
      .join('\n')
      .replaceAll('\n', '\r\n'),
  )

const read = (...events: string[]) => holidaysOfIcal(calendar(...events), 2026, 2028)
const dates = (...events: string[]) => read(...events).holidays.map(({ date }) => date)

describe('an iCalendar file', () => {
  it('gives its all-day events, each day of a long one, by date and with their names', () => {
    const file = [
      'DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nSUMMARY:Christmas\\, and wha\n t follows',
      'DTSTART;VALUE=DATE:20260501\nSUMMARY:Labour Day',
      'DTSTART;VALUE=DATE:20261226\nDURATION:P2D\nSUMMARY:Stocktaking',
      'DTSTART;VALUE=DATE:20260601\nDTEND;VALUE=DATE:20260601',
    ]
    expect(read(...file)).toEqual({
      holidays: [
        { date: '2026-05-01', name: 'Labour Day' },
        { date: '2026-06-01', name: 'Holiday' },
        { date: '2026-12-24', name: 'Christmas, and what follows' },
        { date: '2026-12-25', name: 'Christmas, and what follows' },
        { date: '2026-12-26', name: 'Christmas, and what follows, Stocktaking' },
        { date: '2026-12-27', name: 'Stocktaking' },
      ],
      leftOut: [],
    })
  })

  it('repeats by date or by weekday of a month, within its own ends and the years asked for', () => {
    expect(dates('DTSTART;VALUE=DATE:20201231\nRRULE:FREQ=YEARLY')).toEqual([
      '2026-12-31',
      '2027-12-31',
      '2028-12-31',
    ])
    expect(dates('DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY')).toEqual(['2028-02-29'])
    expect(dates('DTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY;COUNT=3')).toEqual([
      '2026-12-25',
      '2027-12-25',
    ])
    expect(dates('DTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY;UNTIL=20261225')).toEqual(['2026-12-25'])
    expect(dates('DTSTART;VALUE=DATE:20240101\nRRULE:FREQ=YEARLY;INTERVAL=2')).toEqual([
      '2026-01-01',
      '2028-01-01',
    ])
    // Thanksgiving; Memorial Day.
    expect(dates('DTSTART;VALUE=DATE:20241128\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH')).toEqual([
      '2026-11-26',
      '2027-11-25',
      '2028-11-23',
    ])
    expect(dates('DTSTART;VALUE=DATE:20240527\nRRULE:FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5')).toEqual([
      '2026-05-25',
      '2027-05-31',
      '2028-05-29',
    ])
    expect(
      dates(
        'DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20270101',
        'DTSTART;VALUE=DATE:20260101',
      ),
    ).toEqual(['2026-01-01', '2028-01-01'])
  })

  it('moves the one occurrence that another event replaces', () => {
    const moved = calendar('DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=YEARLY\nSUMMARY:Outing')
      .toString()
      .replace(
        'END:VCALENDAR',
        'BEGIN:VEVENT\r\nUID:0\r\nRECURRENCE-ID;VALUE=DATE:20270302\r\nDTSTART;VALUE=DATE:20270305\r\nSUMMARY:Outing\r\nEND:VEVENT\r\nEND:VCALENDAR',
      )
    expect(holidaysOfIcal(Buffer.from(moved), 2026, 2028).holidays.map(({ date }) => date)).toEqual([
      '2026-03-02',
      '2027-03-05',
      '2028-03-02',
    ])
  })

  it('says which events it leaves out, and why', () => {
    const { holidays, leftOut } = read(
      'DTSTART:20261224T130000Z\nSUMMARY:Half day',
      'DTSTART;VALUE=DATE:20260101\nSTATUS:CANCELLED\nSUMMARY:Not this year',
      'DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY\nSUMMARY:Mondays',
      'DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=YEARLY;BYMONTHDAY=5\nSUMMARY:Every 5th',
    )
    expect(holidays).toEqual([])
    expect(leftOut).toEqual([
      'Half day: it has a time of day: hours of a date belong into date_hours',
      'Not this year: it is cancelled',
      'Mondays: it repeats, but not every year: FREQ=WEEKLY',
      'Every 5th: its rule is more than a date or a weekday of a month, once a year: FREQ=YEARLY;BYMONTHDAY=5',
    ])
  })

  it.each([
    ['date,name\n2026-01-01,New Year', /no iCalendar/],
    ['', /no iCalendar/],
    [Buffer.from([0xff, 0xfe, 0x42]), /not text in UTF-8/],
    ['BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n', /cannot be read as iCalendar/],
    [calendar(), /has no events/],
    [calendar('SUMMARY:When'), /When: DTSTART is missing/],
    [calendar('DTSTART;VALUE=DATE:20260230\nSUMMARY:Never'), /Never: DTSTART is no date .*: 2026-02-30/],
    [calendar('DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260301'), /ends before it begins/],
    [calendar('DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20280301'), /longer than a year/],
    [calendar('DTSTART;VALUE=DATE:20260302\nRRULE:FREQ=YERLY'), /cannot be read as iCalendar/],
  ])('is refused with the reason: %j', (bytes, why) => {
    expect(() => holidaysOfIcal(Buffer.from(bytes as string), 2026, 2028)).toThrow(why)
  })
})
