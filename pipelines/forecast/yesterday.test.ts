import { describe, expect, it } from 'vitest'
import { type Backtest, pastOrigins } from './backtest.ts'
import type { Cleaned } from './clean.ts'
import type { Grid } from './grid.ts'
import { spreadOf } from './spread.ts'
import type { Trials } from './trials.ts'
import { eveOf, Yesterday } from './yesterday.ts'

const SLOTS = 4
const DAYS = 40
const SAID = Float64Array.of(4, 6, 8, 5)

/** A record in which √ of what came is `root(day, slot)`; all of it open and believed. */
function record(root: (day: number, slot: number) => number): { grid: Grid; cleaned: Cleaned } {
  const x = Float64Array.from({ length: DAYS * SLOTS }, (_, i) => root(Math.floor(i / SLOTS), i % SLOTS))
  const grid: Grid = {
    zone: 'UTC',
    stepMinutes: 360,
    slots: SLOTS,
    firstDay: 0,
    days: DAYS,
    values: x.map((value) => value * value),
    endMs: 0,
  }
  const cleaned: Cleaned = {
    days: DAYS,
    slots: SLOTS,
    firstWeekday: 0,
    x,
    expected: x,
    weight: new Float64Array(DAYS).fill(1),
    open: new Uint8Array(DAYS * SLOTS).fill(1),
    opens: new Uint8Array(DAYS).fill(1),
    anomalies: [],
    missingDays: [],
    spikes: [],
  }
  return { grid, cleaned }
}

/** One member that always says the same. */
function backtestOf(eveDays: readonly number[]): Backtest {
  return {
    members: [{ name: 'one', run: () => [] }],
    origins: eveDays.map((day) => ({ day: day + 1, horizon: 1 })),
    said: [eveDays.map(() => SAID)],
    eves: eveDays.map((day) => ({ day, said: [SAID] })),
    errors: eveDays.map(() => Array.from({ length: 5 }, () => Float64Array.of(1))),
    volume: eveDays.map(() => new Float64Array(5).fill(100)),
  }
}

const EVES = [10, 15, 20, 25, 30]
const NOW = { day: DAYS - 1, said: [SAID] }
/** Weights of the only member. */
const ALONE = [Float64Array.of(1)]
const ones = new Float64Array(DAYS + 14).fill(1)
const said = (slot: number) => SAID[slot] as number

describe('what yesterday says', () => {
  it('is a quarter of its miss for today, half of that for tomorrow', () => {
    const { grid, cleaned } = record((_, slot) => 1.2 * said(slot))
    const factors = new Yesterday(grid, cleaned, backtestOf(EVES), ones).factors(NOW, ALONE)
    expect(factors(0)).toBeCloseTo(1 + 0.25 * 0.2, 9)
    expect(factors(1)).toBeCloseTo(1 + 0.125 * 0.2, 9)
    expect(factors(13)).toBeCloseTo(1, 4)
  })

  it('is nothing where days miss by no more than the noise of their intervals makes them', () => {
    const { grid, cleaned } = record((day, slot) => said(slot) + (slot % 2 === day % 2 ? 2 : -2))
    const factors = new Yesterday(grid, cleaned, backtestOf(EVES), ones).factors(NOW, ALONE)
    expect(factors(0)).toBe(1)
  })

  it('is nothing without a yesterday, or with few of them to learn from', () => {
    const { grid, cleaned } = record((_, slot) => 1.2 * said(slot))
    expect(new Yesterday(grid, cleaned, backtestOf(EVES), ones).factors(null, ALONE)(0)).toBe(1)
    expect(new Yesterday(grid, cleaned, backtestOf([10, 15]), ones).factors(NOW, ALONE)(0)).toBe(1)
  })

  it('is the last day that is known, over a weekend and not over a hole', () => {
    const { cleaned } = record(() => 1)
    cleaned.opens[20] = 0
    cleaned.weight[19] = 0
    expect(eveOf(cleaned, 20)).toBe(18)
    expect(eveOf(cleaned, 21)).toBe(18)
    cleaned.weight.fill(0, 12, 19)
    expect(eveOf(cleaned, 21)).toBeNull()
  })
})

describe('past origins', () => {
  it('are twenty of the last two months and some of each season before, none in the first third', () => {
    const days = pastOrigins(1000, 14).map(({ day }) => day)
    expect(days.filter((day) => day >= 940).length).toBe(20)
    expect(Math.min(...days)).toBeLessThan(1000 - 300)
    expect(Math.min(...pastOrigins(300, 14).map(({ day }) => day))).toBeGreaterThanOrEqual(100)
    for (const { day, horizon } of pastOrigins(1000, 14)) expect(day + horizon).toBeLessThanOrEqual(1000)
  })

  it('with little behind them make intervals as for the length of the record', () => {
    const { grid, cleaned } = record(() => 10)
    const longer = { ...cleaned, days: 200 }
    const widthFrom = (first: number) => {
      const n = 200
      const trials: Trials = {
        f: new Float64Array(n).fill(10),
        y: Float64Array.from({ length: n }, (_, i) => (10 + (i % 2 ? 1 : -1)) ** 2),
        lead: new Uint8Array(n),
        origin: Uint8Array.from({ length: n }, (_, i) => i % 20),
        slot: new Uint16Array(n),
        day: Int32Array.from({ length: n }, () => first),
      }
      return spreadOf(grid, longer, trials).quantile(10, 0, 0.9) - 10
    }
    expect(widthFrom(20) / widthFrom(200)).toBeCloseTo(Math.sqrt((1 + 10 / 200) / (1 + 10 / 20)), 9)
  })
})
