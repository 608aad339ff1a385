import { expect, it } from 'vitest'
import { adjust } from '../../../../pipelines/forecast/service/adjust.ts'
import { reasonsOf } from '../../../../pipelines/forecast/service/reasons.ts'
import { type Adjusts, adjustedDay, quietDays } from './adjusted-day.ts'
import type { HeldAdjustment } from './api.ts'

const DAY = '2026-03-02'
const HOUR = 3_600_000
const start = Date.parse(`${DAY}T00:00:00Z`)
const mean = Array.from({ length: 24 }, (_, i) => i)
const points = {
  time: mean.map((_, i) => new Date(start + i * HOUR).toISOString()),
  open: mean.map((value) => value > 0),
  ...{ mean, p05: mean, p10: mean, p50: mean, p90: mean, p95: mean, average: mean },
}
const place = { zone: 'UTC', stepMs: HOUR, came: () => 0 }
const explanation = { originDay: 0, ahead: [], intraday: null }

const held = (n: number, by: Adjusts, value: number): HeldAdjustment => ({
  ...{ id: `a${n}`, version: 1, queue: 'q~c', from: DAY, to: null, why: 'why', author: 'me', [by]: value },
  ...{ startsAt: `${DAY}T00:00:00Z`, endsAt: '2026-03-03T00:00:00Z' },
  recordedAt: `2026-03-01T00:00:0${n}Z`,
})
const dayWith = (all: readonly HeldAdjustment[]) => {
  const [day] = reasonsOf(adjust(points, all, place), explanation, 'UTC', start, start + 24 * HOUR)
  if (!day) throw new Error('no day')
  return day
}

const EARLIER: [Adjusts, number][][] = [
  [],
  [['percent', 20]],
  [
    ['percent', -50],
    ['add', 30],
  ],
  [['add', -1000]],
  [
    ['add', 40],
    ['total', 90],
  ],
]

it.each(EARLIER.flatMap((earlier) => [10, -70, 900].map((value) => ({ earlier, value }))))(
  'says beforehand what the server makes of a day: $earlier, then $value',
  ({ earlier, value }) => {
    const before = earlier.map(([by, stated], n) => held(n, by, stated))
    for (const by of ['percent', 'add', 'total'] as const) {
      if (by === 'total' && value < 0) continue
      const after = dayWith([...before, held(9, by, value)]).expected
      expect(adjustedDay(dayWith(before), before, { by, value })).toBeCloseTo(after, 9)
    }
  },
)

it('tells the days of a stretch that are quiet by the model, whatever hands made of them', () => {
  const week = [100, 110, 90, 100, 95, 4, 0].map((model, at) => ({ at, expected: model + 300, byHand: 300 }))
  expect(quietDays(week).map(({ at }) => at)).toEqual([5, 6])
  expect(quietDays(week.slice(0, 5))).toEqual([])
  expect(quietDays(week.slice(5, 6))).toEqual([])
  expect(quietDays([])).toEqual([])
})
