import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Backlog, Demand } from './demand.ts'
import { outcomes, requirement } from './requirement.ts'
import { tautString } from './taut-string.ts'
import { demandOf, settingsOf } from './test-cases.ts'

const HOUR = 3600
const plan = (demand: Demand, changes: object, backlog: Backlog | null = null) =>
  requirement({ demand, settings: settingsOf({ window_s: 4 * HOUR, ...changes }), backlog })

/** Work done in time, first come first served, minute by minute: contacts late, and left at the end. */
function byTheMinute(demand: Demand, agents: readonly number[], windowS: number, backlog: Backlog | null) {
  const queue: { work: number; due: number }[] = []
  let [open, late, left] = [0, 0, 0]
  const DT = 20
  if (backlog) queue.push({ work: backlog.contacts * (demand.handleTimeS[0] ?? 0), due: backlog.withinS })
  for (const [i, contacts] of demand.mean.entries()) {
    const [openS, work] = [demand.openS[i] ?? 0, contacts * (demand.handleTimeS[i] ?? 0)]
    if (openS === 0) queue.push({ work, due: open + windowS })
    for (let t = 0; t < openS; t += DT) {
      queue.push({ work: (work * DT) / openS, due: open + DT / 2 + windowS })
      let capacity = (agents[i] ?? 0) * DT
      while (capacity > 1e-9 && queue[0]) {
        const used = Math.min(capacity, queue[0].work)
        capacity -= used
        queue[0].work -= used
        if (open > queue[0].due + DT) late += used
        if (queue[0].work <= 1e-9) queue.shift()
      }
      open += DT
    }
  }
  for (const { work, due } of queue) {
    left += work
    if (due < open) late += work
  }
  return { late, left }
}

describe('work that may be put off', () => {
  it('clears a backlog as in the worked example: 200 there, 80 a day, 25 min each, 5.5 h a day, five days', () => {
    const demand = demandOf([80, 80, 80, 80, 80], 25 * 60, 5.5 * HOUR)
    const week = plan(demand, { window_s: 5.5 * HOUR }, { contacts: 200, withinS: 5 * 5.5 * HOUR })
    const people = week.map((one) => one.agents)
    expect(Math.max(...people)).toBe(10)
    // 600 × 25 min ÷ 5.5 h = 45.5 days of work.
    expect(people.reduce((sum, one) => sum + one, 0)).toBe(46)
    expect(week.at(-1)?.backlog).toBeLessThan(1)
    expect(week.map((one) => one.serviceLevel)).toEqual([1, 1, 1, 1, 1])
  })

  it('is spread over its window instead of staffed at its peak', () => {
    const demand = demandOf([0, 0, 120, 0, 0, 0, 0, 0, 0, 0, 0, 0], 300, 1800)
    const peak = (120 * 300) / 1800
    expect(Math.max(...plan(demand, { window_s: 1800 }).map((one) => one.agents))).toBeGreaterThanOrEqual(
      peak / 2,
    )
    expect(Math.max(...plan(demand, { window_s: 4 * HOUR }).map((one) => one.agents))).toBe(
      Math.ceil(peak / 9),
    )
  })

  it('that arrives at night starts its window at opening', () => {
    const open = [0, 0, 1800, 1800, 1800, 1800]
    const demand = { ...demandOf([30, 30, 0, 0, 0, 0], 300), openS: open }
    const night = plan(demand, { window_s: HOUR })
    // 60 × 300 s in two half-hours.
    expect(night.map((one) => one.agents)).toEqual([0, 0, 5, 5, 0, 0])
    expect(night[0]).toMatchObject({ serviceLevel: 1, backlog: 30 })
    expect(night[0]?.waitS).toBeGreaterThan(0)
    expect(night[0]?.waitS).toBeLessThan(HOUR)
  })

  it('is done in time, followed step by step, and no more is left at the end than there was', () => {
    const contacts = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 4, maxLength: 40 })
    fc.assert(
      fc.property(
        contacts,
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 100 }),
        (mean, closed, halfHours, waiting) => {
          const openS = mean.map((_, i) => (i > 0 && closed[i] ? 0 : 1800))
          if (openS.at(-1) === 0) openS[openS.length - 1] = 1800
          const demand = { ...demandOf(mean, 300), openS }
          const windowS = halfHours * 1800
          const backlog = { contacts: waiting, withinS: windowS }
          const agents = plan(demand, { window_s: windowS }, backlog).map((one) => one.agents)
          const work = mean.reduce((sum, one) => sum + one * 300, waiting * 300)
          const { late, left } = byTheMinute(demand, agents, windowS, backlog)
          // An idle moment within an interval may push one interval's worth to the next step.
          expect(late).toBeLessThanOrEqual(0.01 * work + 600)
          expect(left).toBeLessThanOrEqual(waiting * 300 + 0.02 * work + 600)
        },
      ),
      { numRuns: 100, seed: 11 },
    )
  })

  it('says what a thinner staff leads to', () => {
    const demand = demandOf(Array(20).fill(30), 300)
    const settings = settingsOf({ window_s: HOUR })
    const short = outcomes(
      { demand, settings, backlog: null },
      demand.mean.map(() => 4),
    )
    expect(short.at(-1)?.backlog).toBeCloseTo(20 * 30 - (20 * 4 * 1800) / 300, 6)
    expect(short[0]?.serviceLevel).toBe(1)
    expect(short[12]?.serviceLevel).toBe(0)
    expect(short.at(-1)?.serviceLevel).toBeNull()
  })

  it('keeps minimum presence and the cap on how busy people are', () => {
    const demand = demandOf(Array(8).fill(12), 300)
    expect(plan(demand, {}).map((one) => one.agents)).toEqual(Array(8).fill(2))
    expect(plan(demand, { minimum: 3 }).every((one) => one.agents === 3)).toBe(true)
    const capped = plan(demand, { targets: { occupancy: 0.8 } })
    expect(capped.reduce((sum, one) => sum + one.agents, 0)).toBe((8 * 2) / 0.8)
    for (const one of capped) expect(one.occupancy ?? 0).toBeLessThanOrEqual(0.8 + 1e-9)
  })
})

describe('taut string', () => {
  it('has the smallest peak of all paths: the largest slope that any two bounds force', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 80 })), {
          minLength: 1,
          maxLength: 25,
        }),
        (steps) => {
          const at = steps.map((_, i) => i + 1)
          let [low, high] = [0, 0]
          const upper = steps.map(([rise, gap]) => {
            high += rise + gap
            return high
          })
          const lower = steps.map(([rise]) => {
            low += rise
            return low
          })
          upper[upper.length - 1] = low
          for (let i = upper.length - 2; i >= 0; i--) upper[i] = Math.min(upper[i] ?? 0, upper[i + 1] ?? 0)
          const path = [0, ...tautString(at, lower, upper)]
          path.slice(1).forEach((y, i) => {
            expect(y).toBeGreaterThanOrEqual((lower[i] ?? 0) - 1e-9)
            expect(y).toBeLessThanOrEqual((upper[i] ?? 0) + 1e-9)
          })
          const slopes = path.slice(1).map((y, i) => y - (path[i] ?? 0))
          const forced = at.flatMap((to, j) =>
            [0, ...at]
              .slice(0, j + 1)
              .map((from, i) => ((lower[j] ?? 0) - (i === 0 ? 0 : (upper[i - 1] ?? 0))) / (to - from)),
          )
          expect(Math.max(...slopes)).toBeCloseTo(Math.max(0, ...forced), 6)
        },
      ),
      { numRuns: 300, seed: 3 },
    )
  })
})
