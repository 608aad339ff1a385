import { describe, expect, it } from 'vitest'
import { Random, trait } from './random.ts'

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
const draw = (n: number, one: () => number) => Array.from({ length: n }, one)

describe('Random', () => {
  it('repeats itself for a seed and stream, and for no other', () => {
    const of = (seed: number, stream: number) => {
      const random = new Random(seed, stream)
      return draw(5, () => random.next())
    }
    expect(of(1, 2)).toEqual(of(1, 2))
    expect(of(1, 2)).not.toEqual(of(1, 3))
    expect(of(1, 2)).not.toEqual(of(2, 2))
  })

  it('draws from the distributions that it names', () => {
    const random = new Random(3)
    expect(mean(draw(20_000, () => random.exponential(5)))).toBeCloseTo(5, 0)
    expect(mean(draw(20_000, () => random.poisson(0.3)))).toBeCloseTo(0.3, 1)
    expect(mean(draw(20_000, () => random.poisson(60)))).toBeCloseTo(60, 0)
    expect(draw(9999, () => random.lognormal(10, 0.8)).toSorted((a, b) => a - b)[4999]).toBeCloseTo(10, 0)
    const picks = draw(20_000, () => random.weighted([1, 2, 1], 4))
    expect(picks.filter((pick) => pick === 1).length / picks.length).toBeCloseTo(0.5, 1)
  })

  it('gives every customer traits of their own', () => {
    const traits = Array.from({ length: 10_000 }, (_, customer) => trait(customer, 1))
    expect(mean(traits)).toBeCloseTo(0.5, 1)
    expect(new Set(traits).size).toBeGreaterThan(9_990)
    expect(trait(5, 1)).not.toBe(trait(5, 2))
  })
})
