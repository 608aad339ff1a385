import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { finishRateOf, stretchOf } from '../concurrency.ts'
import { answerErlang } from '../erlang-cases.ts'
import { solveQueue } from '../queue.ts'
import { requirement } from '../requirement.ts'
import { demandOf, settingsOf } from '../test-cases.ts'
import { arrivals, dayVariances } from './arrivals.ts'
import { ratioOf } from './estimate.ts'
import { presenceOfPlan, presenceOfShifts } from './presence.ts'
import { seeded } from './random.ts'
import { runOnce } from './run.ts'
import { simulate } from './simulate.ts'

const VECTORS = new URL('../../../../shared/vectors/erlang.json', import.meta.url)

interface Steady {
  load: number
  handleTimeS: number
  agents: number
  withinS: number
  patienceS: number | null
  concurrency?: number
  slowdown?: number
}

/** Batch means of one long run: thirty batches after two that are thrown away. */
function steadyState(given: Steady, contacts: number, seed: number) {
  const { load, handleTimeS, agents, withinS, patienceS, concurrency = 1, slowdown = 0 } = given
  const [batches, warmUp] = [30, 2]
  const stepS = (contacts / batches / load) * handleTimeS
  const demand = demandOf(Array(batches + warmUp).fill(contacts / batches), handleTimeS, stepS)
  const settings = settingsOf({
    targets: { service_level: { share: 0.8, within_s: withinS } },
    patience_s: patienceS,
    concurrency,
    slowdown,
  })
  const presence = presenceOfPlan(
    demand.mean.map(() => agents),
    stepS,
  )
  const tally = runOnce(
    { case: { demand, settings, backlog: null }, presence, dayVariance: [], handleTimeCv: 1 },
    seeded(seed),
  )
  const of = (column: 'met' | 'decided' | 'waitS' | 'abandoned' | 'heldS' | 'slotS') => [
    ...tally[column].slice(warmUp),
  ]
  return {
    SL: ratioOf(of('met'), of('decided')),
    EW: ratioOf(of('waitS'), of('decided')),
    occ: ratioOf(of('heldS'), of('slotS')),
    Pab: ratioOf(of('abandoned'), of('decided')),
  }
}

/** Bands of 95 % are stretched to what 80 comparisons at once stay within in 99 of 100 cases: 3.9 deviations. */
const STRETCH = 3.9 / 1.96

describe.skipIf(!existsSync(VECTORS))(
  'the simulator against published cases (../shared/vectors, where present)',
  () => {
    const vectors = existsSync(VECTORS)
      ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as { model: string; input: Record<string, number> }[])
      : []
    const cases = vectors.filter(({ model, input }) => {
      const { A = 0, n = 0, t } = input
      return t !== undefined && (model === 'A' || ((model === 'C' || model === 'CA') && A / n < 0.95))
    })

    it('agrees with the formulas within its band on at least twenty of them', () => {
      const off = cases.flatMap(({ model, input }, i) => {
        const { A = 0, aht = 1, n = 0, t = 0, patience } = input
        const isPatient = model !== 'A'
        const expected = answerErlang({ model: isPatient ? 'C' : 'A', input: { ...input, A } })
        const given = {
          load: A,
          handleTimeS: aht,
          agents: n,
          withinS: t,
          patienceS: isPatient ? null : (patience ?? null),
        }
        const seen = steadyState(given, 40_000, 1000 + i)
        return Object.entries(seen).flatMap(([key, estimate]) => {
          const value = Number(expected[key] ?? 0)
          const half = estimate ? (estimate.high - estimate.value) * STRETCH : 0
          const isNear = estimate !== null && Math.abs(estimate.value - value) <= half + 1e-9
          return isNear ? [] : [{ input, key, value, seen: estimate }]
        })
      })
      expect(off).toEqual([])
      expect(cases.length).toBeGreaterThanOrEqual(20)
    })
  },
)

describe('the simulator', () => {
  it('agrees with the chain for several conversations at once', () => {
    const given = {
      load: 15,
      handleTimeS: 300,
      agents: 6,
      withinS: 30,
      patienceS: 200,
      concurrency: 3,
      slowdown: 0,
    }
    const seen = steadyState(given, 60_000, 9)
    const chain = solveQueue(
      { arrivalRate: 0.05, slots: 18, finishRate: finishRateOf(6, 300, stretchOf(3, 0)), patienceS: 200 },
      30,
    )
    expect(seen.SL?.low).toBeLessThan(chain.serviceLevel ?? 0)
    expect(seen.SL?.high).toBeGreaterThan(chain.serviceLevel ?? 1)
    expect(seen.occ?.low).toBeLessThan(chain.occupancy)
    expect(seen.occ?.high).toBeGreaterThan(chain.occupancy)
  })

  it('is close to the chain where conversations slow each other down, which spreads them evenly at all times', () => {
    const seen = steadyState(
      { load: 12, handleTimeS: 300, agents: 6, withinS: 30, patienceS: 200, concurrency: 3, slowdown: 0.3 },
      60_000,
      4,
    )
    const chain = solveQueue(
      { arrivalRate: 0.04, slots: 18, finishRate: finishRateOf(6, 300, stretchOf(3, 0.3)), patienceS: 200 },
      30,
    )
    expect(Math.abs((seen.SL?.value ?? 0) - (chain.serviceLevel ?? 0))).toBeLessThan(0.03)
    expect(Math.abs((seen.occ?.value ?? 0) - chain.occupancy)).toBeLessThan(0.03)
  })

  const day = demandOf([20, 60, 120, 90, 40], 240)
  const settings = settingsOf({ patience_s: 300 })
  const staffing = { demand: day, settings, backlog: null }
  const plan = requirement(staffing).map((one) => one.agents)

  it('gives the same for the same seed and something else for another', async () => {
    const ask = (seed: number) =>
      simulate({ case: staffing, presence: presenceOfPlan(plan, 1800), runs: 5, seed })
    expect(await ask(1)).toEqual(await ask(1))
    expect((await ask(1)).total.waitS?.value).not.toBe((await ask(2)).total.waitS?.value)
  })

  it('loses nobody: all who arrive are served, give up or wait at the end', () => {
    const tally = runOnce(
      {
        case: staffing,
        presence: presenceOfPlan(
          plan.map((n) => n - 2),
          1800,
        ),
        dayVariance: [],
        handleTimeCv: 0.6,
      },
      seeded(3),
    )
    const sum = (list: Float64Array) => list.reduce((total, one) => total + one, 0)
    expect(sum(tally.arrived)).toBeGreaterThan(250)
    expect(sum(tally.decided)).toBeLessThanOrEqual(sum(tally.arrived))
    expect(sum(tally.arrived) - sum(tally.decided)).toBeLessThanOrEqual(tally.waitingAtEnd.at(-1) ?? 0)
  })

  it('meets the target with the required staff and falls short with two people ill', async () => {
    const level = async (agents: number[]) =>
      (await simulate({ case: staffing, presence: presenceOfPlan(agents, 1800), runs: 40 })).total
        .serviceLevel
    const enough = await level(plan)
    const short = await level(plan.map((n) => Math.max(0, n - 2)))
    expect(enough?.value).toBeGreaterThan(0.8)
    expect(short?.high).toBeLessThan(enough?.low ?? 0)
  })

  it('carries what was not done over to the next interval', async () => {
    const demand = demandOf([60, 0], 240)
    const patient = settingsOf({})
    const presence = presenceOfPlan([2, 8], 1800)
    const { intervals } = await simulate({
      case: { demand, settings: patient, backlog: null },
      presence,
      runs: 20,
    })
    // 60 × 240 s = 8 agents for half an hour; two do a quarter, the rest is busy with it afterwards.
    expect(intervals[0]?.occupancy).toBeGreaterThan(0.95)
    expect(intervals[1]?.occupancy).toBeGreaterThan(0.6)
    expect(intervals[1]?.serviceLevel).toBeNull()
  })

  it('knows shifts with breaks to the second', async () => {
    const shifts = [
      { from: 0, to: 3600, breaks: [[900, 1800]] as const },
      { from: 1800, to: 7200 },
    ]
    expect(presenceOfShifts(shifts)).toEqual([
      { at: 0, agents: 1 },
      { at: 900, agents: 0 },
      { at: 1800, agents: 2 },
      { at: 3600, agents: 1 },
      { at: 7200, agents: 0 },
    ])
    const demand = demandOf([20, 20, 20, 20], 20)
    const run = await simulate({
      case: { demand, settings: settingsOf(), backlog: null },
      presence: presenceOfShifts(shifts),
      runs: 30,
    })
    // Half of the first half-hour nobody is there.
    expect(run.intervals[0]?.serviceLevel).toBeLessThan(0.5)
    expect(run.intervals[1]?.serviceLevel).toBeGreaterThan(0.85)
  })

  it('puts work off to opening and does it in time with the required staff', async () => {
    const openS = [...Array(16).fill(0), ...Array(20).fill(1800), ...Array(12).fill(0)]
    const demand = {
      ...demandOf([...Array(16).fill(3), ...Array(20).fill(12), ...Array(12).fill(3)], 400),
      openS,
    }
    const deferred = {
      demand,
      settings: settingsOf({ window_s: 4 * 3600 }),
      backlog: { contacts: 30, withinS: 7200 },
    }
    const people = requirement(deferred).map((one) => one.agents)
    const run = await simulate({ case: deferred, presence: presenceOfPlan(people, 1800), runs: 30 })
    expect(run.total.serviceLevel?.value).toBeGreaterThan(0.9)
    expect(run.total.waitS?.value).toBeLessThan(4 * 3600)
  })

  it('draws days as busy and quiet as the quantiles of a forecast, and as many contacts as it expects', () => {
    // Of counts with mean 10 and these quantiles the deviation is 15 ÷ 2.5631, of which √10 is chance.
    const quantiles = { '0.1': Array(48).fill(5), '0.9': Array(48).fill(20) }
    const demand = { ...demandOf(Array(48).fill(10), 60), quantiles }
    const [variance = 0] = dayVariances(demand)
    expect(variance).toBeCloseTo(((15 / 2.5631) ** 2 - 10) / 100, 3)
    const counts = Array.from({ length: 400 }, (_, seed) => {
      const random = seeded(seed + 1)
      const arrived = Array<number>(48).fill(0)
      for (const { interval } of arrivals(demand, [variance], false, random)) {
        arrived[interval] = (arrived[interval] ?? 0) + 1
      }
      return arrived
    })
    const all = counts.flat()
    const mean = all.reduce((a, b) => a + b, 0) / all.length
    const spread = Math.sqrt(all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / all.length)
    const deviation = 15 / 2.5631
    expect(Math.abs(mean - 10)).toBeLessThan((4 * Math.sqrt(variance) * 10) / Math.sqrt(400))
    expect(spread / deviation).toBeCloseTo(1, 1)
    expect(
      dayVariances({ ...demand, quantiles: { '0.1': Array(48).fill(6), '0.9': Array(48).fill(14) } }),
    ).toEqual([0])
    expect(dayVariances(demandOf(Array(60).fill(10), 60))).toEqual([0, 0])
  })
})
