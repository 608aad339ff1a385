import { expect, it } from 'vitest'
import { forecast } from './forecast.ts'
import type { SpecialDay } from './special-days.ts'
import { madeSeries, START } from './test-series.ts'

const DAY = 86_400_000
const DAYS = 140
/** Two brands in one queue: of a usual day 6 in 10 contacts are the first's. A campaign doubles what comes for its brand. */
const [first, second] = [madeSeries(DAYS, 60, 600, 21), madeSeries(DAYS, 60, 400, 22)]
const FIRST = [37, 57, 78, 101, 123]
const twice = (values: Float64Array, days: readonly number[]) =>
  values.map((value, i) => (days.includes(Math.floor(i / 24)) ? 2 * value : value))
const ours = twice(first.values, FIRST)
const record = {
  times: first.times,
  values: ours.map((value, i) => value + (second.values[i] as number)),
  stepMinutes: 60,
  zone: 'UTC',
  horizon: 48,
}
const past = FIRST.map((day): [number, SpecialDay] => [START / DAY + day, { class: 'campaign', share: 0.6 }])
const tomorrow = (one: SpecialDay | null, days = past) => {
  const special = new Map([...days, ...(one ? [[START / DAY + DAYS, one] as const] : [])])
  const said = forecast({ ...record, special })
  return { sum: said.mean.subarray(0, 24).reduce((a, b) => a + b, 0), said }
}
const usual = tomorrow(null).sum

it('a class that was learned where it touched a part counts by the part that it touches', () => {
  const ratio = (share?: number) =>
    tomorrow({ class: 'campaign', ...(share === undefined ? {} : { share }) }).sum / usual
  const [same, other, all] = [ratio(0.6), ratio(0.4), ratio()] as [number, number, number]
  expect(same).toBeGreaterThan(1.5)
  expect(same).toBeLessThan(1.7)
  expect((other - 1) / (same - 1)).toBeCloseTo(0.4 / 0.6, 2)
  expect((all - 1) / (same - 1)).toBeCloseTo(1 / 0.6, 2)
  expect(ratio(0.01)).toBeCloseTo(1, 1)
})

it('what is expected of a part moves the whole by its share', () => {
  const { sum, said } = tomorrow({ class: 'campaign', share: 0.3, expected: 3 })
  expect(sum / usual).toBeCloseTo(1.6, 2)
  expect(said.explanation.ahead).toEqual([
    { day: START / DAY + DAYS, class: 'campaign', ratio: expect.closeTo(1.6, 6), share: 0.3 },
  ])
  expect(tomorrow({ class: 'outage', share: 0.3, expected: 0.01 }).sum / usual).toBeCloseTo(0.7, 1)
})

it('a day that a class hardly touched says nothing of it', () => {
  const noise = [50, 71, 92].map((day): [number, SpecialDay] => [
    START / DAY + day,
    { class: 'campaign', share: 0.05 },
  ])
  const one = { class: 'campaign', share: 0.6 }
  expect(tomorrow(one, [...past, ...noise]).sum / usual).toBeCloseTo(tomorrow(one).sum / usual, 1)
})

it('a holiday of a part closes that part where holidays of all were closed', () => {
  const closed = [60, 94]
  const values = record.values.map((value, i) => (closed.includes(Math.floor(i / 24)) ? Number.NaN : value))
  const days = closed.map((day): [number, SpecialDay] => [START / DAY + day, { class: 'holiday' }])
  const said = (one: SpecialDay) => {
    const special = new Map([...days, [START / DAY + DAYS, one]])
    const { mean, open } = forecast({ ...record, values, special })
    return { sum: mean.subarray(0, 24).reduce((a, b) => a + b, 0), open: open.subarray(0, 24).includes(1) }
  }
  expect(said({ class: 'holiday' })).toEqual({ sum: 0, open: false })
  const part = said({ class: 'holiday', share: 0.4 })
  expect(part.open).toBe(true)
  expect(part.sum / usual).toBeCloseTo(0.6, 1)
})
