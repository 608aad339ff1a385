import { describe, expect, it } from 'vitest'
import { Random } from './random.ts'
import { Schedule } from './schedule.ts'

describe('Schedule', () => {
  it('gives things back by instant, and those of one instant in the order they came', () => {
    const random = new Random(7)
    const schedule = new Schedule<number>()
    const put = Array.from({ length: 500 }, (_, n) => ({ at: random.below(40), n }))
    for (const { at, n } of put) schedule.push(at, n)
    const expected = put.toSorted((a, b) => a.at - b.at || a.n - b.n).map(({ n }) => n)
    expect(Array.from(put, () => schedule.pop())).toEqual(expected)
    expect(schedule.pop()).toBeUndefined()
  })

  it('keeps the order while things are put in between', () => {
    const random = new Random(8)
    const schedule = new Schedule<number>()
    let now = 0
    for (let step = 0; step < 2000; step++) {
      schedule.push(now + random.below(50), step)
      if (!random.chance(0.5)) continue
      const next = schedule.nextAt
      schedule.pop()
      expect(next).toBeGreaterThanOrEqual(now)
      now = next
    }
  })
})
