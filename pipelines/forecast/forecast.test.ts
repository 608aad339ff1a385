import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ForecastInput, forecast } from './forecast.ts'
import type { SpecialDay } from './special-days.ts'
import { madeSeries, START } from './test-series.ts'

const DAY = 86_400_000
const HALF_HOURS = { stepMinutes: 30, zone: 'UTC' }
const ask = (input: Partial<ForecastInput> & Pick<ForecastInput, 'times' | 'values'>) =>
  forecast({ ...HALF_HOURS, horizon: 14 * 48, ...input })

function wape(said: ArrayLike<number>, came: ArrayLike<number>): number {
  let off = 0
  let total = 0
  for (let i = 0; i < came.length; i++) {
    off += Math.abs((said[i] as number) - (came[i] as number))
    total += came[i] as number
  }
  return off / total
}

describe('laws', () => {
  const made = madeSeries(70, 30, 600)
  const said = ask(made)

  it('a series of another unit is forecast in that unit', () => {
    const scaled = ask({ times: made.times, values: made.values.map((value) => value * 1000) })
    for (let i = 0; i < said.mean.length; i++) {
      expect(scaled.mean[i]).toBeCloseTo(1000 * (said.mean[i] as number), 4)
      expect(scaled.quantiles[4]?.[i]).toBeCloseTo(1000 * (said.quantiles[4]?.[i] as number), 4)
    }
  })

  it('the same weeks later in a year without effects of the season give the same forecast', () => {
    const later = ask({ times: made.times.map((ms) => ms + 364 * DAY), values: made.values })
    expect(later.explanation.season.monthly).toBe(said.explanation.season.monthly)
    if (said.explanation.season.monthly === 0) expect(later.mean).toEqual(said.mean)
  })

  it('whatever comes, nothing is negative, not finite or out of order', () => {
    const value = fc.oneof(fc.nat(50), fc.constant(0), fc.constant(Number.NaN), fc.nat(1_000_000))
    const series = fc.array(value, { minLength: 1, maxLength: 24 * 40 })
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 24 * 20 }), (values, horizon) => {
        const times = values.map((_, i) => START + i * 3_600_000)
        const { mean, quantiles } = forecast({
          times,
          values,
          stepMinutes: 60,
          zone: 'Europe/Berlin',
          horizon,
        })
        expect(mean.length).toBe(horizon)
        const wrong = Array.from(mean, (one, i) => [one, 0, ...quantiles.map((q) => q[i] as number)]).filter(
          ([one = Number.NaN, ...row]) =>
            one < 0 ||
            ![one, ...row].every(Number.isFinite) ||
            row.some((each, k) => k > 0 && each < (row[k - 1] as number)),
        )
        expect(wrong).toEqual([])
      }),
      { numRuns: 40, seed: 7 },
    )
  })

  it('knows nothing of what comes after the record', () => {
    const cut = 60 * 48
    const until = made.times[cut] as number
    const other = made.values.map((value, i) => (i < cut ? value : value * 7 + 3))
    const upTo = (values: Float64Array) =>
      ask({ times: made.times.subarray(0, cut), values: values.subarray(0, cut), untilMs: until })
    expect(upTo(other).mean).toEqual(upTo(made.values).mean)
  })
})

describe('known answers', () => {
  it('a queue that repeats itself is forecast as it is', () => {
    const times = Float64Array.from({ length: 56 * 48 }, (_, i) => START + i * 1_800_000)
    const pattern = (i: number) => (Math.floor(i / 48) % 7 === 6 ? 3 : 10) * ((i % 48) + 1)
    const { mean, quantiles } = ask({ times, values: times.map((_, i) => pattern(i)) })
    mean.forEach((one, i) => {
      expect(one / pattern(i)).toBeCloseTo(1, 1)
    })
    const width = ((quantiles[4]?.[40] as number) - (quantiles[0]?.[40] as number)) / pattern(40)
    expect(width).toBeLessThan(0.05)
  })

  it('is nearer than the 8-week average on a queue whose level wanders, and its intervals hold what they promise', () => {
    let ours = 0
    let average = 0
    let inside = 0
    let n = 0
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { times, values } = madeSeries(140, 60, 400, seed)
      const at = 126 * 24
      const { mean, quantiles } = forecast({
        times: times.subarray(0, at),
        values: values.subarray(0, at),
        stepMinutes: 60,
        zone: 'UTC',
        horizon: 14 * 24,
      })
      const came = values.subarray(at)
      const usual = came.map((_, i) => {
        let sum = 0
        for (let week = 1; week <= 8; week++) sum += values[at + (i % 168) - 168 * week] as number
        return sum / 8
      })
      ours += wape(mean, came)
      average += wape(usual, came)
      came.forEach((y, i) => {
        n += 1
        if (y >= (quantiles[1]?.[i] as number) && y <= (quantiles[3]?.[i] as number)) inside += 1
      })
    }
    expect(ours).toBeLessThan(average)
    expect(inside / n).toBeGreaterThan(0.75)
  })

  it('a quiet queue is expected to get its share in the rest of a day', () => {
    // Two a day at hours that wander: only whole days are mostly not empty, and today is not over.
    const upToNoon = 60 * 24 + 12
    const times = Array.from({ length: upToNoon }, (_, hour) => START + hour * 3_600_000)
    const values = times.map((_, hour) => ((hour % 24) % 12 === (7 * Math.floor(hour / 24)) % 12 ? 1 : 0))
    const { mean } = forecast({ times, values, stepMinutes: 60, zone: 'UTC', horizon: 36 })
    const sum = (hours: Float64Array) => hours.reduce((total, value) => total + value)
    expect(sum(mean.subarray(0, 12))).toBeCloseTo(1, 0)
    expect(sum(mean.subarray(12, 36))).toBeCloseTo(2, 0)
  })

  it('counts of a quiet queue are not lost on the way through the square root', () => {
    const { times, values } = madeSeries(126, 30, 12, 3)
    const at = 112 * 48
    const { mean } = ask({ times: times.subarray(0, at), values: values.subarray(0, at) })
    const before = values.subarray(at - 56 * 48, at).reduce((a, b) => a + b, 0) / 56
    expect(mean.reduce((a, b) => a + b, 0) / 14 / before).toBeGreaterThan(0.85)
    expect(mean.reduce((a, b) => a + b, 0) / 14 / before).toBeLessThan(1.15)
  })

  it('closed hours are found in the record and stay closed', () => {
    const made = madeSeries(70, 30, 600)
    const isOpen = (i: number) => Math.floor(i / 48) % 7 < 5 && i % 48 >= 16 && i % 48 < 36
    const kept = [...made.times.keys()].filter(isOpen)
    const said = ask({
      times: kept.map((i) => made.times[i] as number),
      values: kept.map((i) => made.values[i] as number),
      untilMs: START + 70 * DAY,
    })
    said.open.forEach((open, i) => {
      expect(open === 1).toBe(isOpen(i))
      if (!open) expect(said.mean[i]).toBe(0)
    })
  })

  it('a holiday is learned from the holidays before it', () => {
    const made = madeSeries(140, 60, 500, 9)
    const holidays = [16, 37, 60, 80, 101, 122, 142]
    const values = made.values.map((value, i) =>
      holidays.includes(Math.floor(i / 24)) ? Math.round(value * 0.3) : value,
    )
    const special = new Map<number, SpecialDay>(
      holidays.map((day) => [START / DAY + day, { class: 'holiday' }]),
    )
    const day = (from: Float64Array, at: number) =>
      from.subarray(24 * at, 24 * at + 24).reduce((a, b) => a + b, 0)
    const base = { times: made.times, values, stepMinutes: 60, zone: 'UTC', horizon: 7 * 24 }
    const told = forecast({ ...base, special })
    const untold = forecast(base)
    expect(day(told.mean, 2) / day(untold.mean, 2)).toBeGreaterThan(0.2)
    expect(day(told.mean, 2) / day(untold.mean, 2)).toBeLessThan(0.45)
    expect(told.explanation.ahead).toMatchObject([{ day: START / DAY + 142, class: 'holiday' }])
  })

  it('a holiday on which the record shows nobody is closed', () => {
    const made = madeSeries(98, 60, 500, 9)
    const values = made.values.map((value, i) => (Math.floor(i / 24) === 60 ? Number.NaN : value))
    const special = new Map<number, SpecialDay>(
      [60, 99].map((day) => [START / DAY + day, { class: 'holiday' }]),
    )
    const said = forecast({ times: made.times, values, stepMinutes: 60, zone: 'UTC', horizon: 72, special })
    expect(said.open.subarray(24, 48).every((open) => open === 0)).toBe(true)
    expect(said.open.subarray(0, 24).every((open) => open === 1)).toBe(true)
  })

  it('an event that the record does not know takes what a person expects of it', () => {
    const made = madeSeries(98, 60, 500, 4)
    const base = { times: made.times, values: made.values, stepMinutes: 60, zone: 'UTC', horizon: 48 }
    const special = new Map([[START / DAY + 98, { class: 'campaign', expected: 1.3 }]])
    const [plain, lifted] = [forecast(base), forecast({ ...base, special })]
    const sum = (values: Float64Array) => values.subarray(0, 24).reduce((a, b) => a + b, 0)
    expect(sum(lifted.mean) / sum(plain.mean)).toBeCloseTo(1.3, 1)
    const unstated = forecast({ ...base, special: new Map([[START / DAY + 98, { class: 'campaign' }]]) })
    expect(unstated.warnings).toContainEqual({ code: 'unknown_event', class: 'campaign' })
  })
})

describe('within the day', () => {
  it('a day that runs high lifts its rest, and the intervals of the rest get no wider', () => {
    const made = madeSeries(127, 30, 2000, 11)
    const cut = 126 * 48 + 26
    const record = (factor: number) => ({
      times: made.times.subarray(0, cut),
      values: made.values
        .subarray(0, cut)
        .map((value, i) => (i >= 126 * 48 ? Math.round(value * factor) : value)),
    })
    const rest = (values: Float64Array) => values.subarray(0, 22).reduce((a, b) => a + b, 0)
    const [low, high] = [ask(record(0.8)), ask(record(1.2))]
    expect(rest(high.mean)).toBeGreaterThan(rest(low.mean))
    expect(high.explanation.intraday?.ratio).toBeGreaterThan(1)
    expect(high.explanation.intraday?.narrowing).toBeLessThanOrEqual(1)
  })
})

describe('bad input', () => {
  it('three days of history give a usable answer and say so', () => {
    const { times, values } = madeSeries(3, 30, 600)
    const said = ask({ times, values })
    const day = (n: number) => said.mean.subarray(48 * n, 48 * n + 48).reduce((a, b) => a + b, 0)
    expect(said.warnings).toContainEqual({ code: 'short_history', days: 3 })
    expect(day(1)).toBeGreaterThan(300)
    expect(day(1)).toBeLessThan(1200)
    expect(said.quantiles[4]?.[24]).toBeGreaterThan(said.mean[24] as number)
  })

  it('all zeros stay zero', () => {
    const { times } = madeSeries(40, 30, 1)
    const said = ask({ times, values: times.map(() => 0) })
    expect(said.mean.every((one) => one === 0)).toBe(true)
    expect(said.warnings).toContainEqual({ code: 'nothing_came' })
  })

  it('one giant spike hardly moves the forecast', () => {
    const { times, values } = madeSeries(70, 30, 600)
    const plain = ask({ times, values })
    const spiked = ask({ times, values: values.map((value, i) => (i === 66 * 48 + 26 ? 1e7 : value)) })
    expect(wape(spiked.mean, plain.mean)).toBeLessThan(0.1)
    expect(spiked.warnings.map(({ code }) => code)).toContain('spikes')
  })

  it('a month without values is filled from before, and named', () => {
    const { times, values } = madeSeries(112, 30, 600)
    const gone = (i: number) => i >= 60 * 48 && i < 90 * 48
    const said = ask({ times, values: values.map((value, i) => (gone(i) ? Number.NaN : value)) })
    expect(said.warnings).toContainEqual({ code: 'gap', days: 30 })
    expect(wape(said.mean, ask({ times, values }).mean)).toBeLessThan(0.15)
  })

  it('a zone whose clocks change keeps the local hour', () => {
    const made = madeSeries(84, 60, 600, 2)
    const inBerlin = { ...made, times: made.times.map((ms) => ms - 3_600_000) }
    const said = forecast({ ...inBerlin, stepMinutes: 60, zone: 'Europe/Berlin', horizon: 24 * 7 })
    const local = new Intl.DateTimeFormat('en', {
      timeZone: 'Europe/Berlin',
      hour: 'numeric',
      hourCycle: 'h23',
    })
    const busiest = (from: number) => {
      const day = said.mean.subarray(from, from + 24)
      return Number(local.format(said.times[from + day.indexOf(Math.max(...day))]))
    }
    expect([12, 13]).toContain(busiest(0))
    expect([12, 13]).toContain(busiest(96))
    expect(said.times.length).toBe(168)
  })
})
