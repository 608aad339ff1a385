import { expect, it } from 'vitest'
import { AHEAD_DAYS, PAST_DAYS, weeksOf } from './weeks.ts'

const zone = 'Europe/Berlin'
const now = Date.parse('2026-03-04T11:00:00Z')
const midnight = (day: number) => Date.parse(`2026-03-0${day}T00:00:00+01:00`)

/** Two an hour from noon of the fourth to the end of the sixth; somebody expects half as many again on the fifth. */
const time = Array.from({ length: 12 + 48 }, (_, i) => new Date(now + i * 3_600_000).toISOString())
const model = time.map(() => 2)
const isFifth = (at: string) => Date.parse(at) >= midnight(5) && Date.parse(at) < midnight(6)
const mean = time.map((at) => (isFifth(at) ? 3 : 2))
const points = (values: object) => values as Parameters<typeof weeksOf>[0]['points']

it('adds what came to what is still expected today, sums the hours of days to come, and keeps the model apart', () => {
  const days = {
    time: [4, 5, 6].map((day) => new Date(midnight(day)).toISOString()),
    ...{ mean: [40, 40, 40], p10: [20, 30, 40], p90: [80, 50, 40] },
  }
  const came = new Map([
    [midnight(3), 41],
    [midnight(4), 17],
  ])
  const weeks = weeksOf({ zone, points: points({ time, mean, model }) }, { points: points(days) }, came, now)
  expect(weeks.hours).toHaveLength(PAST_DAYS + AHEAD_DAYS)
  const from = (list: readonly (number | null)[]) => list.slice(PAST_DAYS - 1, PAST_DAYS + 4)
  expect(from(weeks.today)).toEqual([41, 17, null, null, null])
  expect(from(weeks.usual)).toEqual([null, 17 + 24, 72, 48, null])
  expect(from(weeks.model)).toEqual([null, 41, 48, 48, null])
  expect(from(weeks.low)).toEqual([null, 17 + 12, 54, 48, null])
  expect(from(weeks.high)).toEqual([null, 17 + 48, 90, 48, null])
})
