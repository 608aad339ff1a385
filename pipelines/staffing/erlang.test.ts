import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { erlangA } from './erlang-a.ts'
import { erlangB } from './erlang-b.ts'
import { erlangC } from './erlang-c.ts'
import { answerErlang } from './erlang-cases.ts'

const VECTORS = new URL('../../../shared/vectors/erlang.json', import.meta.url)

interface Vector {
  model: string
  input: Record<string, number>
  expected: Record<string, number | null>
  tol: number | Record<string, number>
}

describe.skipIf(!existsSync(VECTORS))('published answers (../shared/vectors, where present)', () => {
  it('are met within the tolerance of each', () => {
    const vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as Vector[]
    const off = vectors.flatMap(({ model, input, expected, tol }) => {
      const answer = answerErlang({ model, input })
      return Object.entries(expected).flatMap(([key, value]) => {
        const allowed = typeof tol === 'number' ? tol : (tol[key] ?? 0)
        if (value === null || Math.abs(Number(answer[key]) - value) <= allowed) return []
        return [{ model, input, key, value, answer: answer[key] }]
      })
    })
    expect(off).toEqual([])
    expect(vectors.length).toBeGreaterThan(40)
  })
})

/** Erlang A by the plain chain over so many states, and the wait by stepping the line through time. */
function byHand(load: number, handleTimeS: number, patienceS: number, agents: number, withinS: number) {
  const [lambda, mu, theta] = [load / handleTimeS, 1 / handleTimeS, 1 / patienceS]
  const rate = (j: number) => Math.min(j, agents) * mu + Math.max(0, j - agents) * theta
  const p = [1]
  for (let j = 1; j < agents + 400; j++) p.push(((p[j - 1] ?? 0) * lambda) / rate(j))
  const total = p.reduce((sum, one) => sum + one, 0)
  const wait = p.map((one) => one / total)
  const free = wait.slice(0, agents).reduce((sum, one) => sum + one, 0)
  // Tagged customer behind k others: small steps of the pure death process, giving up at rate theta.
  const steps = 20_000
  const dt = withinS / steps
  let places = wait.slice(agents)
  let answered = 0
  for (let step = 0; step < steps; step++) {
    const leaves = (k: number) => agents * mu + k * theta
    answered += (places[0] ?? 0) * agents * mu * dt
    places = places.map(
      (mass, k) => mass * (1 - dt * (leaves(k) + theta)) + (places[k + 1] ?? 0) * dt * leaves(k + 1),
    )
  }
  const waiting = wait.reduce((sum, one, j) => sum + Math.max(0, j - agents) * one, 0)
  return { serviceLevel: free + answered, waits: 1 - free, abandoned: (theta * waiting) / lambda }
}

describe('Erlang A', () => {
  it.each([
    [10, 180, 300, 13, 20],
    [6, 360, 600, 5, 60],
    [50, 300, 180, 45, 30],
    [30, 240, 90, 12, 45],
  ])('agrees with the chain stepped through time: A %d, %d s, patience %d s, %d agents', (...args) => {
    const [load, handleTimeS, patienceS, agents, withinS] = args
    const hand = byHand(load, handleTimeS, patienceS, agents, withinS)
    const solved = erlangA({ load, handleTimeS, patienceS, agents, withinS })
    expect(solved.waits).toBeCloseTo(hand.waits, 10)
    expect(solved.abandoned).toBeCloseTo(hand.abandoned, 10)
    expect(solved.serviceLevel).toBeCloseTo(hand.serviceLevel, 3)
  })

  it('is the Poisson law where patience equals handle time', () => {
    for (const [load, agents] of [
      [10, 13],
      [120, 100],
      [3000, 3050],
    ] as const) {
      let logTerm = -load
      let below = 0
      for (let j = 0; j < agents; j++) {
        below += Math.exp(logTerm)
        logTerm += Math.log(load / (j + 1))
      }
      const { waits } = erlangA({ load, handleTimeS: 60, patienceS: 60, agents, withinS: null })
      expect(waits).toBeCloseTo(1 - below, 9)
    }
  })

  it('becomes Erlang C as patience grows and Erlang B as it vanishes', () => {
    const given = { load: 48, handleTimeS: 240, agents: 55, withinS: 15 }
    const patient = erlangA({ ...given, patienceS: 1e9 })
    const plain = erlangC(given)
    for (const key of ['waits', 'serviceLevel', 'waitS', 'occupancy'] as const) {
      expect(patient[key]).toBeCloseTo(plain[key] ?? Number.NaN, 4)
    }
    expect(erlangA({ ...given, patienceS: 1e-9 }).abandoned).toBeCloseTo(erlangB(48, 55), 9)
    expect(erlangA({ ...given, patienceS: 0 }).abandoned).toBeCloseTo(erlangB(48, 55), 12)
  })

  it('depends on ratios of times only', () => {
    const one = erlangA({ load: 20, handleTimeS: 180, patienceS: 120, agents: 21, withinS: 20 })
    const ten = erlangA({ load: 20, handleTimeS: 1800, patienceS: 1200, agents: 21, withinS: 200 })
    expect(ten.serviceLevel).toBeCloseTo(one.serviceLevel ?? Number.NaN, 12)
    expect(ten.waitS).toBeCloseTo(10 * one.waitS, 9)
  })

  it('stays sound for thousands of agents, free or in overload, and for any patience', () => {
    for (const agents of [4500, 5000, 5500, 9000]) {
      for (const patienceS of [1, 300, 1e5, 1e8]) {
        const solved = erlangA({ load: 5000, handleTimeS: 300, patienceS, agents, withinS: 30 })
        // Flow in is flow out: what is not given up keeps agents busy.
        expect((5000 * (1 - solved.abandoned)) / agents).toBeCloseTo(solved.occupancy, 9)
        expect(solved.serviceLevel).toBeGreaterThanOrEqual(0)
        expect(solved.serviceLevel).toBeLessThanOrEqual(1)
      }
    }
    const overrun = erlangA({ load: 6000, handleTimeS: 300, patienceS: 200, agents: 4000, withinS: 30 })
    expect(overrun.abandoned).toBeCloseTo(1 / 3, 6)
  })

  it('is never worse with one more agent', () => {
    let before = erlangA({ load: 60, handleTimeS: 200, patienceS: 100, agents: 1, withinS: 20 })
    for (let agents = 2; agents < 120; agents++) {
      const now = erlangA({ load: 60, handleTimeS: 200, patienceS: 100, agents, withinS: 20 })
      expect(now.serviceLevel ?? 0).toBeGreaterThanOrEqual((before.serviceLevel ?? 0) - 1e-12)
      expect(now.abandoned).toBeLessThanOrEqual(before.abandoned + 1e-12)
      expect(now.occupancy).toBeLessThanOrEqual(before.occupancy + 1e-12)
      before = now
    }
  })
})

describe('Erlang C', () => {
  it('promises nothing in overload, and nobody waits where nobody comes', () => {
    expect(answerErlang({ model: 'C', input: { A: 10, aht: 180, n: 10, t: 20 } })).toEqual({
      PW: 1,
      SL: 0,
      ASA: null,
      EW: null,
      occ: 1,
      imm: 0,
      Lq: null,
    })
    expect(erlangC({ load: 0, handleTimeS: 60, agents: 2, withinS: 10 })).toMatchObject({
      waits: 0,
      serviceLevel: 1,
    })
  })
})

describe('bad cases', () => {
  it.each([
    [{ model: 'D', input: {} }, /model: B, C, A or CA/],
    [{ model: 'C', input: { A: 10, aht: 180, n: 2.5 } }, /input\.n: a whole number/],
    [{ model: 'C', input: { A: -1, aht: 180, n: 2 } }, /input\.A: at least 0/],
    [{ model: 'A', input: { A: 10, aht: 180, n: 12, t: 20 } }, /input\.patience/],
    [{ model: 'C', input: { n: 2 } }, /input\.A: the load in Erlangs/],
    [{ model: 'C', input: { A: 3, n: 4 } }, /input\.aht/],
    [7, /./],
  ])('%j is refused by its field', (value, message) => {
    expect(answerErlang(value)).toEqual({ error: expect.stringMatching(message) })
  })
})
