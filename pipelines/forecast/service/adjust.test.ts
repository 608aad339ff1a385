import { expect, it } from 'vitest'
import { countQuantile } from '../poisson.ts'
import { adjust } from './adjust.ts'
import type { Stated } from './by-hand.ts'
import { reasonsOf } from './reasons.ts'

const HOUR = 3_600_000
const BERLIN = 'Europe/Berlin'
const EXPLANATION = { originDay: 0, ahead: [], intraday: null }
const SHARES = { p05: 0.05, p10: 0.1, p50: 0.5, p90: 0.9, p95: 0.95 }

/** Hours from an instant on: nothing before 8 and from 20 o'clock of the zone on, else `k` of the k-th hour. */
function hours(from: string, count: number, zone = BERLIN) {
  const local = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' })
  const ms = Array.from({ length: count }, (_, i) => Date.parse(from) + i * HOUR)
  const wall = ms.map((at) => Number(local.format(at)))
  const mean = wall.map((hour) => (hour >= 8 && hour < 20 ? hour : 0))
  const bands = Object.fromEntries(
    Object.entries(SHARES).map(([name, share]) => [name, mean.map((one) => countQuantile(one, one, share))]),
  ) as Record<keyof typeof SHARES, number[]>
  return {
    time: ms.map((at) => new Date(at).toISOString()),
    open: mean.map((one) => one > 0),
    mean,
    average: mean,
    ...bands,
  }
}

let made = 0
const stated = (startsAt: string, endsAt: string, what: Partial<Stated>): Stated => {
  made += 1
  return { id: `a${made}`, startsAt, endsAt, recordedAt: `2026-01-01T00:00:${10 + made}Z`, ...what }
}
const at = (zone = BERLIN, came = 0) => ({ zone, stepMs: HOUR, came: () => came })
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** The local days around the clocks' change on 29 March 2026: 28 March, 23 hours of the 29th, 30 March. */
const DAYS = [
  ['2026-03-27T23:00:00Z', '2026-03-28T23:00:00Z'],
  ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
  ['2026-03-29T22:00:00Z', '2026-03-30T22:00:00Z'],
] as const
const spring = hours(DAYS[0][0], 71)
const dayOf = (values: readonly number[], day: number) =>
  sum(values.slice([0, 24, 47][day], [24, 47, 71][day]))

it('makes each local day the total that was asked, one of 23 hours too, in the shape that it had', () => {
  const { points } = adjust(spring, [stated(DAYS[0][0], DAYS[2][1], { total: 500 })], at())
  for (const day of [0, 1, 2]) expect(dayOf(points.mean, day)).toBeCloseTo(500, 9)
  const scale = 500 / dayOf(spring.mean, 0)
  points.mean.forEach((value, i) => {
    expect(value).toBeCloseTo((spring.mean[i] as number) * scale, 9)
  })
  expect(points.model).toBe(spring.mean)
})

it('takes percentages first, then additions, then totals, in whatever order they are stated', () => {
  const [from, to] = DAYS[1]
  const usual = dayOf(spring.mean, 1)
  const percent = stated(from, to, { percent: 50 })
  const double = stated(from, to, { percent: 100 })
  const more = stated(from, to, { add: 30 })
  const fewer = stated(from, to, { add: -10 })
  const said = (...all: Stated[]) => dayOf(adjust(spring, all, at()).points.mean, 1)
  expect(said(more, percent)).toBeCloseTo(usual * 1.5 + 30, 9)
  expect(said(fewer, double, more, percent)).toBeCloseTo(usual * 3 + 20, 9)
  const older = stated(from, to, { total: 70 })
  const newer = stated(from, to, { total: 90 })
  expect(said(newer, more, older, percent)).toBeCloseTo(90, 9)
})

it('takes no more away than there is, whatever else is added, and leaves other days alone', () => {
  const [from, to] = DAYS[0]
  const less = stated(from, to, { add: -1000 })
  const { points } = adjust(spring, [less], at())
  expect(dayOf(points.mean, 0)).toBe(0)
  expect([...points.mean, ...points.p05, ...points.p95].every((value) => value >= 0)).toBe(true)
  expect(points.p95.slice(0, 24).every((value) => value === 0)).toBe(true)
  expect(points.mean.slice(24)).toEqual(spring.mean.slice(24))
  const more = stated(from, to, { add: 900 })
  const both = (...all: Stated[]) => dayOf(adjust(spring, all, at()).points.mean, 0)
  expect(both(less, more)).toBeCloseTo(dayOf(spring.mean, 0) - 100, 9)
  expect(both(more, less)).toBe(both(less, more))
})

it('opens nothing: closed hours and closed days stay at 0', () => {
  const closed = { ...spring, open: spring.open.map((open, i) => open && i >= 24) }
  const within = (values: readonly number[]) => values.map((value, i) => (closed.open[i] ? value : 0))
  const shut = { ...closed, mean: within(closed.mean), p95: within(closed.p95) }
  const all = [stated(DAYS[0][0], DAYS[2][1], { add: 48 }), stated(DAYS[0][0], DAYS[1][1], { total: 99 })]
  const { points } = adjust(shut, all, at())
  points.mean.forEach((value, i) => {
    if (!closed.open[i]) expect([value, points.p95[i]]).toEqual([0, 0])
  })
  expect([0, 1, 2].map((day) => dayOf(points.mean, day))).toEqual([
    0,
    expect.closeTo(99, 9),
    expect.closeTo(dayOf(spring.mean, 2) + 48, 9),
  ])
})

it('puts contacts where the model has none by the 8-week average, and evenly where that has none either', () => {
  const total = stated(DAYS[0][0], DAYS[0][1], { total: 24 })
  const none = { ...spring, mean: spring.mean.map(() => 0) }
  const { mean } = adjust(none, [total], at()).points
  expect((mean[19] as number) / (mean[8] as number)).toBeCloseTo(19 / 8, 9)
  const blank = { ...none, average: none.mean }
  expect(adjust(blank, [total], at()).points.mean.slice(8, 20)).toEqual(new Array(12).fill(2))
})

it('means the hours between two instants, and of a longer interval their part', () => {
  const between = ['2026-03-28T09:00:00Z', '2026-03-28T11:30:00Z'] as const
  const { mean } = adjust(spring, [stated(...between, { total: 50 })], at()).points
  const [ten, eleven, twelve] = mean.slice(10, 13) as [number, number, number]
  expect(ten + eleven + (twelve - 12 / 2)).toBeCloseTo(50, 9)
  expect(mean[13]).toBe(13)
  const whole = { ...spring, time: [DAYS[0][0]], open: [true], mean: [100], average: [100] }
  const half = stated('2026-03-28T11:00:00Z', DAYS[0][1], { percent: -100 })
  expect(adjust(whole, [half], { ...at(), stepMs: 24 * HOUR }).points.mean).toEqual([50])
})

it('of the day under way leaves out what came, and adds what is the share of the hours ahead', () => {
  const rest = hours('2026-03-28T13:00:00Z', 10 + 23 + 24 * 6)
  const today = (all: Stated[], came = 0) => sum(adjust(rest, all, at(BERLIN, came)).points.mean.slice(0, 10))
  const total = stated(DAYS[0][0], DAYS[0][1], { total: 500 })
  expect(today([total], 180)).toBeCloseTo(320, 9)
  expect(today([total], 600)).toBe(0)
  const ahead = 14 + 15 + 16 + 17 + 18 + 19
  const day = ahead + 8 + 9 + 10 + 11 + 12 + 13
  const add = stated(DAYS[0][0], DAYS[0][1], { add: 50 })
  expect(today([add])).toBeCloseTo(ahead + (50 * ahead) / day, 9)
})

it('of a last day that the intervals cut gives its hours their share of a total', () => {
  const cut = hours(DAYS[0][0], 24 * 7 + 14)
  const last = stated('2026-04-03T22:00:00Z', '2026-04-04T22:00:00Z', { total: 324 })
  const { mean } = adjust(cut, [last], at()).points
  const held = mean.slice(24 * 7 - 1)
  expect(held[14]).toBeCloseTo((14 * 324) / (8 + 9 + 10 + 11 + 12 + 13 + 14 + 15 + 16 + 17 + 18 + 19), 9)
})

it('explains itself: what each did adds up to the day, in the order in which it applied', () => {
  const [from, to] = DAYS[1]
  const total = stated(from, to, { total: 400 })
  const more = stated(DAYS[0][0], to, { add: 30 })
  const percent = stated(from, to, { percent: -20 })
  const said = adjust(spring, [total, more, percent], at())
  const start = Date.parse(DAYS[0][0])
  const [before, day, after] = reasonsOf(said, EXPLANATION, BERLIN, start, start + 71 * HOUR)
  const usual = dayOf(spring.mean, 1)
  expect(day?.hand).toEqual([
    { id: percent.id, contacts: expect.closeTo(-0.2 * usual, 9) },
    { id: more.id, contacts: expect.closeTo(30, 9) },
    { id: total.id, contacts: expect.closeTo(400 - 0.8 * usual - 30, 9) },
  ])
  for (const one of [before, day, after]) {
    if (!one) throw new Error('a day is missing')
    const { level, weekday, movement, special, today, hand, byHand, expected } = one
    expect(sum(hand.map(({ contacts }) => contacts))).toBeCloseTo(byHand, 9)
    expect(level + weekday + movement + special + today + byHand).toBeCloseTo(expected, 9)
  }
  expect(before?.hand).toEqual([{ id: more.id, contacts: expect.closeTo(30, 9) }])
  expect(after?.hand).toEqual([])
})

it('moves intervals: pure chance stays pure chance, and doubt beyond it grows with the level', () => {
  const one = { time: [DAYS[0][0]], open: [true], average: [40] }
  const poisson = Object.fromEntries(
    Object.entries(SHARES).map(([name, share]) => [name, [countQuantile(40, 40, share)]]),
  ) as Record<keyof typeof SHARES, number[]>
  const day = { ...at(), stepMs: 24 * HOUR }
  const tenfold = stated(...DAYS[0], { total: 400 })
  const chance = adjust({ ...one, mean: [40], ...poisson }, [tenfold], day).points
  for (const name of Object.keys(SHARES) as (keyof typeof SHARES)[])
    expect(chance[name][0]).toBeCloseTo(countQuantile(400, 400, SHARES[name]), 6)
  const unsure = { p05: [1000], p10: [2000], p50: [10_000], p90: [30_000], p95: [40_000] }
  const half = stated(...DAYS[0], { percent: -50 })
  const said = adjust({ ...one, mean: [10_000], ...unsure }, [half], day).points
  expect((said.p90[0] as number) / 15_000).toBeCloseTo(1, 1)
  expect((said.p10[0] as number) / 1000).toBeCloseTo(1, 1)
  const quiet = { p05: [0], p10: [0], p50: [0], p90: [0], p95: [0] }
  const lifted = adjust({ ...one, mean: [0.01], ...quiet }, [stated(...DAYS[0], { total: 60 })], day).points
  expect(lifted.p10[0]).toBeGreaterThan(40)
  expect(lifted.p10[0]).toBeLessThan(60)
  expect(lifted.p90[0]).toBeGreaterThan(60)
  const ordered = [lifted.p05, lifted.p10, lifted.p50, lifted.p90, lifted.p95].map(([value]) => value ?? 0)
  expect(ordered).toEqual([...ordered].sort((a, b) => a - b))
})
