import { describe, expect, it } from 'vitest'
import { seeded } from '../seeded.ts'
import { forecast } from './forecast.ts'
import { normalQuantile } from './normal.ts'
import { countQuantile } from './poisson.ts'
import { poisson, START } from './test-series.ts'

const DAY = 86_400_000

/** Two weeks ahead of `days` days from a weekday (Monday 0) on; `come(day, slot)` is NaN where nothing is known. */
function beyond(days: number, come: (day: number, slot: number) => number, stepMinutes = 30, weekday = 0) {
  const slots = 1440 / stepMinutes
  const from = START + weekday * DAY
  const times = Float64Array.from({ length: days * slots }, (_, i) => from + i * stepMinutes * 60_000)
  const values = times.map((_, i) => come(Math.floor(i / slots), i % slots))
  const untilMs = from + days * DAY
  const said = forecast({ times, values, stepMinutes, zone: 'UTC', horizon: 14 * slots, untilMs })
  const at = (day: number, slot: number) => said.mean[day * slots + slot] as number
  const total = (day: number) => said.mean.subarray(day * slots, (day + 1) * slots).reduce((a, b) => a + b, 0)
  return { ...said, at, total }
}

describe('a record of days', () => {
  it.each([
    [1, 30],
    [2, 30],
    [3, 15],
    [3, 30],
    [3, 60],
    [3, 1440],
    [10, 15],
    [25, 60],
  ])('that is 30 in every interval of %i days of %i minutes goes on so, give or take', (days, step) => {
    const { mean, quantiles } = beyond(days, () => 30, step)
    for (const one of mean) expect(one).toBeCloseTo(30, 6)
    const [low, high] = [quantiles[1] as Float64Array, quantiles[3] as Float64Array]
    mean.forEach((_, i) => {
      expect(low[i]).toBeGreaterThan(15)
      expect(low[i]).toBeLessThan(29)
      expect(high[i]).toBeGreaterThan(31)
      expect(high[i]).toBeLessThan(50)
    })
  })

  it.each([2, 3, 5, 10, 21])('of chance alone, %i days long, holds most of what chance does next', (days) => {
    let inside = 0
    let n = 0
    let sum = 0
    for (let seed = 1; seed <= 12; seed++) {
      const random = seeded(seed)
      const { mean, quantiles } = beyond(days, () => poisson(30, random), 60)
      mean.forEach((one, i) => {
        const y = poisson(30, random)
        inside += y >= (quantiles[1]?.[i] as number) && y <= (quantiles[3]?.[i] as number) ? 1 : 0
        sum += one
        n += 1
      })
    }
    expect(sum / n / 30).toBeCloseTo(1, 1)
    expect(inside / n).toBeGreaterThan(0.76)
    expect(inside / n).toBeLessThan(0.96)
  })

  it('with a weekend takes weekdays it has not seen for weekdays, and is surer of those it has', () => {
    const thursday = 3
    const { total, quantiles } = beyond(5, (day) => (day === 2 || day === 3 ? 10 : 30), 30, thursday)
    const tuesday = 0
    for (const workday of [0, 1, 2, 3, 6]) expect(total(tuesday + workday)).toBeCloseTo(30 * 48, 6)
    for (const weekend of [4, 5]) expect(total(tuesday + weekend)).toBeCloseTo(10 * 48, 6)
    const width = (day: number) => (quantiles[3]?.[48 * day] as number) - (quantiles[1]?.[48 * day] as number)
    expect(width(1)).toBeGreaterThan(1.5 * width(2))
  })

  it('of office hours opens on the other workdays in office hours only', () => {
    const office = (day: number, slot: number) =>
      day === 2 || day === 3 || slot < 16 || slot >= 36 ? Number.NaN : 30
    const { total, open } = beyond(5, office, 30, 3)
    for (const workday of [0, 1, 2, 3, 6, 7]) expect(total(workday)).toBeCloseTo(30 * 20, 6)
    for (const weekend of [4, 5]) expect(total(weekend)).toBe(0)
    expect(open.subarray(0, 48).reduce((a, b) => a + b, 0)).toBe(20)
  })

  it.each([3, 5, 8, 20])('does not follow one giant spike in %i days', (days) => {
    const spiked = beyond(days, (day, slot) => (day === 1 && slot === 26 ? 1e6 : 30))
    for (const one of spiked.mean) expect(one).toBeCloseTo(30, 6)
    expect(spiked.warnings).toContainEqual({ code: 'spikes', intervals: 1 })
  })

  it('keeps what comes every Monday at nine', () => {
    const { at, warnings } = beyond(14, (day, slot) => (day % 7 === 0 && slot === 18 ? 600 : 30))
    expect(at(0, 18)).toBeGreaterThan(300)
    expect(at(1, 18)).toBeLessThan(60)
    expect(warnings.map(({ code }) => code)).not.toContain('spikes')
  })

  it('with a hole of a month in it is open after the hole', () => {
    const { total } = beyond(40, (day) => (day >= 4 && day < 34 ? Number.NaN : 30))
    for (let day = 0; day < 14; day++) expect(total(day)).toBeCloseTo(30 * 48, 6)
  })

  it('that ends in three weeks of nothing known is surer of tomorrow without them', () => {
    const random = seeded(3)
    const level = Array.from({ length: 90 }, () => 0)
    for (let day = 1; day < 90; day++) level[day] = (level[day - 1] as number) + 0.1 * (random() - 0.5)
    const come = (day: number) => Math.round(200 * Math.exp(level[day] as number))
    const width = ({ mean, quantiles }: ReturnType<typeof beyond>) =>
      ((quantiles[3]?.[20] as number) - (quantiles[1]?.[20] as number)) / (mean[20] as number)
    const fresh = beyond(90, come, 60)
    const stale = beyond(90, (day) => (day < 69 ? come(day) : Number.NaN), 60)
    expect(width(stale)).toBeGreaterThan(1.5 * width(fresh))
  })

  it('of zeros stays at zero', () => {
    const { mean, quantiles, warnings } = beyond(3, () => 0)
    for (const row of [mean, ...quantiles]) expect(row.every((one) => one === 0)).toBe(true)
    expect(warnings.map(({ code }) => code)).toEqual(['short_history', 'nothing_came'])
  })
})

describe('quantiles', () => {
  it('of the normal distribution are those of its tables', () => {
    for (const [p, z] of [
      [0.5, 0],
      [0.9, 1.2815515655],
      [0.975, 1.9599639845],
      [0.001, -3.0902323062],
    ] as const)
      expect(normalQuantile(p)).toBeCloseTo(z, 7)
  })

  it.each([
    [0.4, 3],
    [30, 30],
    [120, 900],
    [499, 499],
    [501, 501],
    [2000, 90_000],
  ])(
    'of counts with mean %d and variance %d are where the sums of their masses pass the share',
    (mean, variance) => {
      for (const p of [0.05, 0.5, 0.95]) {
        const found = countQuantile(mean, variance, p)
        expect(Math.abs(found - quantileBySums(mean, variance, p))).toBeLessThanOrEqual(
          mean > 500 ? 0.005 * mean : 0,
        )
      }
    },
  )

  it('of counts end, however far they spread', () => {
    for (const variance of [1e9, 1e15]) {
      for (const mean of [1e-6, 1, 1e6])
        expect(countQuantile(mean, variance, 0.95)).toBeLessThanOrEqual(20 * mean)
    }
  })
})

/** Masses of the negative binomial (Poisson) distribution by their logarithms, one after the other. */
function quantileBySums(mean: number, variance: number, p: number): number {
  const size = variance > mean ? mean ** 2 / (variance - mean) : 1e12
  let log = -size * Math.log1p(mean / size)
  let sum = Math.exp(log)
  let k = 0
  while (sum < p) {
    k += 1
    log += Math.log((size + k - 1) / k) + Math.log(mean / (size + mean))
    sum += Math.exp(log)
  }
  return k
}
