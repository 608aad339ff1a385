import { expect, it } from 'vitest'
import { adjust } from './adjust.ts'
import { reasonsOf } from './reasons.ts'

const HOUR = 3_600_000
const start = Date.parse('2026-03-02T00:00:00Z')
/** A week from a Monday on: 1 an hour, 2 on Mondays, in the last eight weeks; the model says a tenth more. */
const time = Array.from({ length: 7 * 24 }, (_, i) => new Date(start + i * HOUR).toISOString())
const average = time.map((_, i) => (i < 24 ? 2 : 1))
const day = (i: number) => Math.floor(i / 24)
/** Tuesday is a campaign of twice a usual day, Wednesday is closed, and the morning of Monday made 20 % more of the rest. */
const model = average.map((value, i) => value * 1.1 * ([1.2, 2, 0][day(i)] ?? 1))
const points = { time, open: time.map(() => true), mean: model, average }
const quantiles = { p05: model, p10: model, p50: model, p90: model, p95: model }
const explanation = {
  originDay: start / (24 * HOUR),
  ahead: [
    { day: start / (24 * HOUR) + 1, class: 'campaign', name: 'Sale', ratio: 2 },
    { day: start / (24 * HOUR) + 2, class: 'holiday', ratio: 0 },
  ],
  intraday: { ratio: 1.3, factors: [1.2], narrowing: 1 },
}
/** Half of Thursday's hours are raised by half, in a step of a day's length too. */
const stated = { id: 'more', recordedAt: '2026-03-01T00:00:00Z' }
const place = { zone: 'UTC', stepMs: HOUR, came: () => 0 }
const adjustment = {
  ...stated,
  startsAt: '2026-03-05T00:00:00Z',
  endsAt: '2026-03-05T12:00:00Z',
  percent: 50,
}

it('adds up from the level to what is expected, each reason with what it makes', () => {
  const adjusted = adjust({ ...points, ...quantiles }, [adjustment], place)
  const reasons = reasonsOf(adjusted, explanation, 'UTC', start, start + 7 * 24 * HOUR)
  expect(reasons.map((one) => one.day)).toEqual(Array.from({ length: 7 }, (_, i) => `2026-03-0${i + 2}`))
  for (const { level, weekday, movement, special, today, byHand, expected } of reasons) {
    expect(level).toBeCloseTo((24 * 8) / 7, 9)
    expect(level + weekday + movement + special + today + byHand).toBeCloseTo(expected, 9)
  }
  const [monday, tuesday, wednesday, thursday, friday] = reasons
  expect(monday).toMatchObject({
    movement: expect.closeTo(4.8, 9),
    today: expect.closeTo(10.56, 9),
    special: 0,
  })
  expect(tuesday).toMatchObject({
    movement: expect.closeTo(2.4, 9),
    special: expect.closeTo(26.4, 9),
    today: 0,
  })
  expect(tuesday?.mark).toEqual({ class: 'campaign', name: 'Sale', ratio: 2, share: 1 })
  expect(wednesday).toMatchObject({ movement: 0, special: -24, expected: 0 })
  expect(thursday?.byHand).toBeCloseTo(12 * 1.1 * 0.5, 9)
  expect(thursday?.hand).toEqual([{ id: 'more', contacts: expect.closeTo(12 * 1.1 * 0.5, 9) }])
  expect(friday).toMatchObject({ byHand: 0, hand: [], special: 0, mark: null })
})
