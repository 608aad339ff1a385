/** Business time worked out by hand, in the shape of the published cases. */

const OFFICE = {
  zone: 'Europe/Berlin',
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])),
}
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const daily = (zone: string, ...hours: [string, string][]) => ({
  zone,
  week: Object.fromEntries(EVERY_DAY.map((day) => [day, hours])),
})
const LUNCH = daily('UTC', ['09:00', '12:00'], ['13:00', '17:00'])

const elapsed = (id: string, calendar: object, from: string, to: string, expected: number) =>
  ({ id, kind: 'elapsed', calendar, from, to, expected }) as const
const deadline = (
  id: string,
  calendar: object,
  from: string,
  seconds: number,
  expected: string,
  mode = 'close',
) => ({ id, kind: 'deadline', calendar, from, seconds, mode, expected }) as const

export const FIXTURES = [
  elapsed('weekend', OFFICE, '2026-03-06T15:00Z', '2026-03-09T09:00Z', 2 * 3600),
  elapsed('reversed', OFFICE, '2026-03-09T09:00Z', '2026-03-06T15:00Z', 0),
  elapsed('closed all along', OFFICE, '2026-03-07T00:00Z', '2026-03-08T23:00Z', 0),
  elapsed('milliseconds', OFFICE, '2026-03-02T08:00:00.250Z', '2026-03-02T08:00:01.375Z', 1.125),
  elapsed('lunch', LUNCH, '2026-03-02T11:30Z', '2026-03-02T13:30Z', 3600),
  elapsed(
    'holiday',
    { ...OFFICE, holidays: ['2026-03-03'] },
    '2026-03-02T00:00Z',
    '2026-03-05T00:00Z',
    57_600,
  ),
  elapsed(
    'half holiday',
    { ...OFFICE, date_hours: { '2026-12-24': [['09:00', '12:00']] } },
    '2026-12-24T00:00Z',
    '2026-12-25T00:00Z',
    3 * 3600,
  ),
  elapsed(
    'pause over a weekend',
    { ...OFFICE, pauses: [['2026-03-06T16:00+01:00', '2026-03-09T10:00+01:00']] },
    '2026-03-06T00:00Z',
    '2026-03-10T00:00Z',
    14 * 3600,
  ),
  // 02:00 to 03:00 is not there on 2026-03-29 and is there twice on 2026-10-25.
  elapsed(
    'spring',
    daily('Europe/Berlin', ['01:00', '04:00']),
    '2026-03-28T23:00Z',
    '2026-03-29T22:00Z',
    2 * 3600,
  ),
  elapsed(
    'autumn',
    daily('Europe/Berlin', ['01:00', '04:00']),
    '2026-10-24T22:00Z',
    '2026-10-25T23:00Z',
    4 * 3600,
  ),
  elapsed(
    'opens in the gap',
    daily('Europe/Berlin', ['02:30', '04:00']),
    '2026-03-28T23:00Z',
    '2026-03-29T22:00Z',
    3600,
  ),
  elapsed(
    'closes in the repeated hour',
    daily('Europe/Berlin', ['01:00', '02:30']),
    '2026-10-24T22:00Z',
    '2026-10-25T23:00Z',
    5400,
  ),
  elapsed(
    'opens in the repeated hour',
    daily('Europe/Berlin', ['02:30', '04:00']),
    '2026-10-24T22:00Z',
    '2026-10-25T23:00Z',
    9000,
  ),
  elapsed(
    'skipped date',
    daily('Pacific/Apia', ['00:00', '24:00']),
    '2011-12-29T10:00Z',
    '2011-12-31T10:00Z',
    48 * 3600,
  ),
  // Half an hour is repeated.
  elapsed(
    'Lord Howe in April',
    daily('Australia/Lord_Howe', ['00:00', '24:00']),
    '2026-04-04T13:00Z',
    '2026-04-05T13:30Z',
    88_200,
  ),
  deadline('over the weekend', OFFICE, '2026-03-06T15:00Z', 2 * 3600, '2026-03-09T09:00Z'),
  deadline('at closing', OFFICE, '2026-03-06T15:00Z', 3600, '2026-03-06T16:00Z'),
  deadline('at the next opening', OFFICE, '2026-03-06T15:00Z', 3600, '2026-03-09T08:00Z', 'next_open'),
  deadline('at lunch', LUNCH, '2026-03-02T09:00Z', 3 * 3600, '2026-03-02T12:00Z'),
  deadline('after lunch', LUNCH, '2026-03-02T09:00Z', 3 * 3600, '2026-03-02T13:00Z', 'next_open'),
  deadline('of nothing, closed', OFFICE, '2026-03-07T12:00Z', 0, '2026-03-07T12:00Z'),
  deadline(
    'of nothing, at the next opening',
    OFFICE,
    '2026-03-07T12:00Z',
    0,
    '2026-03-09T08:00Z',
    'next_open',
  ),
  deadline('of nothing, open', OFFICE, '2026-03-06T12:00Z', 0, '2026-03-06T12:00Z', 'next_open'),
  deadline(
    'in the repeated hour',
    daily('Europe/Berlin', ['00:00', '24:00']),
    '2026-10-24T22:00Z',
    4 * 3600,
    '2026-10-25T02:00Z',
  ),
  deadline('of a working year', OFFICE, '2026-01-01T00:00Z', 261 * 8 * 3600, '2026-12-31T16:00Z'),
] as const
