import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, planFor } from './compare.ts'
import { finishRateOf, stretchOf } from './concurrency.ts'
import { presentOf, rosteredFor } from './demand.ts'
import { erlangA } from './erlang-a.ts'
import { erlangC } from './erlang-c.ts'
import { solveQueue } from './queue.ts'
import { outcomes, requirement } from './requirement.ts'
import { settingsSchema } from './settings.ts'
import { demandOf, settingsOf } from './test-cases.ts'

const need = (contacts: number, changes = {}, handleTimeS = 240) => {
  const [first] = requirement({
    demand: demandOf([contacts], handleTimeS),
    settings: settingsOf(changes),
    backlog: null,
  })
  if (!first) throw new Error('no interval')
  return first
}

describe('agents for contacts in line', () => {
  it('are the fewest that meet the service level, by trying all', () => {
    for (const contacts of [1, 7, 40, 360, 2000]) {
      const load = (contacts * 240) / 1800
      let agents = 0
      while ((erlangC({ load, handleTimeS: 240, agents, withinS: 20 }).serviceLevel ?? 0) < 0.8) agents += 1
      expect(need(contacts).agents).toBe(agents)
    }
  })

  it('are those of the worked example: 360 calls in half an hour at 240 s, 55 for 80 % in 15 s is one too many', () => {
    expect(need(360, { targets: { service_level: { share: 0.84, within_s: 15 } } }).agents).toBe(55)
    expect(need(360, { targets: { service_level: { share: 0.8459, within_s: 15 } } }).because).toEqual([
      'service_level',
    ])
  })

  it('meet every target, and one fewer fails the ones named', () => {
    const target = fc.record({
      service_level: fc.record({
        share: fc.double({ min: 0.3, max: 0.99, noNaN: true }),
        within_s: fc.integer({ min: 0, max: 300 }),
      }),
      wait_s: fc.integer({ min: 1, max: 300 }),
      abandonment: fc.double({ min: 0.005, max: 0.3, noNaN: true }),
      occupancy: fc.double({ min: 0.3, max: 0.99, noNaN: true }),
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 20, max: 1500 }),
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        target,
        (contacts, handleTimeS, concurrency, slowdown, targets) => {
          const settings = settingsOf({ targets, patience_s: 240, concurrency, slowdown })
          const demand = demandOf([contacts], handleTimeS)
          const [asked] = requirement({ demand, settings, backlog: null })
          const at = (agents: number) => outcomes({ demand, settings, backlog: null }, [agents])[0]
          const failed = (agents: number) => {
            const one = at(agents)
            return [
              ...((one?.serviceLevel ?? 0) < targets.service_level.share - 1e-12 ? ['service_level'] : []),
              ...((one?.waitS ?? 0) > targets.wait_s ? ['wait'] : []),
              ...((one?.abandoned ?? 0) > targets.abandonment ? ['abandonment'] : []),
              ...((one?.occupancy ?? 0) > targets.occupancy ? ['occupancy'] : []),
            ]
          }
          expect(failed(asked?.agents ?? 0)).toEqual([])
          expect(failed((asked?.agents ?? 0) - 1)).toEqual(asked?.because)
        },
      ),
      { numRuns: 60, seed: 5 },
    )
  })

  it('keep the cap on occupancy where the service level alone would ask for less', () => {
    const plain = need(2000)
    const capped = need(2000, { targets: { service_level: { share: 0.8, within_s: 20 }, occupancy: 0.85 } })
    expect(plain.occupancy).toBeGreaterThan(0.9)
    expect(capped.agents).toBe(Math.ceil((2000 * 240) / 1800 / 0.85))
    expect(capped.because).toEqual(['occupancy'])
  })

  it('are the minimum presence when nobody comes, and none when closed', () => {
    const settings = settingsOf({ minimum: 2 })
    const demand = { ...demandOf([0, 0]), openS: [1800, 0] }
    const [open, closed] = requirement({ demand, settings, backlog: null })
    expect(open).toMatchObject({ agents: 2, because: ['minimum'], serviceLevel: null })
    expect(closed).toMatchObject({ agents: 0, rostered: 0, occupancy: null })
  })

  it('only just bear the load when waiting alone is capped loosely', () => {
    expect(need(90, { targets: { wait_s: 1e8 } }).agents).toBe(13)
    expect(need(90, { targets: { wait_s: 1e8 } }).because).toEqual(['wait', 'load'])
  })

  it('are rostered with shrinkage, and those rostered are enough present again', () => {
    expect(rosteredFor(7, 0.3)).toBe(10)
    expect(need(90, { shrinkage: 0.3 }).rostered).toBe(Math.ceil(need(90).agents / 0.7))
    for (let agents = 0; agents < 300; agents++) {
      for (const shrinkage of [0, 0.1, 0.28, 0.3, 1 / 3, 0.5]) {
        expect(presentOf(rosteredFor(agents, shrinkage), shrinkage)).toBeGreaterThanOrEqual(agents)
        expect(presentOf(rosteredFor(agents, shrinkage) - 1, shrinkage)).toBeLessThan(Math.max(agents, 1))
      }
    }
  })
})

describe('several conversations at once', () => {
  const chat = (agents: number, concurrency: number, slowdown: number, patienceS: number | null = 200) =>
    solveQueue(
      {
        arrivalRate: 0.05,
        slots: agents * concurrency,
        finishRate: finishRateOf(agents, 300, stretchOf(concurrency, slowdown)),
        patienceS,
      },
      30,
    )

  it('one at a time is plain Erlang A and C', () => {
    const a = erlangA({ load: 15, handleTimeS: 300, patienceS: 200, agents: 17, withinS: 30 })
    expect(chat(17, 1, 0.3).serviceLevel).toBeCloseTo(a.serviceLevel ?? Number.NaN, 12)
    const c = erlangC({ load: 15, handleTimeS: 300, agents: 17, withinS: 30 })
    expect(chat(17, 1, 0, null).serviceLevel).toBeCloseTo(c.serviceLevel ?? Number.NaN, 10)
  })

  it('without slow-down is as many agents as conversations', () => {
    const chats = chat(6, 3, 0)
    const agents = erlangA({ load: 15, handleTimeS: 300, patienceS: 200, agents: 18, withinS: 30 })
    for (const key of ['waits', 'serviceLevel', 'abandoned', 'waitS', 'occupancy'] as const) {
      expect(chats[key]).toBeCloseTo(agents[key] ?? Number.NaN, 10)
    }
  })

  it('with full slow-down works at the pace of its agents: min(j, n) ÷ handle time', () => {
    const rate = finishRateOf(4, 300, stretchOf(3, 1))
    for (let j = 1; j <= 12; j++) expect(rate(j)).toBeCloseTo(Math.min(j, 4) / 300, 12)
    // The number in the system is then that of M/M/n, so waiting for a slot is its tail from nK on.
    const { waits } = erlangC({ load: 3, handleTimeS: 300, agents: 4, withinS: null })
    const slots = solveQueue({ arrivalRate: 0.01, slots: 12, finishRate: rate, patienceS: null })
    expect(slots.waits).toBeCloseTo(waits * 0.75 ** 8, 10)
  })

  it('slow-down lies between, and needs people between', () => {
    const people = [0, 0.1, 0.3, 0.6, 1].map(
      (slowdown) => need(200, { concurrency: 3, slowdown }, 400).agents,
    )
    expect(people).toEqual([...people].sort((a, b) => a - b))
    expect(people[0]).toBeLessThan(people[4] ?? 0)
  })

  it('takes measured factors', () => {
    const measured = need(200, { concurrency: 3, slowdown: [1, 1.1, 1.2] }, 400)
    expect(measured).toEqual(need(200, { concurrency: 3, slowdown: 0.1 }, 400))
  })
})

describe('load carried over', () => {
  it('rises after opening towards what is offered and goes on after a peak', () => {
    const demand = demandOf([20, 20, 0, 0, 0], 1200)
    const [first, second, third, fourth] = requirement({
      demand,
      settings: settingsOf({ carry_over: true }),
      backlog: null,
    })
    const offered = (20 * 1200) / 1800
    // ∫ of 1 − exp(−t ÷ handle time) over the first interval.
    expect(first?.load).toBeCloseTo(offered * (1 - (1200 / 1800) * (1 - Math.exp(-1.5))), 9)
    expect(second?.load).toBeGreaterThan(first?.load ?? 0)
    expect(second?.load).toBeLessThan(offered)
    expect(third?.agents).toBeGreaterThan(0)
    expect(fourth?.load).toBeCloseTo((third?.load ?? 0) * Math.exp(-1.5), 9)
    const work = requirement({
      demand: demandOf([20, 20, ...Array(40).fill(0)], 1200),
      settings: settingsOf({ carry_over: true }),
      backlog: null,
    })
    expect(work.reduce((sum, one) => sum + one.load * 1800, 0)).toBeCloseTo(40 * 1200, 6)
  })
})

describe('settings', () => {
  it.each([
    [{ targets: {} }, 'targets'],
    [{ targets: { service_level: { share: 1, within_s: 20 } } }, 'targets.service_level.share'],
    [{ targets: { abandonment: 0.1 } }, 'patience_s'],
    [{ targets: { occupancy: 0.8 }, shrinkage: 1 }, 'shrinkage'],
    [{ targets: { occupancy: 0.8 }, concurrency: 3, slowdown: [1, 1.2] }, 'slowdown'],
    [{ targets: { occupancy: 0.8 }, concurrency: 3, slowdown: [1, 3, 4] }, 'slowdown'],
    [{ targets: { service_level: { share: 0.8, within_s: 9 } }, window_s: 60 }, 'targets.service_level'],
  ])('%j is refused', (body, field) => {
    const read = settingsSchema.safeParse(body)
    expect(read.error?.issues.map((one) => one.path.join('.'))).toContain(field)
  })
})

describe('contacts that arrive while closed', () => {
  const demand = { ...demandOf([10, 20, 30, 40], 240), openS: [0, 0, 1800, 1800] }
  const base = (closed: string) => {
    const staffing = { demand, settings: settingsOf({ closed }), backlog: null }
    return { ...staffing, plan: planFor(staffing) }
  }

  it('are lost, or join the first open interval', async () => {
    const agents = async (closed: string) =>
      (await compare(base(closed), [], { runs: 0 }))[0]?.intervals.map((one) => one.need.agents)
    const plain = (contacts: number) => need(contacts).agents
    expect(await agents('lost')).toEqual([0, 0, plain(30), plain(40)])
    expect(await agents('at_opening')).toEqual([0, 0, plain(60), plain(40)])
  })
})
