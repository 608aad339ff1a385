import { describe, expect, it } from 'vitest'
import { seeded } from '../../seeded.ts'
import { costByServing, costBySets } from './serving.ts'

describe('what an interval costs', () => {
  const groups = [[0], [1], [2], [0, 1], [1, 2], [0, 1, 2]]

  it('is the same by the worst set of skills and by giving people away one after the other', () => {
    const random = seeded(11)
    const need = [0, 1, 2].map(() => Float64Array.from({ length: 60 }, () => Math.floor(random() * 6)))
    for (const short of [
      [10, 10, 10],
      [10, 15, 5],
      [1, 2, 30],
    ]) {
      const serving = { need, short, surplus: 0.2, groups }
      const bySets = costBySets(serving)
      const byServing = costByServing(serving, 20)
      for (let slot = 0; slot < 60; slot++) {
        for (let again = 0; again < 20; again++) {
          const present = Float64Array.from(groups, () => Math.floor(random() * 9) / 2)
          expect(bySets(slot, present)).toBeCloseTo(byServing(slot, present), 6)
        }
      }
    }
  })

  it('has somebody with two skills serve the dearer one, and counts whoever serves nothing as too many', () => {
    const cost = costBySets({
      need: [Float64Array.of(2), Float64Array.of(1)],
      short: [4, 9],
      surplus: 0.5,
      groups: [[0], [0, 1]],
    })
    expect(cost(0, Float64Array.of(1, 1))).toBe(4)
    expect(cost(0, Float64Array.of(4, 1))).toBe(1)
    // From the second place on, as many as there are groups.
    expect(cost(0, Float64Array.of(0, 0, 0, 0), 2)).toBe(2 * 4 + 9)
  })
})
