import { describe, expect, it } from 'vitest'
import type { Backtest } from './backtest.ts'
import { weightsOf } from './combine.ts'

/** Two members at origins three days apart; `errors(o)` of each, in all buckets alike. */
function backtest(origins: number, errors: (origin: number) => [number, number]): Backtest {
  return {
    members: [0, 1].map((k) => ({ name: `member ${k}`, run: () => [] })),
    origins: Array.from({ length: origins }, (_, o) => ({ day: 30 + 3 * o, horizon: 14 })),
    said: [],
    eves: [],
    errors: Array.from({ length: origins }, (_, o) =>
      Array.from({ length: 5 }, () => Float64Array.from(errors(o))),
    ),
    volume: Array.from({ length: origins }, () => new Float64Array(5).fill(100)),
  }
}

describe('weights of members', () => {
  it('are even for members that err alike, and favour the one that erred less', () => {
    for (const [a, b] of weightsOf(backtest(6, () => [4, 4]))) expect([a, b]).toEqual([0.5, 0.5])
    for (const weights of weightsOf(backtest(6, () => [2, 4]))) {
      expect((weights[0] as number) / (weights[1] as number)).toBeGreaterThanOrEqual(8)
      expect((weights[0] as number) + (weights[1] as number)).toBeCloseTo(1, 12)
    }
  })

  it('tell members apart more sharply for the next day than for far ones', () => {
    const [day, , , , far] = weightsOf(backtest(6, () => [2, 3]))
    expect(day?.[0]).toBeGreaterThan(0.95)
    expect(far?.[0]).toBeLessThan(0.9)
  })

  it('of a tried origin do not know what came of it', () => {
    const plain = weightsOf(
      backtest(12, () => [3, 4]),
      5,
    )
    const other = backtest(12, (o) => (o === 5 ? [900, 1] : [3, 4]))
    expect(weightsOf(other, 5)).toEqual(plain)
    expect(weightsOf(other)).not.toEqual(plain)
  })
})
